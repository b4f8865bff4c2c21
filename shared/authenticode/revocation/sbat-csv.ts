/**
 * The comma-separated values of SBAT exactly as shim 16.1 reads them (csv.c `parse_csv_data`, include/str.h `strntoken`). It is not
 * the CSV of spreadsheets: nothing is quoted, a NUL ends a line as CR and LF do, bytes are not checked, and columns beyond those
 * asked for are dropped.
 */
const NUL = 0;
const LF = 0x0a;
const CR = 0x0d;
const COMMA = 0x2c;
const BOM = [0xef, 0xbb, 0xbf];

/** The columns of one line, as bytes: as many as there are, at most those asked for. */
export type CsvRow = readonly Uint8Array[];

/**
 * The lines of `bytes` that are not empty. shim puts a NUL behind what it read; so does this.
 *
 * A line without any comma has no columns: shim takes a token for one only where a comma stands before or behind it.
 */
export function readShimCsv(bytes: Uint8Array, columns: number): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let start = BOM.every((byte, index) => bytes[index] === byte) ? BOM.length : 0;
  while (start < bytes.length) {
    let end = start;
    while (end < bytes.length && !endsLine(bytes[end])) end += 1;
    if (end > start) rows.push(splitLine(bytes.subarray(start, end), columns));
    start = end + 1;
  }
  return rows;
}

function endsLine(byte: number | undefined): boolean {
  return byte === LF || byte === CR || byte === NUL;
}

function splitLine(line: Uint8Array, columns: number): CsvRow {
  if (!line.includes(COMMA)) return [];
  const found: Uint8Array[] = [];
  for (let start = 0; found.length < columns && start <= line.length;) {
    const comma = line.indexOf(COMMA, start);
    const end = comma < 0 ? line.length : comma;
    found.push(line.subarray(start, end));
    start = end + 1;
  }
  return found;
}
