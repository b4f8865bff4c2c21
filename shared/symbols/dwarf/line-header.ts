/** The header of a line program: its parameters, directories and files. @see DWARF 5, section 6.2.4 */
import { posix } from 'node:path';
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { ValueKind, emptyValue, readForm, readOffset } from './forms.ts';
import type { Encoding, FormValue } from './forms.ts';
import { readLength } from './unit.ts';

const DW_LNCT_PATH = 1;
const DW_LNCT_DIRECTORY_INDEX = 2;
const MAX_FILES = 1_000_000;
const NO_BASE = { high: 0, low: 0 };

/** What a line program needs of the unit that names it. */
export interface LineContext {
  readonly compilationDirectory: string;
  readonly addressBytes: number;
  /** The text of a value that points into a section of strings. */
  readonly textOf: (value: FormValue) => string;
}

export interface LineHeader extends Encoding {
  /** Where in `.debug_line` the program's instructions begin and end. */
  readonly program: number;
  readonly end: number;
  readonly minimumInstructionBytes: number;
  readonly operationsPerInstruction: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  readonly operandCounts: readonly number[];
  /** The path of file `index`, as instructions and `DW_AT_call_file` number them. */
  readonly path: (index: number) => string | undefined;
  readonly defineFile: (name: string, directory: number) => void;
}

interface FileEntry {
  readonly name: string;
  readonly directory: number;
}

/** @throws {FormatError} unsupported | truncated | bad-value | limit */
export function readLineHeader(cursor: DenseCursor, offset: number, context: LineContext): LineHeader {
  const { length, offsetBytes } = readLength(cursor.seek(offset));
  const end = cursor.offset + length;
  const version = cursor.u16();
  if (version < 2 || version > 5) {
    cursor.fail(FormatErrorCode.Unsupported, 'line.version', `DWARF ${version}; versions 2 to 5 are read`);
  }
  const addressBytes = version >= 5 ? cursor.u8() : context.addressBytes;
  if (version >= 5) cursor.skip(1); // segment_selector_size
  const encoding = { version, addressBytes, offsetBytes };
  const headerBytes = readOffset(cursor, encoding);
  const program = cursor.offset + headerBytes;
  const minimumInstructionBytes = cursor.u8();
  const operationsPerInstruction = version >= 4 ? cursor.u8() : 1;
  cursor.skip(1); // default_is_stmt
  const lineBase = cursor.i8();
  const lineRange = cursor.u8();
  const opcodeBase = cursor.u8();
  if (lineRange === 0) cursor.fail(FormatErrorCode.BadValue, 'line.line_range', 'is 0');
  if (operationsPerInstruction === 0) cursor.fail(FormatErrorCode.BadValue, 'line.maximum_operations', 'is 0');
  const operandCounts = Array.from({ length: Math.max(0, opcodeBase - 1) }, () => cursor.u8());

  const { directories, files } = version >= 5 ? tablesOf5(cursor, encoding, context) : tablesOf4(cursor, context);
  const first = version >= 5 ? 0 : 1;
  const path = (index: number): string | undefined => {
    const file = files[index - first];
    if (file === undefined) return undefined;
    const directory = directories[file.directory] ?? '';
    return posix.normalize(posix.resolve('/', context.compilationDirectory, directory, file.name));
  };
  return {
    ...encoding,
    ...{ program, end, minimumInstructionBytes, operationsPerInstruction, lineBase, lineRange, opcodeBase },
    ...{ operandCounts, path },
    defineFile: (name, directory) => {
      if (files.length >= MAX_FILES) cursor.fail(FormatErrorCode.Limit, 'line.files', `more than ${MAX_FILES}`);
      files.push({ name, directory });
    },
  };
}

interface Tables {
  readonly directories: readonly string[];
  readonly files: FileEntry[];
}

/** Directory 0 is the compilation's own; both lists end with an empty string. */
function tablesOf4(cursor: DenseCursor, { compilationDirectory }: LineContext): Tables {
  const directories = [compilationDirectory];
  for (let name = cursor.string(); name !== ''; name = cursor.string()) {
    if (directories.length >= MAX_FILES) cursor.fail(FormatErrorCode.Limit, 'line.directories', 'too many');
    directories.push(name);
  }
  const files: FileEntry[] = [];
  for (let name = cursor.string(); name !== ''; name = cursor.string()) {
    if (files.length >= MAX_FILES) cursor.fail(FormatErrorCode.Limit, 'line.files', 'too many');
    files.push({ name, directory: cursor.uleb() });
    cursor.skipLeb(); // time
    cursor.skipLeb(); // size
  }
  return { directories, files };
}

function tablesOf5(cursor: DenseCursor, encoding: Encoding, context: LineContext): Tables {
  const directories = entriesOf5(cursor, encoding, context).map(({ name }) => name);
  return { directories, files: entriesOf5(cursor, encoding, context) };
}

function entriesOf5(cursor: DenseCursor, encoding: Encoding, context: LineContext): FileEntry[] {
  const formats = Array.from({ length: cursor.u8() }, () => ({ content: cursor.uleb(), form: cursor.uleb() }));
  const count = cursor.uleb();
  if (count > MAX_FILES) cursor.fail(FormatErrorCode.Limit, 'line.entries', `${count}`);
  const value = emptyValue();
  return Array.from({ length: count }, () => {
    let [name, directory] = ['', 0];
    for (const { content, form } of formats) {
      readForm(cursor, form, encoding, NO_BASE, 0, value);
      if (content === DW_LNCT_PATH) name = value.kind === ValueKind.Text ? value.text : context.textOf(value);
      if (content === DW_LNCT_DIRECTORY_INDEX) directory = value.number;
    }
    return { name, directory };
  });
}
