/**
 * SBAT: generations of components instead of hashes of images (shim SBAT.md). An image carries a `.sbat` section of CSV; the
 * variable SbatLevel holds the lowest generation of each component that may still boot.
 */
import { FormatError, FormatErrorCode } from '../../errors.ts';

export interface SbatEntry {
  readonly component: string;
  readonly generation: number;
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

/** The content of a `.sbat` section. @throws {FormatError} where shim's `parse_sbat_section` refuses it */
export function parseSbat(bytes: Uint8Array): readonly SbatEntry[] {
  return rows(bytes, 'sbat').map((columns, index) => {
    const [component = '', generation = '', vendor = '', packageName = '', version = '', url = ''] = columns;
    if (columns.length < SECTION_COLUMNS) {
      throw malformed('sbat', index, `${columns.length} columns, ${SECTION_COLUMNS} are needed`);
    }
    if (component === '') throw malformed('sbat', index, 'no component');
    return {
      component,
      generation: parseGeneration(generation, 'sbat', index),
      vendor,
      package: packageName,
      version,
      url,
    };
  });
}

/** The content of SbatLevel, or a file that holds one. @throws {FormatError} */
export function parseSbatLevel(bytes: Uint8Array): SbatLevel {
  const lines = rows(bytes, 'sbat-level');
  const entries = lines.map(([component = '', generation = ''], index) => {
    if (component === '') throw malformed('sbat-level', index, 'no component');
    return { component, generation: parseGeneration(generation, 'sbat-level', index) };
  });
  const [first] = lines;
  return { date: first?.[0] === 'sbat' ? first[2] : undefined, entries };
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
  entries: readonly SbatEntry[],
  level: SbatLevel,
): readonly { component: string; generation: number; required: number }[] {
  return entries.flatMap(({ component, generation }) =>
    level.entries
      .filter((required) => required.component === component && generation < required.generation)
      .map((required) => ({ component, generation, required: required.generation })),
  );
}

function rows(bytes: Uint8Array, format: string): readonly (readonly string[])[] {
  if (bytes.length > MAX_SBAT_BYTES) {
    throw new FormatError(FormatErrorCode.Limit, { format, field: 'size' }, `${bytes.length} bytes`);
  }
  const end = bytes.indexOf(0);
  const text = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1');
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines.length === 0) throw new FormatError(FormatErrorCode.BadValue, { format, field: 'rows' }, 'empty');
  if (lines.length > MAX_ROWS) {
    throw new FormatError(FormatErrorCode.Limit, { format, field: 'rows' }, `${lines.length} rows`);
  }

  const bad = lines.findIndex((line) => /[^\x20-\x7e]/.test(line));
  if (bad >= 0) throw malformed(format, bad, 'characters that are not printable ASCII');
  return lines.map((line) => line.split(','));
}

function parseGeneration(text: string, format: string, row: number): number {
  const generation = Number(text);
  if (!/^\d{1,5}$/.test(text) || generation > 0xffff) {
    throw malformed(format, row, `generation ${JSON.stringify(text.slice(0, 16))} is no number of 16 bits`);
  }
  return generation;
}

function malformed(format: string, row: number, problem: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format, field: `row[${row}]` }, problem);
}
