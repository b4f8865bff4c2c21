import type { ByteSource } from '../bytes/byte-source.ts';
import type { Report } from '../contract/report.ts';
import { triage } from '../panic/index.ts';
import { openDump } from './formats/index.ts';
import type { OpenDumpOptions } from './formats/index.ts';
import { examineKernel, type ExamineOptions } from './inspect/examine.ts';

export { isReadInBits, physicalPlaces } from './formats/arriving.ts';
export type { PhysicalPlace } from './formats/arriving.ts';
export type { FlattenedIndexStore } from './formats/open-file.ts';
export type { ExamineOptions } from './inspect/examine.ts';

export interface ExamineDumpOptions extends ExamineOptions {
  /** Where compressed dumps are decompressed to, where the index of a flattened one is kept, and the like. */
  readonly container?: OpenDumpOptions;
}

/**
 * Reads a dump, all parts of a split set together, and makes the whole report from it with no debuginfo.
 *
 * @throws {FormatError} where the sources are no dump at all; what is wrong inside one is in the report's `unavailable`
 * @throws {TransientError} where a source can't be read now
 *
 * @example
 * const report = await examineDump([await fileSource('/var/crash/vmcore')]);
 */
export async function examineDump(sources: readonly ByteSource[], options: ExamineDumpOptions = {}): Promise<Report> {
  const dump = await openDump(sources, options.container);
  try {
    return await examineKernel(dump, { triage: (log) => triage(log), ...options });
  } finally {
    await dump.close();
  }
}
