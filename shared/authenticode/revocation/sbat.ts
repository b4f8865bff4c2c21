/**
 * SBAT: generations of components instead of hashes of images (shim SBAT.md). An image carries a `.sbat` section of CSV; the
 * variable SbatLevel holds the lowest generation of each component that may still boot.
 */
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { stripVariableAttributes } from './efi-variable.ts';
import { readShimCsv } from './sbat-csv.ts';

export interface SbatEntry {
  readonly component: string;
  /** As shim compares it. */
  readonly generation: number;
  /** As it stands there. */
  readonly written: string;
  readonly vendor: string;
  readonly package: string;
  readonly version: string;
  readonly url: string;
}

export interface SbatLevelEntry {
  readonly component: string;
  readonly generation: number;
}

/** `sbat,1,2024010900` at its beginning: the level's own date. */
export interface SbatLevel {
  readonly date: string | undefined;
  readonly entries: readonly SbatLevelEntry[];
}

const MAX_SBAT_BYTES = 64 * 1024;
const MAX_ROWS = 1024;
const SECTION_COLUMNS = 6;
const LEVEL_COLUMNS = 3;
const LEVEL_REQUIRED_COLUMNS = 2;

/**
 * The content of a `.sbat` section as shim 16.1 takes it (sbat.c `parse_sbat_section`): six columns, none of them empty, of any
 * bytes. None where nothing but line ends is in it.
 *
 * @throws {FormatError} where shim refuses it
 */
export function parseSbat(bytes: Uint8Array): readonly SbatEntry[] {
  return rows(bytes, 'sbat', SECTION_COLUMNS, SECTION_COLUMNS).map((columns) => {
    const [component = '', written = '', vendor = '', packageName = '', version = '', url = ''] = columns;
    return { component, generation: shimGeneration(written), written, vendor, package: packageName, version, url };
  });
}

/**
 * The content of SbatLevel, or a file that holds one; as efivarfs shows it, with four bytes of attributes before it, too.
 *
 * @throws {FormatError}
 */
export function parseSbatLevel(bytes: Uint8Array): SbatLevel {
  const lines = rows(stripVariableAttributes(bytes), 'sbat-level', LEVEL_COLUMNS, LEVEL_REQUIRED_COLUMNS);
  const entries = lines.map(([component = '', generation = ''], index) => {
    // A level is written by those who revoke: what is no number in it is a mistake, not a generation.
    if (!isPlainGeneration(generation)) {
      throw malformed(
        'sbat-level',
        index,
        `generation ${JSON.stringify(generation.slice(0, 16))} is no number of 16 bits`,
      );
    }
    return { component, generation: Number(generation) };
  });
  const [first] = lines;
  return { date: first?.[0] === 'sbat' ? first[2] : undefined, entries };
}

/**
 * A generation as shim compares it: `atoi` (edk2's AsciiStrDecimalToUintn: blanks, then digits, and nothing else counts) cut to 16
 * bits. So `65537` is 1, and `x` is 0.
 */
export function shimGeneration(written: string): number {
  const [, digits = ''] = /^[ \t]*(\d*)/.exec(written) ?? [];
  if (digits === '') return 0;
  const value = BigInt(digits.slice(-40));
  const overflows = digits.replace(/^0+/, '').length > 20 || value > 0xffff_ffff_ffff_ffffn;
  return overflows ? 0xffff : Number(value & 0xffffn);
}

/** Whether the text is the number that shim reads it as. */
export function isPlainGeneration(written: string): boolean {
  return /^\d{1,5}$/.test(written) && Number(written) <= 0xffff;
}

/** CSV as shim ships it: the level's own entry first, then components by name. */
export function writeSbatLevel(level: SbatLevel): string {
  const components = level.entries.filter(({ component }) => component !== 'sbat');
  const head = `sbat,1${level.date === undefined ? '' : `,${level.date}`}`;
  const lines = components
    .toSorted((a, b) => (a.component < b.component ? -1 : 1))
    .map(({ component, generation }) => `${component},${generation}`);
  return `${[head, ...lines].join('\n')}\n`;
}

/** The components of an image that are below the level. */
export function revokedBySbat(
  entries: readonly Pick<SbatEntry, 'component' | 'generation'>[],
  level: SbatLevel,
): readonly { component: string; generation: number; required: number }[] {
  return entries.flatMap(({ component, generation }) => {
    // The first line of a component counts (`verify_sbat_helper`).
    const required = level.entries.find((entry) => entry.component === component)?.generation ?? 0;
    return generation < required ? [{ component, generation, required }] : [];
  });
}

function rows(bytes: Uint8Array, format: string, columns: number, required: number): readonly (readonly string[])[] {
  if (bytes.length > MAX_SBAT_BYTES) {
    throw new FormatError(FormatErrorCode.Limit, { format, field: 'size' }, `${bytes.length} bytes`);
  }
  const lines = readShimCsv(bytes, columns);
  if (lines.length > MAX_ROWS) {
    throw new FormatError(FormatErrorCode.Limit, { format, field: 'rows' }, `${lines.length} rows`);
  }
  return lines.map((line, index) => {
    if (line.length < required) throw malformed(format, index, `${line.length} columns, ${required} are needed`);
    const empty = line.findIndex(({ length }) => length === 0);
    if (empty >= 0) throw malformed(format, index, `column ${empty + 1} is empty`);
    return line.map((column) => Buffer.from(column).toString('utf8'));
  });
}

function malformed(format: string, row: number, problem: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format, field: `row[${row}]` }, problem);
}
