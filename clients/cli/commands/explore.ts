import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { Explorer } from '../../../shared/vmcore/explore/explorer.ts';
import type { CliContext } from '../context.ts';
import { openSources } from '../input.ts';
import { progressLine } from '../output/progress.ts';
import { answerAll, questionsOf } from '../explore/answer.ts';
import { runPrompt } from '../explore/prompt.ts';

export function exploreCommand(context: CliContext) {
  return new Command('explore')
    .description('Asks a dump: values by C expressions, lists and trees, what an address is, and what crash shows.')
    .argument('<DUMP>', 'a dump, or the first part of a split one; s3://BUCKET/KEY')
    .argument('[PART...]', 'the other parts of a split dump')
    .option('-c, --command <QUESTION>', 'ask this, and leave (may be given several times)', collect, [] as string[])
    .option('--json', 'each answer as one JSON document a line')
    .option('--btf <FILE>', 'types of the kernel, for one that carries none')
    .addHelpText(
      'after',
      '\nWithout -c it asks what comes line by line from standard input; at a terminal it is a prompt. Try `help` there.',
    )
    .action(async (dump, parts, options) => {
      const btf = options.btf === undefined ? undefined : await readFile(options.btf);
      const sources = await openSources([dump, ...parts], context);
      try {
        const progress = progressLine(context.stderr);
        progress.update('reading symbols and types');
        const explorer = await Explorer.open(sources, { btf }).finally(() => {
          progress.clear();
        });
        try {
          if (options.command.length > 0) await answerAll(explorer, options.command, context, options);
          else if (isTerminal(context.stdin)) await runPrompt(explorer, context.stdin, context, options);
          else await answerAll(explorer, questionsOf(context.stdin), context, options);
        } finally {
          await explorer.close();
        }
      } finally {
        await Promise.all(sources.map((source) => source.close()));
      }
    });
}

function collect(question: string, before: string[]): string[] {
  return [...before, question];
}

function isTerminal(stdin: CliContext['stdin']): stdin is NodeJS.ReadStream {
  return 'isTTY' in stdin && stdin.isTTY === true;
}
