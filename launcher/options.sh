# shellcheck shell=bash
# The options of ./lab grade, as system properties of the harness. Sourced by ./lab.

# A file or folder by its whole path, since this script has changed its folder; a reference as it stands.
image() {
  if [ -e "$(absolute "$1")" ]; then absolute "$1"; else printf '%s' "$1"; fi
}

# A path as a part of a list with commas between them.
listed() { printf '%s' "${1//,/\\,}"; }

require_promise() {
  promises | grep -qxF -e "$1" || refuse "there is no promise $1.$(meant "$1" < <(promises)) The ids are in docs/behaviours.md."
}

# Sets `properties` from the arguments of grade.
properties=()
parse_grade() {
  local profiles='' values='' set='' chart='' only='' rubric='' further=''
  while [ $# -gt 0 ]; do
    case $1 in
      --quiet | --verbose | --json) VOICE=${1#--}; shift; continue ;;
      --keep) properties+=(-Dlab.keep=true); shift; continue ;;
      --all) properties+=(-Dlab.promises= -Dlab.all=true); shift; continue ;;
      --published) properties+=(-Dlab.published=true); shift; continue ;;
      --build-network) properties+=(-Dlab.build-network=true); shift; continue ;;
      --only-named-images) properties+=(-Dlab.only-named-images=true); shift; continue ;;
      --only | --profile | --values | --set | --cluster | --kubeconfig | --image | --root | --node-image | --reports | --seed | --time-limit | --helm | \
        --rubric | --further-chart | --submission | --name | --pass-mark | --format | --gradebook | --gradebook-columns | --statefulset | --container | --port | --visit-path | --count-path | --file)
        [ $# -ge 2 ] || refuse "$1 needs a value. See ./lab help grade."
        ;;&
      --only)
        require_promise "$2"
        only+=${only:+,}$2
        ;;
      --rubric) rubric=$(rubric "$2") ;;
      --further-chart)
        [[ $2 == ?*=?* ]] || refuse "--further-chart needs ROLE=CHART, such as bonus=../bonus-app, not $2. See ./lab help grade."
        require_chart "${2#*=}"
        further+=${further:+,}${2%%=*}=$(listed "$(absolute "${2#*=}")")
        ;;
      --pass-mark)
        [[ $2 =~ ^[0-9]{1,7}([.][0-9]{1,2})?$ ]] || refuse "--pass-mark needs a number of points such as 6 or 5.5, not $2."
        properties+=("-Dlab.pass-mark=$2")
        ;;
      --profile) profiles+=${profiles:+,}$2 ;;
      --values)
        [ -r "$(absolute "$2")" ] || refuse "the values file $2 can't be read. Is its path right?"
        values+=${values:+,}$(listed "$(absolute "$2")")
        ;;
      # Helm itself takes several settings with commas between them.
      --set)
        [[ $2 == ?*=* ]] || refuse "--set needs NAME=VALUE, not $2. See ./lab help grade."
        set+=${set:+,}$2
        ;;
      --cluster) CLUSTER=$2; properties+=("-Dlab.cluster=$2") ;;
      --kubeconfig) properties+=("-Dlab.kubeconfig=$(absolute "$2")") ;;
      --image) properties+=("-Dlab.image=$(image "$2")") ;;
      --helm)
        [ -f "$(absolute "$2")" ] && [ -x "$(absolute "$2")" ] || refuse "--helm needs the path of a helm program, and $2 is not a program that can be run."
        properties+=("-Dlab.helm=$(absolute "$2")")
        ;;
      --root) properties+=("-Dlab.root=$(absolute "$2")") ;;
      --statefulset | --container | --port | --visit-path | --count-path | --file)
        properties+=("-Dlab.${1#--}=$2")
        ;;
      --format)
        FORMATS=$(printf '%s' "$2" | tr '[:upper:]' '[:lower:]' | tr -d ' ')
        [[ $FORMATS =~ ^($KNOWN_FORMAT)(,($KNOWN_FORMAT))*$ ]] ||
          refuse "the format $2 is not known. Use one or more of ${KNOWN_FORMAT//|/, }, separated by commas."
        properties+=("-Dlab.formats=$FORMATS")
        ;;
      --gradebook)
        [ -r "$(absolute "$2")" ] || refuse "the grade book $2 can't be read. Is its path right?"
        properties+=("-Dlab.gradebook=$(absolute "$2")")
        ;;
      --submission | --name) properties+=("-Dlab.${1#--}=$2") ;;
      --gradebook-columns) properties+=("-Dlab.gradebook-columns=$2") ;;
      --node-image) properties+=("-Dlab.node-image=$2") ;;
      --reports) REPORTS=$(absolute "$2"); properties+=("-Dlab.reports=$(absolute "$2")") ;;
      --seed | --time-limit) properties+=("-Dlab.${1#--}=$2") ;;
      -*) refuse "$(unknown option "$1" grade)" ;;
      *)
        take_chart "$1"
        shift
        continue
        ;;
    esac
    shift 2
  done
  if [ -n "$rubric" ]; then
    check_rubric "$rubric" || exit "$USAGE"
    properties+=("-Dlab.rubric=$rubric" -Dlab.promises=)
  fi
  [ -z "$further" ] || [ -n "$rubric" ] ||
    refuse "--further-chart needs a rubric that says what the chart is for: add --rubric NAME or FILE. See ./lab help grade."
  [ -z "$further" ] || properties+=("-Dlab.further-charts=$further")
  [ -z "$only" ] || properties+=("-Dlab.only=$only" -Dlab.promises=)
  [ -z "$profiles" ] || properties+=("-Dlab.profile=$profiles")
  [ -z "$set" ] || properties+=("-Dlab.set=$set")
  [ -z "$values" ] || properties+=("-Dlab.values=$values")
}

# take_chart PATH: the one chart of a command, into its `chart` and `properties`. What is wrong with it is said before an
# engine is installed or started for it.
take_chart() {
  [ -z "$chart" ] || refuse "one chart at a time: $chart or $1?"
  require_chart "$1"
  chart=$1
  properties+=("-Dlab.chart=$(absolute "$1")")
}

require_chart() {
  [ -e "$(absolute "$1")" ] || refuse "there is no chart at $1. Give the folder that holds Chart.yaml, or a .tgz of it."
}
