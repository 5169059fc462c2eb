# shellcheck shell=bash
# What has to be on this machine: a JDK, disk, a Docker engine. Sourced by ./lab.

require_java() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java version
  command -v "$java" >/dev/null ||
    refuse "no Java was found. Install a JDK $NEEDED_JAVA or newer (Debian, Ubuntu: apt-get install openjdk-17-jdk-headless)."
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge "$NEEDED_JAVA" ] ||
    refuse "Java ${version:-of an unknown version} is too old: install a JDK $NEEDED_JAVA or newer, or point JAVA_HOME at one."
  command -v "${java}c" >/dev/null ||
    refuse "there is a Java but no compiler (javac). Install a JDK, not a JRE (Debian, Ubuntu: apt-get install openjdk-17-jdk-headless)."
}

# A first run needs the most: images, build caches and the cluster's own files. Found out once.
needed=''
require_disk() {
  local folder=$1 free
  if [ -z "$needed" ]; then
    needed=$NEEDED_GB
    has_built_node || needed=$NEEDED_TO_BUILD_GB
  fi
  free=$(df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1024 / 1024) }')
  [ "$free" -ge "$needed" ] ||
    refuse "the disk of $folder has $free GB free, and $needed GB are needed. Make room (docker system prune, go clean -cache, rm -r target) and try again."
}

# Compiling the node image takes most of the room, once. An engine that is not up can't tell.
has_built_node() {
  if engine_answers; then
    [ -n "$(docker images -q statefulset-lab/node)" ]
  else
    [ -d "${XDG_CACHE_HOME:-$HOME/.cache}/statefulset-lab/node" ]
  fi
}

# Docker's own disk, where the engine runs on this machine.
require_engine_disk() {
  local root
  root=$(docker info --format '{{.DockerRootDir}}' 2>/dev/null) || return 0
  [ ! -d "$root" ] || require_disk "$root"
}

# Asked until it answers: each time takes a moment that somebody waits for.
engine_up=''
engine_answers() {
  [ -z "$engine_up" ] || return 0
  docker info >/dev/null 2>&1 || return
  engine_up=yes
}

# On Debian and Ubuntu, as root, nobody has to install Docker by hand.
require_engine() {
  engine_answers && return
  if [ -f /etc/debian_version ] && is_root; then
    install_engine
    start_engine
    needed='' # it can tell now which images it has
  else
    printf 'error: no Docker engine answers.\n%s\n' \
      "Start it (Docker Desktop, or: sudo systemctl start docker), or install it: https://docs.docker.com/engine/install/" >&2
    exit "$USAGE"
  fi
}

install_engine() {
  command -v dockerd >/dev/null && return
  say "No Docker engine found: installing Debian's (docker.io), about a minute"
  mkdir -p "$STATE"
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends docker.io iptables iproute2; } \
    >"$STATE/apt.log" 2>&1 </dev/null; then
    tail -n 5 "$STATE/apt.log" >&2
    fault "Docker could not be installed; the whole story is in $STATE/apt.log."
  fi
}

# A test opens the pages in a browser; without one, or where it can't be installed, that test is skipped.
install_browser() {
  command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null && return
  if [ -f /etc/debian_version ] && is_root; then
    say "Installing Chromium, which the tests open the reports in"
    mkdir -p "$STATE"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } \
      >"$STATE/apt-browser.log" 2>&1 </dev/null || say "Chromium could not be installed: the reports are not opened in a browser"
  fi
}

start_engine() {
  local log=/var/log/statefulset-lab-dockerd.log
  say "Starting the Docker engine (it stays on; log: $log)"
  if command -v systemctl >/dev/null && systemctl start docker >/dev/null 2>&1 && engine_answers; then
    return
  fi
  # What a killed engine left behind would keep a new one from starting.
  # shellcheck disable=SC2009
  ps -C dockerd -o stat= 2>/dev/null | grep -qv '^Z' || rm -f /var/run/docker.pid /var/run/docker/containerd/containerd.pid
  # In a session of its own, so that Ctrl-C here does not end it.
  setsid nohup dockerd >"$log" 2>&1 </dev/null &
  for _ in $(seq 60); do
    engine_answers && return
    sleep 0.5
  done
  tail -n 5 "$log" >&2
  fault "the Docker engine did not start within 30 s; its log is $log."
}
