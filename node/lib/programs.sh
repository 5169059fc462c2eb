# shellcheck shell=bash disable=SC2154 # variables of ../build
# The Go programs. Each component is kept in the cache under a hash of what it is built from.

kubernetes_version() {
  awk '$1 == "k8s.io/kubernetes" { print $2; exit }' "$here/kubernetes/go.mod"
}

containerd_version() {
  awk '$1 == "github.com/containerd/containerd/v2" && $2 ~ /^v/ { print $2; exit }' "$here/containerd/go.mod"
}

# Nobody's own settings for Go are meant for what is built here. Debian's Go does not fetch a newer one unless told to.
export GOFLAGS='' GOWORK=off GOTOOLCHAIN=${GOTOOLCHAIN:-auto} CGO_ENABLED=0

# Upstream's build scripts stamp versions into packages; a program without them calls itself v0.0.0.
link_flags() {
  local version minor
  case $1 in
    kubernetes)
      version=$(kubernetes_version)
      minor=${version#v1.}
      minor=${minor%%.*}
      for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        printf ' -X %s.gitVersion=%s -X %s.gitMajor=1 -X %s.gitMinor=%s -X %s.gitTreeState=clean' \
          "$package" "$version" "$package" "$package" "$minor" "$package"
      done
      ;;
    containerd) printf ' -X github.com/containerd/containerd/v2/version.Version=%s' "$(containerd_version)" ;;
  esac
}

# What `go build` is given: main packages of ours, and the tools that go.mod names.
packages() {
  local module=$here/$1
  if [[ -n $(find "$module" -name '*.go') ]]; then echo ./...; fi
  if grep -q '^tool' "$module/go.mod"; then echo tool; fi
}

built() {
  local key
  key=$(hash_of "$here/$1" -not -name '*_test.go')-$(cd "$here/$1" && go env GOVERSION GOARCH | paste -sd-)
  echo "$cache/programs/$1-$key"
}

build_program() {
  local component=$1 target packages
  target=$(built "$component")
  mapfile -t packages < <(packages "$component")
  rm -rf "$target.part" "$cache/programs/$component"-*
  mkdir -p "$target.part"
  cd "$here/$component" || return
  go build -trimpath -buildvcs=false -ldflags "-s -w$(link_flags "$component")" \
    -o "$target.part/" "${packages[@]}"
  mv "$target.part" "$target"
}

# Modules of the later components arrive while the first is compiled.
fetch_modules() {
  local component
  for component in containerd addons; do
    # shellcheck disable=SC2046 # one word each
    [[ -d $(built "$component") ]] || (cd "$here/$component" && go list -deps $(packages "$component") >/dev/null)
  done
}

build_programs() {
  local component fetching
  fetch_modules >>"$log" 2>&1 &
  fetching=$!
  for component in kubernetes containerd addons supervisor pause; do
    if [[ -d $(built "$component") ]]; then
      say "$component: built before"
    else
      say "$component: compiling"
      step "$component" build_program "$component"
    fi
  done
  wait "$fetching" || true # what it could not fetch, the build has
}
