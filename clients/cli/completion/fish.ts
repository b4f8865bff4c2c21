import type { CommandNode } from '../command-tree.ts';
import { places, takesFile } from './words.ts';
import type { Place } from './words.ts';

/** A script for fish: a line for every word, with what it means. */
export function fishCompletion(tree: readonly CommandNode[]): string {
  const all = places(tree);
  const known = all.map(({ path }) => path).filter((path) => path !== '');
  return `# fish completion of purgatory: made from its commands by "purgatory completion fish".
function __purgatory_at --description 'whether the words so far lead to this command'
    set -l place ''
    for word in (commandline -opc)[2..]
        if contains -- "$place $word" ${known.map(word).join(' ')}
            set place "$place $word"
        end
    end
    test "$place" = "$argv[1]"
end

complete -c purgatory -f
${all.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ path, commands, options, choices, files }: Place): string[] {
  const at = `complete -c purgatory -n ${word(`__purgatory_at ${word(path)}`)}`;
  return [
    ...commands.map(({ name, summary }) => `${at} -a ${name} -d ${word(summary)}`),
    ...choices.map((choice) => `${at} -a ${word(choice)}`),
    ...(files ? [`${at} -F`] : []),
    ...options.map((option) => {
      const names = option.names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
      const value = option.choices.length > 0 ? ` -x -a ${word(option.choices.join(' '))}` : valueOf(option);
      return `${at} ${names.join(' ')}${value} -d ${word(option.description)}`;
    }),
  ];
}

function valueOf(option: Place['options'][number]): string {
  if (!option.takesValue) return '';
  return takesFile(option) ? ' -r -F' : ' -x';
}

/** Within single quotes fish knows two escapes. */
function word(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}
