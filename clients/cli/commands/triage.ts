import { stat } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import type { TriageResult } from '../../../shared/contract/triage.ts';
import { AccessError, FormatError, InputError, TransientError } from '../../../shared/errors.ts';
import { triage, triageStream } from '../../../shared/panic/index.ts';
import type { FindLines } from '../../../shared/symbols/lines/find.ts';
import { withTraceLines } from '../../../shared/symbols/lines/trace.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { headOf, readNamed, streamNamed } from '../files.ts';
import { ExitCode, describeError, exitCodeOf, isSystemError } from '../exit-code.ts';
import { show } from '../format.ts';
import type { Outcome } from '../format.ts';
import { renderTriage } from '../output/triage-text.ts';
import { URL_OPTION } from '../service/url-option.ts';
import { DEBUGINFO_OPTION, NO_SERVICE_OPTION, lineSources } from '../symbols/sources.ts';

/** Above this a log is read piece by piece. */
const STREAM_ABOVE_BYTES = 16 * 2 ** 20;

export function triageCommand(context: CliContext) {
  return new Command('triage')
    .description(
      "Names the panic in a kernel's log (a console log, dmesg, pstore or netconsole text): its title, its kind, the " +
        'frames, and a fingerprint that is the same for the same bug. Exits 1 when no file shows a crash.',
    )
    .argument('<FILE...>', 'logs; - reads standard input')
    .option('--json', 'one JSON document a line and file')
    .option(...DEBUGINFO_OPTION)
    .option(...NO_SERVICE_OPTION)
    .option(...URL_OPTION)
    .action(async (files, options) => {
      const find = await lineSources(options, context);
      let found = false;
      let failure: ExitCode = ExitCode.Ok;
      for (const file of files) {
        try {
          const read = await triageFile(file, context);
          if (read.title === null) await checkIsLog(file);
          const result = find === undefined ? read : await linedOf(read, find, context);
          found ||= result.title !== null;
          show(context, triageOutcome(file, result, files.length > 1), options);
        } catch (error) {
          // One file that can't be read does not keep the others from being answered.
          if (!isSystemError(error) && !(error instanceof InputError)) throw error;
          context.stderr.write(`purgatory: ${safeText(describeError(error))}\n`);
          failure = exitCodeOf(error);
        }
      }
      context.exitCode = failure !== ExitCode.Ok ? failure : found ? ExitCode.Ok : ExitCode.No;
    });
}

/** Lines that can't be read are no reason to say nothing of the log. */
async function linedOf(result: TriageResult, find: FindLines, context: CliContext): Promise<TriageResult> {
  try {
    return await withTraceLines(result, find);
  } catch (error) {
    const mayPass = error instanceof TransientError || error instanceof AccessError || error instanceof FormatError;
    if (!mayPass) throw error;
    context.stderr.write(`purgatory: source lines: ${safeText(describeError(error))}\n`);
    return result;
  }
}

/** What the log in `file` says; `-` is standard input. */
export async function triageFile(file: string, context: Pick<CliContext, 'stdin'>): Promise<TriageResult> {
  if (file === '-') return triageStream(context.stdin);
  const { size } = await stat(file);
  // Pipes and files of /proc say 0: they are read as they come.
  if (size > STREAM_ABOVE_BYTES || size === 0) return triageStream(streamNamed(file));
  return triage(await readNamed(file));
}

/**
 * That a log shows no crash is an answer; that a dump is no log is another.
 *
 * @throws {InputError} for an empty file, and for what is known to be something else than a log
 */
async function checkIsLog(file: string): Promise<void> {
  if (file === '-' || !(await stat(file)).isFile()) return;
  const { Container, IDENTIFY_BYTES, foreign, identify } = await import('../../../shared/vmcore/formats/identify.ts');
  const head = await headOf(file, IDENTIFY_BYTES);
  if (head.length === 0) throw new InputError(`${file} is empty`);
  const container = identify(head);
  const packed: readonly unknown[] = [Container.Gzip, Container.Zstd, Container.Xz];
  if (container !== undefined && !packed.includes(container))
    throw new InputError(`${file} is a dump (${container}), not a log: \`purgatory examine\` reads those`);
  // Text may be a log, of whatever kind.
  const other = foreign(head);
  if (other !== undefined && !other.startsWith('a text file'))
    throw new InputError(`${file} is no log: it is ${other}`);
}

function triageOutcome(file: string, result: TriageResult, several: boolean): Outcome {
  return {
    data: { file, ...result },
    text: (style) => renderTriage(result, style, several ? file : undefined),
  };
}
