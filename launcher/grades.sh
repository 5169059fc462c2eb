# shellcheck shell=bash
# The commands of ./lab that need no cluster: rubric and regrade. Sourced by ./lab.

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
  require_java
  case ${1:-} in
    list)
      [ $# -eq 1 ] || refuse "list takes nothing else. See ./lab help rubric."
      harness rubric list
      ;;
    show | check)
      [ $# -eq 2 ] || refuse "$1 needs one rubric. See ./lab help rubric."
      harness rubric "$1" "$(rubric "$2")"
      ;;
    '') refuse "rubric knows list, show NAME and check FILE. See ./lab help rubric." ;;
    *) refuse "$(unknown command "$1" rubric)" ;;
  esac
}

regrade_command() {
  require_java
  local reports='' options=() further=()
  while [ $# -gt 0 ]; do
    case $1 in
      --published) options+=(-Dlab.published=true); shift; continue ;;
      --rubric | --pass-mark | --format | --gradebook | --gradebook-columns | --further-chart)
        [ $# -ge 2 ] || refuse "$1 needs a value. See ./lab help regrade."
        ;;&
      --rubric) options+=("-Dlab.rubric=$(rubric "$2")") ;;
      --pass-mark | --gradebook-columns) options+=("-Dlab.${1#--}=$2") ;;
      --format) options+=("-Dlab.formats=$2") ;;
      --gradebook) options+=("-Dlab.gradebook=$(absolute "$2")") ;;
      --further-chart)
        [[ $2 == ?*=?* ]] || refuse "--further-chart wants ROLE=FOLDER, such as bonus=reports/bonus. See ./lab help regrade."
        further+=("${2%%=*}=$(absolute "${2#*=}")")
        ;;
      -*) refuse "$(unknown option "$1" regrade)" ;;
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
  harness "${options[@]+"${options[@]}"}" "-Dlab.reports=$reports" regrade "$reports" "${further[@]+"${further[@]}"}"
}
