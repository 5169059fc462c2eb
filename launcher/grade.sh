# shellcheck shell=bash
# ./lab grade: compiles where needed, runs the suite, hands the results over. Sourced by ./lab.

grade_command() {
  parse_grade "$@"
  require_java
  require_disk .
  # An existing cluster needs none: learning systems run a plain container.
  if [ "$CLUSTER" != kubeconfig ]; then
    require_engine
    require_engine_disk
  fi
  run_grade grade
}

# ./lab try: breaks one thing in the bundled chart; lists what can be broken where nothing is named.
try_command() {
  local mutant=${1:-}
  require_java
  [ -n "$mutant" ] || { harness try; return; }
  shift
  case $mutant in
    -*) refuse "$(unknown option "$mutant" try)" ;;
    *) mutants | grep -qx -- "$mutant" || refuse "there is no mutant $mutant.$(meant "$mutant" < <(mutants)) ./lab try lists them." ;;
  esac
  parse_try "$@"
  require_disk .
  require_engine
  require_engine_disk
  properties+=("-Dlab.reports=$REPORTS")
  run_grade try "$mutant"
}

parse_try() {
  REPORTS=$PWD/reports/try
  while [ $# -gt 0 ]; do
    case $1 in
      --quiet | --verbose | --json) VOICE=${1#--}; shift; continue ;;
      --only | --seed | --reports) [ $# -ge 2 ] || refuse "$1 needs a value. See ./lab help try." ;;&
      --only) require_promise "$2"; properties+=("-Dlab.only=$2") ;;
      --seed) properties+=("-Dlab.seed=$2") ;;
      --reports) REPORTS=$(absolute "$2") ;;
      *) refuse "$(unknown option "$1" try)" ;;
    esac
    shift 2
  done
}

# Two runs in one folder would write over each other's state and reports.
claim() {
  local other
  mkdir -p "$STATE"
  if ! (set -o noclobber; printf '%s' $$ >"$STATE/running") 2>/dev/null; then
    other=$(<"$STATE/running")
    if ps -p "${other:-0}" -o command= 2>/dev/null | grep -qE '(^|[ /])lab( |$)'; then
      refuse "a run is under way in this folder already (process $other). Wait for it, or use another clone of this project."
    fi
    printf '%s' $$ >"$STATE/running"
  fi
  trap leave EXIT
}

leave() {
  rm -f "$STATE/running"
  sweep >/dev/null 2>&1 || true
}

# Runs a command of the harness that grades. What the harness has to say goes to standard output, all other words to a log.
run_grade() {
  local status=0 terminal=false color=true
  claim
  rm -f "$STATE/exit-status"
  touch "$STATE/begun"
  ! is_live || terminal=true
  [ -z "${NO_COLOR:-}" ] || color=false
  trap interrupted INT TERM
  compile_aloud
  mapfile -t -O "${#properties[@]}" properties < <(listing)
  # Autolab shows students all that is printed, as it is printed: that is the score alone.
  if has_format autolab; then exec 3>"$STATE/console.log"; else exec 3>&1; fi
  start_harness "-Dlab.terminal=$terminal" "-Dlab.color=$color" "-Dlab.voice=$VOICE" "-Dlab.called-from=$CALLED_FROM" "-Dlab.called-as=$0" \
    ${properties[@]+"${properties[@]}"} "$@" \
    >&3 2>"$STATE/harness.log" </dev/null &
  child=$!
  exec 3>&-
  wait "$child" || status=$?
  child=''
  finish_grade "$status"
}

finish_grade() {
  local status=$1
  if [ ! -f "$STATE/exit-status" ]; then
    grep -vE '^\s+at ' "$STATE/harness.log" | head -n 10 >&2 || true
    fault "the run did not finish (status $status); see $STATE/harness.log."
  fi
  # An earlier run's grade says nothing about this one.
  if [ "$REPORTS/grade.json" -nt "$STATE/begun" ]; then
    archive_classes
    hand_over
  elif has_format autolab; then
    cat "$STATE/console.log" >&2
  fi
  exit "$(<"$STATE/exit-status")"
}

has_format() { [[ ",$FORMATS," == *",$1,"* ]]; }

# What became of a grade book. An error is one also where standard output is for something else.
say_of_gradebook() {
  local notes=$REPORTS/gradebook/notes.txt
  [ "$notes" -nt "$STATE/begun" ] || return 0
  case $(<"$notes") in
    'error: '*) cat "$notes" >&2 ;;
    *) has_format autolab || say "$(<"$notes")" ;;
  esac
}

# Gives the results to the systems that read what is printed.
hand_over() {
  local printed
  say_of_gradebook
  if has_format autolab; then
    printed=("$REPORTS"/*/autolab/autolab.txt)
    [ ! -f "${printed[0]}" ] || cat "${printed[@]}"
    return
  fi
  if has_format github; then
    [ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$REPORTS/github/summary.md" >>"$GITHUB_STEP_SUMMARY"
    cat "$REPORTS/github/annotations.txt"
  fi
}
