# shellcheck shell=bash
# ./lab completion: scripts for shells, made from the texts in launcher/help. Sourced by ./lab.

completion_command() {
  [ $# -le 1 ] || refuse "completion takes one shell. See ./lab help completion."
  case ${1:-} in
    bash | zsh | fish) "complete_$1" ;;
    '') refuse "completion knows bash, zsh and fish. See ./lab help completion." ;;
    *) refuse "$(unknown shell "$1" completion)" ;;
  esac
}

# The values of a kind (the word in capitals after an option), one a line; none where they are files or anything at all.
values_of() {
  case $1 in
    ID) promises ;;
    PROFILE) profiles ;;
    RUBRIC) rubrics ;;
    MUTANT) mutants ;;
    CLUSTER) printf '%s\n' k3s kubeconfig ;;
    FORMATS) tr '|' '\n' <<<"$KNOWN_FORMAT" ;;
    COMMAND) commands ;;
  esac
}

is_file() { [[ $1 =~ ^(FILE|FOLDER|CHART|IMAGE|REPORTS|RUBRIC)$ ]]; }

# The kinds of what a command takes without an option's name.
operands() { sed -nE '1 s/^Usage: \.\/lab [a-z]+ \[([A-Z]+)\].*/\1/p' "$HELP/$1.txt"; }

one_line() { tr '\n' ' ' | sed 's/ $//'; }

# Words of the first place after a command: its subcommands and what it takes.
first_words() {
  local kind
  words "$1"
  printf -- '--help\n'
  for kind in $(operands "$1"); do values_of "$kind"; done
}

complete_bash() {
  local command option kind
  printf '_statefulset_lab() {\n'
  printf '  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n  local IFS=$'"' \\\\t\\\\n'"'\n  COMPREPLY=()\n'
  printf '  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "%s --help" -- "$current")); return; fi\n' "$(commands | one_line)"
  printf '  case ${COMP_WORDS[1]}:$before in\n'
  while read -r command; do
    while IFS=$'\t' read -r option kind _; do
      printf '    %s:%s) ' "$command" "$option"
      [ -z "$(values_of "$kind")" ] || printf 'COMPREPLY=($(compgen -W "%s" -- "$current")); ' "$(values_of "$kind" | one_line)"
      printf 'return ;;\n'
    done < <(table_with_kinds "$command")
  done < <(commands)
  printf '  esac\n  case ${COMP_WORDS[1]} in\n'
  while read -r command; do
    printf '    %s) COMPREPLY=($(compgen -W "%s" -- "$current")) ;;\n' "$command" "$(first_words "$command" | one_line)"
  done < <(commands)
  printf '  esac\n}\ncomplete -o default -F _statefulset_lab lab ./lab\n'
}

# The words that need a value.
table_with_kinds() { table "$1" | awk -F '\t' '$2 != "-"'; }

# The beginning of a description, without what a shell's table of completions would read as something else.
plain() { sed -E "s/ *[;:(].*//; s/'/’/g; s/[\"\\\$\`]//g" <<<"$1"; }

complete_zsh() {
  local command word kind about
  printf '#compdef lab ./lab\n_statefulset_lab() {\n  local -a described\n'
  printf '  if (( CURRENT == 2 )); then\n    described=('
  while IFS=$'\t' read -r word _ about; do printf " '%s:%s'" "$word" "$(plain "$about")"; done < <(table lab)
  printf ')\n    _describe command described; return\n  fi\n  case $words[2]:$words[CURRENT-1] in\n'
  while read -r command; do
    while IFS=$'\t' read -r word kind _; do
      printf '    %s:%s) ' "$command" "$word"
      [ -z "$(values_of "$kind")" ] || printf 'compadd -- %s; ' "$(values_of "$kind" | one_line)"
      ! is_file "$kind" || printf '_files; '
      printf 'return ;;\n'
    done < <(table_with_kinds "$command")
  done < <(commands)
  printf '  esac\n  case $words[2] in\n'
  while read -r command; do
    printf '    %s)\n      described=('"'--help:what it does'" "$command"
    while IFS=$'\t' read -r word _ about; do
      printf " '%s:%s'" "$word" "$(plain "$about")"
    done < <(table "$command")
    printf ')\n      _describe option described\n'
    for kind in $(operands "$command"); do
      [ -z "$(values_of "$kind")" ] || printf '      compadd -- %s\n' "$(values_of "$kind" | one_line)"
      ! is_file "$kind" || printf '      _files\n'
    done
    printf '      ;;\n'
  done < <(commands)
  printf '  esac\n}\ncompdef _statefulset_lab lab ./lab\n'
}

complete_fish() {
  local command word kind about
  while IFS=$'\t' read -r word _ about; do
    printf "complete -c lab -n __fish_use_subcommand -x -a %s -d '%s'\n" "$word" "$(plain "$about")"
  done < <(table lab)
  while read -r command; do
    printf "complete -c lab -n '__fish_seen_subcommand_from %s' -l help -d 'what it does'\n" "$command"
    while IFS=$'\t' read -r word kind about; do
      if [[ $word == --* ]]; then
        printf "complete -c lab -n '__fish_seen_subcommand_from %s' -l %s" "$command" "${word#--}"
        if is_file "$kind"; then printf ' -r -F'; elif [ "$kind" != - ]; then printf ' -x'; fi
        [ -z "$(values_of "$kind")" ] || printf " -a '%s'" "$(values_of "$kind" | one_line)"
      else
        [ -z "$(values_of "$kind")" ] ||
          printf "complete -c lab -n '__fish_seen_subcommand_from %s; and __fish_seen_subcommand_from %s' -a '%s'\n" \
            "$command" "$word" "$(values_of "$kind" | one_line)"
        printf "complete -c lab -n '__fish_seen_subcommand_from %s' -a %s" "$command" "$word"
      fi
      printf " -d '%s'\n" "$(plain "$about")"
    done < <(table "$command")
    for kind in $(operands "$command"); do
      [ -z "$(values_of "$kind")" ] ||
        printf "complete -c lab -n '__fish_seen_subcommand_from %s' -a '%s'\n" "$command" "$(values_of "$kind" | one_line)"
    done
  done < <(commands)
}
