import { FormatError } from '../../errors.ts';
import type { Report } from '../../contract/report.ts';
import type { Dump } from '../formats/dump.ts';
import { touchDebuggerPages, touchDirectMapTables } from './debugger-pages.ts';
import { recordPages } from './record-pages.ts';
import type { DumpSink } from './sink.ts';
import { writeKdump } from './write-kdump.ts';
import type { ExtractCodec, WrittenDump } from './write-kdump.ts';

export { MemorySink, fileSink } from './sink.ts';
export type { DumpSink } from './sink.ts';
export { recordPages } from './record-pages.ts';
export { writeKdump } from './write-kdump.ts';
export type { ExtractCodec, WrittenDump } from './write-kdump.ts';

export interface ExtractOptions {
  /**
   * Makes the report: the pages that it touches are extracted. It must read everything from the dump it is given, with no
   * cache of what is the same for every dump of the build.
   */
  readonly examine: (dump: Dump) => Promise<Report>;
  readonly codec?: ExtractCodec;
}

export interface ExtractedDump extends WrittenDump {
  readonly report: Report;
}

/**
 * Writes a small dump of only the pages that its report needs, and those that crash and drgn need to give the same
 * `bt`, `ps` and `log`.
 *
 * @example
 *     const dump = await openDumpFiles(['/var/crash/vmcore']);
 *     const sink = await fileSink('small.vmcore');
 *     await extractDump(dump, sink, { examine: (recorded) => examineKernel(recorded) });
 */
export async function extractDump(dump: Dump, sink: DumpSink, options: ExtractOptions): Promise<ExtractedDump> {
  const recorded = recordPages(dump);
  const report = await options.examine(recorded.dump);
  await addDebuggerPages(recorded.dump, recorded.touched, report);
  const written = await writeKdump(
    dump,
    recorded.touched,
    sink,
    options.codec === undefined ? {} : { codec: options.codec },
  );
  return { ...written, report };
}

/** A dump whose kernel can't be opened is extracted as far as its report went. */
async function addDebuggerPages(dump: Dump, touched: ReadonlySet<number>, report: Report): Promise<void> {
  try {
    await touchDebuggerPages(dump, report);
    await touchDirectMapTables(dump, [...touched]);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
}
