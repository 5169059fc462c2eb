# shellcheck shell=bash
# The commands of ./lab that need no cluster: rubric and regrade. Sourced by ./lab.

grades_usage() {
  cat <<'HELP'
Usage: ./lab rubric list             the bundled rubrics
       ./lab rubric show NAME        one of them as a table of points
       ./lab rubric check FILE       whether a rubric of yours can be used, and its table of points
       ./lab regrade [REPORTS] --rubric NAME|FILE [--pass-mark POINTS] [--published] [--format LIST]
                                     compute the points again from the verdicts that are stored in the folder, and apply
                                     its marks.csv; no cluster is needed, and the earlier grade is kept in history/

Exit status: as that of ./lab grade.
HELP
}

# A bundled rubric's name as it stands, a file by its whole path.
rubric() {
  if [ -f "$(absolute "$1")" ]; then absolute "$1"; else printf '%s' "$1"; fi
}

# Refuses a rubric that can't be used before anything is started for it.
check_rubric() {
  require_java
  (harness rubric check "$1") >/dev/null
}

rubric_command() {
  case ${1:-} in
    -h | --help) grades_usage ;;
    list) harness rubric list ;;
    show | check)
      [ $# -eq 2 ] || refuse "$1 needs one rubric. See ./lab rubric --help."
      harness rubric "$1" "$(rubric "$2")"
      ;;
    *) refuse "rubric knows list, show NAME and check FILE. See ./lab rubric --help." ;;
  esac
}

regrade_command() {
  local reports='' options=()
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help) grades_usage; return ;;
      --published) options+=(-Dlab.published=true); shift; continue ;;
      --rubric | --pass-mark | --format | --gradebook | --gradebook-columns)
        [ $# -ge 2 ] || refuse "$1 needs a value. See ./lab regrade --help."
        ;;&
      --rubric) options+=("-Dlab.rubric=$(rubric "$2")") ;;
      --pass-mark | --gradebook-columns) options+=("-Dlab.${1#--}=$2") ;;
      --format) options+=("-Dlab.formats=$2") ;;
      --gradebook) options+=("-Dlab.gradebook=$(absolute "$2")") ;;
      -*) refuse "unknown flag $1. See ./lab regrade --help." ;;
      *)
        [ -z "$reports" ] || refuse "one folder at a time: $reports or $1?"
        reports=$(absolute "$1")
        shift
        continue
        ;;
    esac
    shift 2
  done
  reports=${reports:-$PWD/reports}
  harness "${options[@]+"${options[@]}"}" "-Dlab.reports=$reports" regrade "$reports"
}
