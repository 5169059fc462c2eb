# shellcheck shell=bash
# ./lab play: a cluster that stays, with a chart installed. Sourced by ./lab.

readonly PLAY=$STATE/play

playgrounds() { docker ps --all --quiet --filter label=io.github.statefulsetlab.owner=playground; }

play_command() {
  local status=0
  if [ "${1:-}" = --stop ]; then
    [ $# -eq 1 ] || refuse "--stop takes nothing else. See ./lab help play."
    stop_playing
    return
  fi
  parse_play "$@"
  require_java
  require_disk .
  require_engine
  require_engine_disk
  [ -z "$(playgrounds)" ] ||
    refuse "a cluster to play with is there already; what to try on it is in $PLAY/steps.txt. ./lab play --stop removes it."
  mkdir -p "$STATE"
  rm -rf "$PLAY"
  trap interrupted INT TERM
  compile_aloud
  # Testcontainers' own reaper would take the cluster away with the process.
  more_environment=(TESTCONTAINERS_RYUK_DISABLED=true)
  start_harness "${properties[@]+"${properties[@]}"}" "-Dlab.play=$PWD/$PLAY" play </dev/null 2>"$STATE/harness.log" &
  child=$!
  wait "$child" || status=$?
  child=''
  if [ "$status" -ne 0 ]; then
    grep -E '^error: ' "$STATE/harness.log" >&2 || fault "the cluster did not start; the whole story is in $STATE/harness.log."
  fi
  exit "$status"
}

parse_play() {
  local chart='' values='' set=''
  while [ $# -gt 0 ]; do
    case $1 in
      --stop) refuse "--stop takes nothing else. See ./lab help play." ;;
      --profile | --values | --set | --image) [ $# -ge 2 ] || refuse "$1 needs a value. See ./lab help play." ;;&
      --profile) properties+=("-Dlab.profile=$2") ;;
      --values)
        [ -r "$(absolute "$2")" ] || refuse "the values file $2 can't be read. Is its path right?"
        values+=${values:+,}$(listed "$(absolute "$2")")
        ;;
      --set) set+=${set:+,}$2 ;;
      --image) properties+=("-Dlab.image=$(image "$2")") ;;
      -*) refuse "$(unknown option "$1" play)" ;;
      *)
        take_chart "$1"
        shift
        continue
        ;;
    esac
    shift 2
  done
  [ -z "$values" ] || properties+=("-Dlab.values=$values")
  [ -z "$set" ] || properties+=("-Dlab.set=$set")
}

stop_playing() {
  local ids
  engine_answers || refuse "no Docker engine answers, so that there is no cluster to remove."
  mapfile -t ids < <(playgrounds)
  rm -rf "$PLAY"
  if [ ${#ids[@]} -eq 0 ]; then
    say "There is no cluster to play with."
  else
    docker rm --force --volumes "${ids[@]}" >/dev/null
    say "Removed the cluster that you played with."
  fi
}
