import { existsSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { UploadId } from '../../../shared/contract/uploads.ts';
import { openCapstone } from '../../../shared/disassembly/capstone.ts';
import { Explorer } from '../../../shared/vmcore/explore/explorer.ts';
import type { CliContext } from '../context.ts';
import { readNamed } from '../files.ts';
import { UsageError } from '../exit-code.ts';
import { IMAGE_OPTION, openKernelImage } from '../kernel-image.ts';
import { openSources } from '../input.ts';
import { progressLine } from '../output/progress.ts';
import { answerAll, questionsOf } from '../explore/answer.ts';
import type { Asker } from '../explore/asker.ts';
import { comparedWith, kernelOfDump } from '../explore/signed-image.ts';
import { runPrompt } from '../explore/prompt.ts';
import { heldHostWatch } from '../explore/held-host.ts';
import { serviceAsker } from '../explore/service.ts';
import { DEBUGINFOD_OPTION, DEBUG_FILES_OPTION } from '../symbols/sources.ts';
import { typeSources } from '../symbols/types.ts';
import { openVariables } from '../symbols/variables.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function exploreCommand(context: CliContext) {
  return new Command('explore')
    .description('Asks a dump: values by C expressions, lists and trees, what an address is, and what crash shows.')
    .argument(
      '<DUMP>',
      'a dump, or the first part of a split one; s3://BUCKET/KEY; the id of an upload, which the service asks',
    )
    .argument('[PART...]', 'the other parts of a split dump')
    .option('-c, --command <QUESTION>', 'ask this, and leave (may be given several times)', collect, [] as string[])
    .option('--json', 'each answer as one JSON document a line')
    .option(...DEBUG_FILES_OPTION)
    .option(...DEBUGINFOD_OPTION)
    .option(...URL_OPTION)
    .option(...IMAGE_OPTION)
    .option('--btf <FILE>', 'types of the kernel, for one that carries none')
    .addHelpText(
      'after',
      '\nWithout -c it asks what comes line by line from standard input; at a terminal it is a prompt. Try `help` there.',
    )
    .action(async (dump, parts, options) => {
      const asking = (explorer: Asker): Promise<void> => {
        if (options.command.length > 0) return answerAll(explorer, options.command, context, options);
        if (isTerminal(context.stdin)) return runPrompt(explorer, context.stdin, context, options);
        return answerAll(explorer, questionsOf(context.stdin), context, options);
      };
      if (UploadId.safeParse(dump).success && !existsSync(dump)) {
        if (options.image !== undefined)
          throw new UsageError('the service compares with the images that it signed: leave --image out');
        const { connect } = await import('../service/connect.ts');
        await asking(serviceAsker(await connect(options, context), dump, heldHostWatch(context)));
        return;
      }
      const btf = options.btf === undefined ? undefined : await readNamed(options.btf);
      const image = options.image === undefined ? undefined : await openKernelImage(options.image, context);
      const findTypes = await typeSources(options, context);
      const sources = await openSources([dump, ...parts], context);
      try {
        const progress = progressLine(context.stderr);
        progress.update('reading symbols and types');
        const { variables, close } = await openVariables(options, context);
        const opening = Explorer.open(sources, {
          ...{ btf, findTypes, disassembler: openCapstone, frameVariables: variables },
          signedText: image && comparedWith(image),
        });
        try {
          const explorer = await opening.finally(() => {
            progress.clear();
          });
          try {
            if (image !== undefined) await kernelOfDump(explorer.world.kernel, image);
            await asking(explorer);
          } finally {
            await explorer.close();
          }
        } finally {
          await close();
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
