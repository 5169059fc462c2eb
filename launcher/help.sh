# shellcheck shell=bash
# ./lab help, and what is told of a wrong word. The texts in launcher/help are the one table of commands and options:
# `  --option VALUE   what it does`, `  command VALUE   what it does`. Sourced by ./lab.

readonly HELP=launcher/help

# The commands, one a line.
commands() { words lab; }

is_command() { [[ $1 =~ ^[a-z]+$ ]] && commands | grep -qx -- "$1"; }

# Prints the help of a command; of all where none is named.
help_command() {
  [ $# -le 1 ] || refuse "help takes one command. See ./lab help."
  case ${1:-} in '' | -h | --help) set -- lab ;; esac
  [ "$1" = lab ] || is_command "$1" || refuse "$(unknown command "$1" lab)"
  cat "$HELP/$1.txt"
}

# What is in a command's table, a line each, with tabs between word, kind of value (- for none) and description.
table() {
  awk -v OFS='\t' '
    /^(Commands|Options):$/ { inside = 1; next }
    /^$/ { inside = 0 }
    inside && match($0, /^  (--)?[a-z][a-z-]*/) {
      word = substr($0, 3, RLENGTH - 2); rest = substr($0, RLENGTH + 1); kind = "-"
      if (match(rest, /^ [A-Z][A-Z=]*/)) { kind = substr(rest, 2, RLENGTH - 1); rest = substr(rest, RLENGTH + 1) }
      sub(/^ +/, "", rest)
      print word, kind, rest
    }' "$HELP/$1.txt"
}

# The options and subcommands of a command, one a line.
words() { table "$1" | cut -f 1; }

# Says that a word (an option, a command) is not known, with the one that was most likely meant.
unknown() {
  local what=$1 given=$2 command=$3 near
  near=$(meant "$given" < <(words "$command"))
  [ "$command" != lab ] || command=''
  printf 'unknown %s %s.%s See ./lab help%s.' "$what" "$given" "$near" "${command:+ $command}"
}

# What to ask a person who gave a word that is not on standard input.
meant() {
  local near
  near=$(nearest "$1")
  printf '%s' "${near:+ Did you mean $near?}"
}

# Of the lines on standard input the one that takes the fewest changes to become the given word, if they are few.
nearest() {
  awk -v given="$1" '
    function least(a, b, c) { return a < b ? (a < c ? a : c) : (b < c ? b : c) }
    function distance(a, b,    i, j, row, left, up, cost) {
      for (j = 0; j <= length(b); j++) row[j] = j
      for (i = 1; i <= length(a); i++) {
        left = row[0]; row[0] = i
        for (j = 1; j <= length(b); j++) {
          up = row[j]; cost = substr(a, i, 1) != substr(b, j, 1)
          row[j] = least(row[j] + 1, row[j - 1] + 1, left + cost); left = up
        }
      }
      return row[length(b)]
    }
    { d = distance(given, $0); if (best == "" || d < fewest) { best = $0; fewest = d } }
    END { if (best != "" && fewest * 3 <= length(given) + 2) print best }'
}

promises() { sed -n 's/^- id: //p' src/test/resources/criteria/*.yaml; }

profiles() { names charts/counter/ci -values.yaml; }

rubrics() { names src/test/resources/rubrics .yaml; }

mutants() { names src/test/resources/mutants; }

# What is in a folder, without the end of its name.
names() {
  local file
  for file in "$1"/*; do
    file=${file##*/}
    printf '%s\n' "${file%"${2:-}"}"
  done
}
