
# Chooses between the applications by the verb, the first word behind the command.
_complete_plateau() {
  local word="${COMP_WORDS[COMP_CWORD]}"
  local verb="${COMP_WORDS[1]}"
  if [ "$COMP_CWORD" -le 1 ]; then
    COMPREPLY=( $(compgen -W "${_plateau_trainer_verbs:-} $_plateau_collector_verbs build help --help --version" -- "$word") )
    return
  fi
  case " ${_plateau_trainer_verbs:-} " in
    *" $verb "*) "_picocli_plateau_trainer_$verb"; return ;;
  esac
  case $verb in
    detector) _complete_plateau_collector ;;
    *)
      case " $_plateau_collector_verbs " in
        *" $verb "*) "_picocli_plateau_collector_$verb" ;;
      esac
      ;;
  esac
}
complete -F _complete_plateau -o default plateau ./plateau
if [ -n "${ZSH_VERSION:-}" ]; then
  # zsh has no compopt; the functions above only tune with it how files are completed.
  unalias compopt 2>/dev/null
  function compopt { :; }
fi
