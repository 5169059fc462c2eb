# shellcheck shell=bash
# Starts commands of the harness in a Java of their own; Maven compiles it where something has changed. Sourced by ./lab.

readonly CLASSPATH=$STATE/classpath BUILT=$STATE/built

# The process that is waited for: Maven, then Java.
child=''

# NAME=VALUE for the harness, stronger than what pom.xml says.
more_environment=()

# Ctrl-C and SIGTERM: what runs is asked to end, and its cluster goes with it.
interrupted() {
  trap '' INT TERM
  say ""
  say "Interrupted: removing the cluster"
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
  [ -z "$child" ] || wait "$child" 2>/dev/null || true
  exit 130
}

java_program() { printf '%s' "${JAVA_HOME:+$JAVA_HOME/bin/}java"; }

# Runs a command of the harness, compiled where something has changed.
harness() {
  compile_harness
  start_harness "$@"
}

# Runs it as it is compiled, with what pom.xml says of its environment, JVM and class path. -D options come first.
start_harness() {
  local options=()
  while [[ ${1:-} == -D* ]]; do
    options+=("$1")
    shift
  done
  local compiled=target/test-classes environment
  mapfile -t environment < <(grep '=.' "$compiled/launcher/suite.env")
  exec env "${environment[@]+"${environment[@]}"}" "${more_environment[@]+"${more_environment[@]}"}" "$(java_program)" "@$compiled/launcher/suite.jvm" \
    "${options[@]+"${options[@]}"}" -cp "$compiled:target/classes:$(<"$CLASSPATH")" \
    io.github.statefulsetlab.report.command.Main "$@"
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

compile_harness() {
  is_compiled && return
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
