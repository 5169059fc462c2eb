# shellcheck shell=bash
# ./lab doctor: what this machine has and lacks. A probe calls `found` once for each thing that it looks at. What it
# reads of the kernel lies below MACHINE, so that a test can bring a machine of its own. Sourced by ./lab.

MACHINE=${MACHINE:-}
lacking=false as_json=false

readonly PROBES='java engine rights disk memory cgroups node_image registry libraries ports kernel leftovers'
readonly DOCKER_HELP=https://docs.docker.com/engine/install/
readonly ENOUGH_MEMORY_MB=3000 LEAST_MEMORY_MB=1500 LEAST_INOTIFY=128

doctor_command() {
  local probe
  case ${1:-} in
    --json) as_json=true; shift ;;
  esac
  [ $# -eq 0 ] || refuse "$(unknown option "$1" doctor)"
  for probe in $PROBES; do "probe_$probe"; done
  [ "$lacking" = false ] || exit 1
}

# found CHECK ok|warn|missing WHAT [REMEDY]
found() {
  [ "$2" != missing ] || lacking=true
  if [ "$as_json" = true ]; then
    printf '{"check":"%s","status":"%s","found":"%s","remedy":"%s"}\n' "$1" "$2" "$(escaped "$3")" "$(escaped "${4:-}")"
  else
    printf '%-8s %-11s %s\n' "$2" "$1" "$3"
    [ -z "${4:-}" ] || printf '%21s%s\n' '' "$4"
  fi
}

# Text as it stands in a JSON string.
escaped() { tr '\n\t' '  ' <<<"$1" | tr -d '\000-\037' | sed 's/[\\"]/\\&/g'; }

probe_java() {
  local said
  if said=$( (require_java) 2>&1); then
    found java ok "$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -n 1)"
  else
    said=${said#error: }
    found java missing "${said%%[.:] *}" "${said#*[.:] }"
  fi
}

probe_engine() {
  local said version
  if ! command -v docker >/dev/null && ! can_install_engine; then
    found engine missing "there is no docker command" "Install Docker: $DOCKER_HELP"
  elif said=$(docker info 2>&1) && version=$(docker version --format '{{.Server.Version}}' 2>/dev/null); then
    found engine ok "Docker $version"
  elif grep -qi 'permission denied' <<<"${said:-}"; then
    found engine missing "this user may not use the Docker engine" \
      "sudo usermod -aG docker $(id -un), then log in again. Who may use Docker has root's rights on this machine."
  elif can_install_engine; then
    found engine warn "no Docker engine answers" "./lab grade installs one and starts it."
  else
    found engine missing "no Docker engine answers" \
      "Start it (Docker Desktop, or: sudo systemctl start docker), or install it: $DOCKER_HELP"
  fi
}

can_install_engine() { [ -f "$MACHINE/etc/debian_version" ] && is_root; }

engine_says() { docker info --format "{{$1}}" 2>/dev/null; }

# A cluster's node is a privileged container, or one with all capabilities that this machine grants.
probe_rights() {
  local bounding last full
  engine_answers || return 0
  if engine_says .SecurityOptions | grep -q rootless; then
    found rights warn "the Docker engine runs without root" \
      "If no cluster starts: docker context use default, with an engine that runs as root."
    return
  fi
  bounding=$(sed -n 's/^CapBnd:[[:space:]]*//p' "$MACHINE/proc/self/status" 2>/dev/null)
  last=$(cat "$MACHINE/proc/sys/kernel/cap_last_cap" 2>/dev/null) || true
  if [ -z "$bounding" ] || [ -z "$last" ]; then
    found rights ok "the engine runs in a machine of its own"
    return
  fi
  full=$(((1 << (last + 1)) - 1))
  if [ $((16#$bounding & full)) -eq "$full" ]; then
    found rights ok "a privileged container can be started"
  elif [ ! -e "$MACHINE/dev/kmsg" ]; then
    found rights missing "this machine withholds capabilities and /dev/kmsg" \
      "Run where containers may be privileged, or on an existing cluster: ./lab grade --cluster kubeconfig"
  else
    found rights ok "this machine withholds capabilities; the cluster does without them"
  fi
}

probe_disk() {
  local folder
  for folder in . "$(engine_says .DockerRootDir || true)"; do
    [ -d "$folder" ] || continue
    disk_of "$folder"
  done
}

disk_of() {
  local free needed=$NEEDED_GB where=$1
  [ "$where" != . ] || where='this folder'
  has_built_node || needed=$NEEDED_TO_BUILD_GB
  free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024 / 1024) }')
  if [ "$free" -ge "$needed" ]; then
    found disk ok "$free GB free in $where"
  else
    found disk missing "$free GB free in $where, $needed GB are needed" "docker system prune, or rm -r target"
  fi
}

probe_memory() {
  local bytes mb
  bytes=$(engine_says .MemTotal) || return 0
  mb=$((bytes / 1024 / 1024))
  if [ "$mb" -ge "$ENOUGH_MEMORY_MB" ]; then
    found memory ok "$mb MB for containers"
  elif [ "$mb" -ge "$LEAST_MEMORY_MB" ]; then
    found memory warn "$mb MB for containers" "Pods may start slowly: give Docker $ENOUGH_MEMORY_MB MB (Docker Desktop: Settings, Resources)."
  else
    found memory missing "$mb MB for containers" "Give Docker $ENOUGH_MEMORY_MB MB (Docker Desktop: Settings, Resources)."
  fi
}

probe_cgroups() {
  local version controllers
  version=$(engine_says .CgroupVersion) || return 0
  controllers=$(cat "$MACHINE/sys/fs/cgroup/cgroup.controllers" 2>/dev/null) || true
  case $version in
    1 | '') found cgroups ok "version 1" ;;
    *)
      if [ -n "$controllers" ] && [[ " $controllers " != *' pids '* || " $controllers " != *' memory '* ]]; then
        found cgroups missing "version $version without the controllers memory and pids" \
          "Boot with cgroup_enable=memory, or delegate them to this user (systemd: Delegate=yes)."
      else
        found cgroups ok "version $version"
      fi
      ;;
  esac
}

k3s_image() { sed -n 's/.*String K3S = "\(.*\)";/\1/p' src/test/java/io/github/statefulsetlab/cluster/NodeImage.java; }

# Whether there is an image that a cluster's node can be started from.
has_node_image() { [ -n "$(docker images -q "$(k3s_image)" 2>/dev/null)$(docker images -q statefulset-lab/node 2>/dev/null)" ]; }

probe_node_image() {
  engine_answers || return 0
  if has_node_image; then
    found node ok "$(docker images --format '{{.Repository}}:{{.Tag}}' | grep -E '^(rancher/k3s|statefulset-lab/node):' | head -n 1)"
  else
    found node warn "no image of a cluster's node is here" \
      "The first ./lab grade pulls $(k3s_image); where no registry answers it builds one, about ten minutes."
  fi
}

# Only asked for what is not here. `docker manifest` asks as the engine would.
probe_registry() {
  engine_answers || return 0
  has_node_image && return
  if timeout 15 docker manifest inspect "$(k3s_image)" >/dev/null 2>&1; then
    found registry ok "$(k3s_image) can be pulled"
  elif command -v go >/dev/null; then
    found registry warn "$(k3s_image) can't be pulled" "The node image is built from node/ in its place; or load it: docker load."
  else
    found registry missing "$(k3s_image) can't be pulled, and there is no Go to build a node image" \
      "Install Go (node/README.md), or load the image: docker load."
  fi
}

probe_libraries() {
  local url
  if is_compiled; then
    found libraries ok "the suite is compiled"
    return
  fi
  url=${MVNW_REPOURL:-$(sed -n 's/^distributionUrl=//p' .mvn/wrapper/maven-wrapper.properties)}
  if [ -d ~/.m2/repository/io/fabric8 ] && compgen -G ~/.m2/wrapper/dists/'*' >/dev/null; then
    found libraries ok "Maven and its libraries have been fetched before"
  elif ! command -v curl >/dev/null; then
    found libraries warn "can't tell whether Maven's libraries can be fetched" "Install curl, or just run ./lab grade."
  elif curl --silent --head --location --max-time 10 --output /dev/null "$url"; then
    found libraries ok "Maven's repository answers"
  else
    found libraries missing "${url%%/maven2*} does not answer" \
      "Connect to the network once; behind a proxy or a mirror set https_proxy and MVNW_REPOURL, and ~/.m2/settings.xml."
  fi
}

# Docker chooses free ports, so that only a proxy can stand in the way of localhost.
probe_ports() {
  local proxy=${https_proxy:-${HTTPS_PROXY:-${http_proxy:-${HTTP_PROXY:-}}}} direct=${no_proxy:-${NO_PROXY:-}}
  if [ -n "$proxy" ] && [[ ",$direct," != *,localhost,* ]]; then
    found ports warn "requests to localhost go through the proxy $proxy" "export no_proxy=localhost,127.0.0.1${direct:+,$direct}"
  else
    found ports ok "Docker chooses free ones"
  fi
}

# Another operating system runs Docker in a machine of its own, whose kernel has all of it.
probe_kernel() {
  local instances
  [ -d "$MACHINE/proc/sys/kernel" ] || return 0
  has_feature overlay || found kernel missing "no overlay file system" "sudo modprobe overlay"
  has_feature br_netfilter ||
    found kernel warn "packets between pods skip iptables (bridge-nf-call-iptables)" "sudo modprobe br_netfilter"
  has_feature iptables || found kernel missing "no iptables, which Services need" "sudo modprobe ip_tables iptable_nat"
  has_feature ip_set || found kernel warn "no ip_set, which NetworkPolicies need" "sudo modprobe ip_set"
  instances=$(cat "$MACHINE/proc/sys/fs/inotify/max_user_instances" 2>/dev/null || echo "$LEAST_INOTIFY")
  [ "$instances" -ge "$LEAST_INOTIFY" ] ||
    found kernel warn "only $instances inotify instances a user" "sudo sysctl fs.inotify.max_user_instances=512"
  found kernel ok "Linux $(cat "$MACHINE/proc/sys/kernel/osrelease")"
}

# Whether the kernel has it, loaded or ready to be loaded.
has_feature() {
  local modules
  case $1 in
    overlay) ! grep -qw overlay "$MACHINE/proc/filesystems" || return 0 ;;
    br_netfilter) [ ! -e "$MACHINE/proc/sys/net/bridge/bridge-nf-call-iptables" ] || return 0 ;;
    iptables) [ ! -e "$MACHINE/proc/net/ip_tables_names" ] || return 0; set -- ip_tables ;;
  esac
  modules=$MACHINE/lib/modules/$(cat "$MACHINE/proc/sys/kernel/osrelease")
  grep -qE "/$1\.ko" "$modules"/modules.{dep,builtin} 2>/dev/null || grep -qm 1 " ${1}_" "$MACHINE/proc/kallsyms" 2>/dev/null
}

probe_leftovers() {
  local count
  engine_answers || return 0
  count=$(leftovers | wc -l)
  if [ "$count" -eq 0 ]; then
    found leftovers ok "no cluster of an earlier run is left"
  else
    found leftovers warn "$((count)) containers of runs that are over" "./lab clean"
  fi
}
