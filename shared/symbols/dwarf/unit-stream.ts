/** The units of `.debug_info`, one after another, without holding the section. */
import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatErrorCode } from '../../errors.ts';
import type { AddressSpace } from '../elf/address-space.ts';
import { debugSection, isPlain } from '../elf/debug-sections.ts';
import { sectionNamed } from '../elf/file.ts';
import type { ElfFile } from '../elf/file.ts';
import { MAX_HEADER_BYTES, readUnitHeader } from './unit.ts';
import type { UnitHeader } from './unit.ts';

const WINDOW_BYTES = 8 * 1024 * 1024;
/** Link-time optimisation makes units of some hundred MiB. */
const MAX_UNIT_BYTES = 1024 * 1024 * 1024;

export interface Unit {
  readonly header: UnitHeader;
  /** The unit's bytes; its offset 0 is `header.start`. */
  readonly cursor: DenseCursor;
}

export interface UnitStream {
  readonly sizeBytes: number;
  /** @throws {FormatError} truncated | bad-value | unsupported | limit */
  unitAt(start: number): Promise<Unit>;
}

/** @param split whether to read `.debug_info.dwo` */
export async function openUnits(
  file: ElfFile,
  space: AddressSpace,
  { split = false }: { readonly split?: boolean } = {},
): Promise<UnitStream | undefined> {
  const name = split ? '.debug_info.dwo' : '.debug_info';
  const section = sectionNamed(file, name);
  if (section !== undefined && isPlain(file, section)) {
    return windowed(file, section.sizeBytes, (offset, length) =>
      readOne(file.source, { offset: section.offset + offset, length }),
    );
  }
  const whole = await debugSection(file, space, name, MAX_UNIT_BYTES);
  return whole === undefined ? undefined : unitsInBytes(whole, file.littleEndian);
}

export function unitsInBytes(whole: Uint8Array, littleEndian: boolean): UnitStream {
  const read = (offset: number, length: number) => Promise.resolve(whole.subarray(offset, offset + length));
  return windowed({ littleEndian }, whole.length, read);
}

function windowed(
  file: Pick<ElfFile, 'littleEndian'>,
  sizeBytes: number,
  read: (offset: number, length: number) => Promise<Uint8Array>,
): UnitStream {
  let window: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array(0) };
  const bytesAt = async (start: number, length: number): Promise<Uint8Array> => {
    const within = start >= window.start && start + length <= window.start + window.bytes.length;
    if (!within) {
      const wanted = Math.min(sizeBytes - start, Math.max(length, WINDOW_BYTES));
      window = { start, bytes: await read(start, wanted) };
    }
    return window.bytes.subarray(start - window.start, start - window.start + length);
  };
  const cursorAt = async (start: number, length: number): Promise<DenseCursor> =>
    new DenseCursor(await bytesAt(start, length), 'debug_info', { littleEndian: file.littleEndian, base: start });
  return {
    sizeBytes,
    async unitAt(start) {
      const head = await cursorAt(start, Math.max(0, Math.min(MAX_HEADER_BYTES, sizeBytes - start)));
      const header = readUnitHeader(head, start);
      if (header.end > sizeBytes) head.fail(FormatErrorCode.Truncated, 'unit.length', `ends at ${header.end}`);
      if (header.end - start > MAX_UNIT_BYTES) head.fail(FormatErrorCode.Limit, 'unit.length', 'over 1 GiB');
      return { header, cursor: await cursorAt(start, header.end - start) };
    },
  };
}
