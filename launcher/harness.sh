# shellcheck shell=bash
# Starts commands of the harness in a Java of their own; Maven compiles it where something has changed. Sourced by ./lab.

readonly CLASSPATH=$STATE/classpath BUILT=$STATE/built LOADED=$STATE/loaded-classes

# The process that is waited for: Maven, then Java.
child=''

# NAME=VALUE for the harness, stronger than what pom.xml says.
more_environment=()

# What goes when a run is given up.
made() { if [ "$CLUSTER" = kubeconfig ]; then printf 'what this run has made on the cluster'; else printf 'the cluster'; fi; }

# Ctrl-C and SIGTERM: what runs is asked to end, and what it has made goes with it.
interrupted() {
  trap '' INT TERM
  say ""
  say "Interrupted: removing $(made)"
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
  [ -z "$child" ] || wait "$child" 2>/dev/null || true
  exit 130
}

java_program() { printf '%s' "${JAVA_HOME:+$JAVA_HOME/bin/}java"; }

# Runs a command of the harness, compiled where something has changed.
harness() {
  compile_aloud
  start_harness "$@"
}

# Runs it as it is compiled, with what pom.xml says of its environment, JVM and class path. Options of the JVM come first.
start_harness() {
  local options=()
  while [[ ${1:-} =~ ^-(D|XX:) ]]; do
    options+=("$1")
    shift
  done
  local compiled=target/test-classes environment sharing
  mapfile -t sharing < <(sharing)
  mapfile -t environment < <(grep '=.' "$compiled/launcher/suite.env")
  # The libraries come first, so that an archive of their classes fits.
  exec env "${environment[@]+"${environment[@]}"}" "${more_environment[@]+"${more_environment[@]}"}" "$(java_program)" "@$compiled/launcher/suite.jvm" \
    "${sharing[@]+"${sharing[@]}"}" "${options[@]+"${options[@]}"}" -cp "$(<"$CLASSPATH"):$compiled:target/classes" \
    io.github.statefulsetlab.report.command.Main "$@"
}

# Where the libraries' classes lie as the JVM maps them (class data sharing). With them a run starts sooner.
archive() { printf '%s' "$STATE/classes-$({ readlink -f "$(command -v "$(java_program)")" 2>/dev/null; cat "$CLASSPATH"; } | cksum | cut -d ' ' -f 1).jsa"; }

# The JVM's options, one a line, that use the archive; what the JVM says of one that does not fit is nobody's concern.
sharing() {
  local file
  file=$(archive)
  [ ! -f "$file" ] || printf '%s\n' "-XX:SharedArchiveFile=$file" -Xlog:disable
}

# The one that lists the classes a run loads, where there is no archive yet and a next run is to be expected.
listing() { [ -n "${CI:-}" ] || [ -f "$(archive)" ] || printf '%s\n' "-XX:DumpLoadedClassList=$LOADED"; }

# Makes the archive of what a run has loaded, in the background, when nothing else wants the processor.
archive_classes() {
  [ -f "$LOADED" ] || return 0
  local file
  file=$(archive)
  grep -vE '^[#@]|statefulsetlab' "$LOADED" >"$LOADED.libraries" || true
  rm -f "$LOADED" "$STATE"/classes-*.jsa*
  {
    nice -n 19 "$(java_program)" -Xshare:dump -XX:+UseSerialGC "-XX:SharedClassListFile=$LOADED.libraries" \
      "-XX:SharedArchiveFile=$file.new" -cp "$(<"$CLASSPATH")" && mv "$file.new" "$file"
  } >/dev/null 2>&1 </dev/null &
}

# What the classes are made of, and what pom.xml looks at on this machine. Classes that somebody else has compiled since
# may be made of anything.
is_compiled() {
  [ -f "$CLASSPATH" ] && [ -f "$BUILT" ] && [ -d target/test-classes/launcher ] &&
    [ -z "$(find target/classes target/test-classes -newer "$BUILT" -type f -print -quit)" ] &&
    [ "$(ingredients)" = "$(<"$BUILT")" ]
}

ingredients() {
  local sum=(sha256sum)
  command -v sha256sum >/dev/null || sum=(shasum -a 256)
  {
    command -v "$(java_program)"
    ls -d /var/run/docker.pid 2>/dev/null || true
    find pom.xml .mvn app/src src/test -type f -exec "${sum[@]}" {} + | LC_ALL=C sort
  } | "${sum[@]}"
}

# Compiles where something has changed, and says so: on a terminal how long it has taken so far, elsewhere in a line at once
# and one each half minute.
compile_aloud() {
  is_compiled && return
  compile_harness &
  child=$!
  tell_of_compiling "$child"
  local status=0
  wait "$child" || status=$?
  child=''
  [ "$status" -eq 0 ] || exit "$status"
}

# tell_of_compiling PID: until that process has ended.
tell_of_compiling() {
  local begun=$SECONDS told=0 seconds
  is_live || tell_log "Compiling the suite: about half a minute, only after a change"
  while kill -0 "$1" 2>/dev/null; do
    seconds=$((SECONDS - begun))
    if is_live; then
      printf '\r%6d s  compiling the suite\033[K' "$seconds"
    elif [ $((seconds / 30)) -gt "$told" ]; then
      told=$((seconds / 30))
      tell_log "$(printf '%6d s  compiling the suite' "$seconds")"
    fi
    sleep 0.2
  done
  ! is_live || printf '\r\033[K'
}

# Whether somebody looks at a screen where a line can be kept up to date.
is_live() { [ -t 1 ] && [ "${TERM:-dumb}" != dumb ] && [[ $VOICE =~ ^(verbose)?$ ]]; }

# Beside standard output, which may be for a program. Autolab shows students all that is printed.
tell_log() { [ "$VOICE" = quiet ] || has_format autolab || printf '%s\n' "$1" >&2; }

compile_harness() {
  mkdir -p "$STATE"
  rm -f "$BUILT"
  local made
  made=$(ingredients)
  [ -d ~/.m2/repository/io/fabric8 ] || say "Fetching libraries: a few minutes, the first time only" >&2
  ./mvnw -B -ntp -q test-compile dependency:build-classpath "-Dmdep.outputFile=$PWD/$CLASSPATH" \
    >"$STATE/maven.log" 2>&1 </dev/null || could_not_compile
  printf '%s' "$made" >"$BUILT"
}

could_not_compile() {
  grep -E '^\[ERROR\]' "$STATE/maven.log" | head -n 10 >&2 || true
  fault "the harness could not be compiled; the whole story is in $STATE/maven.log."
}
