# shellcheck shell=bash
# What the build needs from the machine.

check_prerequisites() {
  docker version >/dev/null 2>&1 || fail "no Docker engine answers: start one, or set DOCKER_HOST"
  [[ $(id -u) == 0 ]] || fail "needs to be root, to make a root file system with debootstrap"
  check_go
  local missing=()
  command -v debootstrap >/dev/null || missing+=(debootstrap)
  command -v flock >/dev/null || missing+=(util-linux)
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

check_go() {
  local wanted='install Go 1.21 or later, which fetches by itself the version that node/*/go.mod ask for'
  command -v go >/dev/null || fail "needs Go: $wanted"
  local version
  version=$(cd / && GOTOOLCHAIN=local go env GOVERSION)
  if ! [[ $version =~ ^go1\.([0-9]+) ]] || ((BASH_REMATCH[1] < 21)); then
    fail "this machine's Go is $version: $wanted"
  fi
}

install_packages() {
  command -v apt-get >/dev/null || fail "needs $*; there is no apt-get here to install that with"
  say "installing $* with apt-get"
  DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null || fail "apt-get update failed"
  # Without apt-utils, debconf would say that it configures packages later.
  DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "apt-get install $* failed"
}

# The mirror that this machine installs its own packages from, and the release that it runs.
debian_release() {
  # shellcheck disable=SC1091
  (. /etc/os-release && echo "$VERSION_CODENAME")
}

debian_mirror() {
  # shellcheck disable=SC2016 # apt's own placeholders
  apt-get indextargets --format '$(SITE) $(CODENAME) $(COMPONENT) $(CREATED_BY)' |
    awk -v release="$(debian_release)" '$2 == release && $3 == "main" && $4 == "Packages" { print $1; exit }'
}
