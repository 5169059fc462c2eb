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

# Without information for debuggers, which the linker would leave out in the end: a tenth of the compilers' time.
readonly compile=(-trimpath -buildvcs=false -gcflags=all=-dwarf=false)

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
  rm -rf "$target.part"
  mkdir -p "$target.part"
  find "$cache/programs" -maxdepth 1 -name "$component-*" -mtime +7 -exec rm -rf {} +
  cd "$here/$component" || return
  go build -v "${compile[@]}" -ldflags "-s -w$(link_flags "$component")" \
    -o "$target.part/" "${packages[@]}"
  mv "$target.part" "$target"
}

# plan COMPONENT...: the packages that there are to compile, once all modules are here. What was compiled before does not
# count: the go command says what it would do.
plan() {
  local component packages
  for component in "$@"; do
    mapfile -t packages < <(packages "$component")
    (cd "$here/$component" && go build -n "${compile[@]}" "${packages[@]}" 2>&1 || true)
  done | awk '/\/compile / { for (i = 1; i < NF; i++) if ($i == "-p") print $(i + 1) }' | sort -u >"$temporary/plan"
}

# All components at the same time: while one is linked, which takes one core, another is compiled.
build_programs() {
  local component missing=() builds=() began
  for component in kubernetes containerd addons supervisor pause; do
    if [[ -d $(built "$component") ]]; then say "$component: built before"; else missing+=("$component"); fi
  done
  ((${#missing[@]} > 0)) || return 0
  step "Go modules of ${missing[*]}" plan "${missing[@]}"
  began=$SECONDS
  for component in "${missing[@]}"; do
    build_program "$component" >"$temporary/compiled-$component" 2>&1 &
    builds+=($!)
  done
  while running "${builds[@]}"; do
    progress "$(how_far $((SECONDS - began)))"
    read -rt 1 <> <(:) || true
  done
  # One after another, so that the log ends with what a component said that failed.
  for component in "${!missing[@]}"; do
    cat "$temporary/compiled-${missing[component]}" >>"$log"
    step_wait "${missing[component]}" "${builds[component]}"
  done
  say "${missing[*]} ($((SECONDS - began)) s)"
}

running() {
  local process
  for process in "$@"; do
    if kill -0 "$process" 2>/dev/null; then return 0; fi
  done
  return 1
}

# how_far SECONDS: what is compiled after so long, and how long the rest takes at this pace. The go command names a package
# when it begins with it.
how_far() {
  local spent=$1 all compiled
  all=$(wc -l <"$temporary/plan")
  compiled=$(sort -u "$temporary"/compiled-* | grep -c '^[a-z][^ ]*$' || true)
  if ((compiled >= all)); then
    echo "linking"
  elif ((compiled * 20 < all)); then
    echo "$compiled of $all packages compiled"
  else
    echo "$compiled of $all packages compiled, $(duration $((spent * (all - compiled) / compiled))) left"
  fi
}

duration() {
  if (($1 < 90)); then echo "about $1 s"; else echo "about $((($1 + 30) / 60)) min"; fi
}
