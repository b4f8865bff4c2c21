import type { CommandNode } from '../command-tree.ts';
import { pathPatterns, places, quoted, takesFile, valuedOptions } from './words.ts';

/** A script for bash's `complete`: one function that knows every word. */
export function bashCompletion(tree: readonly CommandNode[]): string {
  const all = places(tree);
  const values = valuedOptions(all).map(({ option, pattern }) => {
    if (option.choices.length > 0) return `    ${pattern}) words=${quoted(option.choices.join(' '))} ;;`;
    return `    ${pattern}) ${takesFile(option) ? '_purgatory_files && ' : ''}return ;;`;
  });
  const words = all.map(({ path, commands, options, choices, files }) => {
    const plain = [...commands.map(({ name }) => name), ...choices].join(' ');
    const dashed = options.flatMap(({ names }) => names).join(' ');
    return `    ${quoted(path)}) words=${quoted(plain)} dashed=${quoted(dashed)} files=${files ? 'yes' : ''} ;;`;
  });
  return `# bash completion of purgatory: made from its commands by "purgatory completion bash".
_purgatory_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_purgatory() {
  local current=\${COMP_WORDS[COMP_CWORD]} place='' words='' dashed='' files='' index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$place \${COMP_WORDS[index]}" in
${pathPatterns(all)}) place="$place \${COMP_WORDS[index]}" ;;
    esac
  done
  case "$place \${COMP_WORDS[COMP_CWORD - 1]}" in
${values.join('\n')}
  esac
  [ -n "$words" ] || case "$place" in
${words.join('\n')}
  esac
  [[ $current != -* ]] || words=$dashed
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  [ \${#COMPREPLY[@]} -gt 0 ] || [ -z "$files" ] || _purgatory_files
}

complete -F _purgatory purgatory
`;
}
