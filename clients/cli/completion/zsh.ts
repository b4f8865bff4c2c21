import type { CommandNode } from '../command-tree.ts';
import { pathPatterns, places, quoted, takesFile, valuedOptions } from './words.ts';

/** A script for zsh's completion system, words with what they mean. */
export function zshCompletion(tree: readonly CommandNode[]): string {
  const all = places(tree);
  const values = valuedOptions(all).map(({ option, pattern }) => {
    const asked = takesFile(option) ? '_files' : `_message ${quoted(option.description)}`;
    const value = option.choices.length > 0 ? `compadd -- ${option.choices.map(quoted).join(' ')}` : asked;
    return `    ${pattern}) ${value}; return ;;`;
  });
  const words = all.map(({ path, commands, options, choices, files }) => {
    const plain = [...commands.map(({ name, summary }) => described(name, summary)), ...choices.map(quoted)];
    const dashed = options.flatMap(({ names, description }) => names.map((name) => described(name, description)));
    return `    ${quoted(path)}) plain=(${plain.join(' ')}) dashed=(${dashed.join(' ')}) files=${files ? 'yes' : ''} ;;`;
  });
  return `#compdef purgatory
# zsh completion of purgatory: made from its commands by "purgatory completion zsh".
_purgatory() {
  local place='' files=''
  local -a plain dashed
  integer index
  for (( index = 2; index < CURRENT; index++ )); do
    case "$place \${words[index]}" in
${pathPatterns(all)}) place="$place \${words[index]}" ;;
    esac
  done
  case "$place \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$place" in
${words.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option dashed
    return
  fi
  (( \${#plain} == 0 )) || _describe word plain
  [[ -z $files ]] || _files
}

if [ "$funcstack[1]" = _purgatory ]; then
  _purgatory "$@"
else
  compdef _purgatory purgatory
fi
`;
}

/** A colon parts a word from what it means. */
function described(word: string, meaning: string): string {
  return quoted(`${word.replaceAll(':', String.raw`\:`)}:${meaning}`);
}
