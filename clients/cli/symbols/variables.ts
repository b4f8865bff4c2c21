/** Parameters and variables of frames, on the command line: from debug files at hand, and debuginfod servers. */
import { tmpdir } from 'node:os';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import type { Frame, FrameVariable, Report } from '../../../shared/contract/report.ts';
import { PurgatoryError } from '../../../shared/errors.ts';
import { oneLine, safeText } from '../../../shared/render/safe-text.ts';
import type { FrameVariables } from '../../../shared/symbols/locals/source.ts';
import type { Datum } from '../../../shared/vmcore/explore/datum.ts';
import type { ToldFunction } from '../../../shared/vmcore/explore/locals/tell-variables.ts';
import type { FindTypes } from '../../../shared/vmcore/kernel/kernel-types.ts';
import type { CliContext } from '../context.ts';
import { serverUrl } from './sources.ts';
import type { LineOptions } from './sources.ts';

export interface OpenVariables {
  /** Undefined where nobody is to be asked. */
  readonly variables: FrameVariables | undefined;
  readonly close: () => Promise<void>;
}

/** @throws {NotFoundError} where a file or folder is not there */
export async function openVariables(
  { debuginfo = [], debuginfod = [] }: Pick<LineOptions, 'debuginfo' | 'debuginfod'>,
  context: CliContext,
): Promise<OpenVariables> {
  if (debuginfo.length === 0 && debuginfod.length === 0)
    return { variables: undefined, close: () => Promise.resolve() };
  const [{ openDebugFiles }, { frameVariables }] = await Promise.all([
    import('../../../shared/symbols/locals/find.ts'),
    import('../../../shared/symbols/locals/source.ts'),
  ]);
  const files = await openDebugFiles({
    paths: debuginfo,
    servers: debuginfod.map(serverUrl),
    debuginfod: { fetch: context.fetch, directory: context.env['TMPDIR'] ?? tmpdir(), signal: context.signal },
  });
  return { variables: frameVariables((build) => files.find(build)), close: () => files.close() };
}

/**
 * The report, the frames that panicked with `variables`. What keeps them from being told is said on standard error: the report is there
 * all the same.
 */
export async function withVariables(
  report: Report,
  sources: readonly ByteSource[],
  options: Pick<LineOptions, 'debuginfo' | 'debuginfod'> & {
    readonly btf?: Uint8Array | undefined;
    readonly findTypes?: FindTypes | undefined;
  },
  context: CliContext,
): Promise<Report> {
  const { panic } = report;
  if (panic === undefined) return report;
  const [{ Explorer }, { tellPanicVariables }, { datumText }] = await Promise.all([
    import('../../../shared/vmcore/explore/explorer.ts'),
    import('../../../shared/vmcore/explore/locals/tell-variables.ts'),
    import('../../../shared/render/datum-text.ts'),
  ]);
  const { variables, close } = await openVariables(options, context);
  try {
    const explorer = await Explorer.open(sources, { btf: options.btf, findTypes: options.findTypes });
    try {
      const told = variables === undefined ? [] : await tellPanicVariables(explorer.world, variables);
      const frames = panic.frames.map((frame, i): Frame => {
        const { address, functions = [] } = told[i] ?? {};
        if (address !== frame.address || functions.length === 0) return frame;
        return { ...frame, variables: functions.flatMap((each) => reported(each, datumText)) };
      });
      return { ...report, panic: { ...panic, frames } };
    } finally {
      await explorer.close();
    }
  } catch (error) {
    if (!(error instanceof PurgatoryError)) throw error;
    context.stderr.write(`purgatory: parameters and variables: ${safeText(error.message)}\n`);
    return report;
  } finally {
    await close();
  }
}

const MAX_TEXT = 4096;

function reported({ function: of, variables }: ToldFunction, textOf: (datum: Datum) => string): FrameVariable[] {
  const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text);
  return variables.map(({ name, type, isParameter, datum, why }) => ({
    ...{ function: cut(of), name: cut(name), type: cut(type), isParameter },
    ...(datum === undefined ? {} : { value: cut(oneLine(textOf(datum))) }),
    ...(why === undefined ? {} : { why: cut(why) }),
  }));
}
