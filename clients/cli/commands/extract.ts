import { Command, Option } from '@commander-js/extra-typings';
import { FormatError, FormatErrorCode } from '../../../shared/errors.ts';
import { triage } from '../../../shared/panic/index.ts';
import { bytes, count } from '../../../shared/report-view/units.ts';
import { extractDump, fileSink } from '../../../shared/vmcore/extract/index.ts';
import { openDump } from '../../../shared/vmcore/formats/index.ts';
import { examineKernel } from '../../../shared/vmcore/report/examine.ts';
import type { CliContext } from '../context.ts';
import { keepInput } from '../files.ts';
import { UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { openSources } from '../input.ts';
import { progressLine } from '../output/progress.ts';

export function extractCommand(context: CliContext) {
  return new Command('extract')
    .description('Writes a small dump that holds only the pages that the report touched; crash and drgn open it.')
    .argument('<DUMP>', 'a dump, or the first part of a split one; s3://BUCKET/KEY; - reads standard input')
    .argument('[PART...]', 'the other parts of a split dump')
    .option('-o, --output <FILE>', 'where to; with --log standard output when it is left out')
    .option('--log', "the kernel's log alone")
    .addOption(
      new Option('--codec <CODEC>', 'how pages are packed').choices(['zstd', 'zlib'] as const).default('zstd' as const),
    )
    .option('--force', 'write over a file that is there')
    .option('--json', 'what was written, as one JSON document')
    .action(async (first, parts, options) => {
      const names = [first, ...parts];
      if (options.log === true) {
        const { writeLog } = await import('../download/log.ts');
        await writeLog(await readLog(names, context), options.output, context);
        return;
      }
      const { output } = options;
      if (output === undefined) throw new UsageError('where to? -o FILE');
      await keepInput(output, names);
      const sources = await openSources(names, context);
      const progress = progressLine(context.stderr);
      try {
        const dump = await openDump(sources);
        const sink = await fileSink(output, { overwrite: options.force === true });
        try {
          const { report, ...written } = await extractDump(dump, sink, {
            codec: options.codec,
            examine: (recorded) =>
              examineKernel(recorded, {
                triage,
                signal: context.signal,
                onProgress: (step) => {
                  progress.update(step);
                },
              }),
          });
          progress.clear();
          const data = { file: output, ...written, title: report.panic?.title ?? null };
          const text = `${output}: ${count(written.pages)} pages, ${bytes(written.sizeBytes)} of ${bytes(report.dump.sizeBytes)}`;
          show(context, { data, text: () => text }, options);
        } finally {
          await sink.close();
          await dump.close();
        }
      } finally {
        progress.clear();
        await Promise.all(sources.map((source) => source.close()));
      }
    });
}

/** The log of the crashed kernel, as dmesg prints it. */
async function readLog(names: readonly string[], context: CliContext): Promise<string> {
  const sources = await openSources(names, context);
  try {
    const { examineDump } = await import('../../../shared/vmcore/index.ts');
    const { log, unavailable } = await examineDump(sources, { signal: context.signal });
    if (log !== undefined) return log.text.endsWith('\n') ? log.text : `${log.text}\n`;
    const reason = unavailable.find(({ section }) => section === 'log' || section === 'kernel')?.reason;
    const place = { format: names.join(' '), field: 'log' };
    throw new FormatError(FormatErrorCode.Unsupported, place, reason ?? 'not in the dump');
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
}
