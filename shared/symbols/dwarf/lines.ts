/** Line programs: which address belongs to which line of which file. @see DWARF 5, section 6.2.5 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { Float64Column, Int32Column } from './columns.ts';
import { readAddress } from './forms.ts';
import type { LineHeader } from './line-header.ts';

const MAX_ROWS = 64_000_000;
const NO_FILE = -1;

/** Rows `from` up to before `to` of a {@link LineRows}: code without a gap, up to before the address `end`. */
export interface LineSequence {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** The rows of all programs of a file, in the order of the programs. */
export interface LineRows {
  readonly addresses: Float64Column;
  /** Numbers of paths; -1 where a program names a file that it does not list. */
  readonly files: Int32Column;
  readonly lines: Int32Column;
  readonly sequences: LineSequence[];
}

export function emptyLineRows(): LineRows {
  return { addresses: new Float64Column(), files: new Int32Column(), lines: new Int32Column(), sequences: [] };
}

/** What happens to be the state of the machine of DWARF 5, section 6.2.2, as far as rows need it. */
class Machine {
  address = 0;
  operation = 0;
  file = 1;
  line = 1;

  reset(): void {
    this.address = 0;
    this.operation = 0;
    this.file = 1;
    this.line = 1;
  }
}

/**
 * Runs one program and adds its rows.
 *
 * @param fileId the number of the path of file `index` of this program
 * @param keeps whether code at this address is of interest: a linker that drops a function leaves its lines at address 0
 * @throws {FormatError} truncated | bad-value | limit
 */
export function runLineProgram(
  cursor: DenseCursor,
  header: LineHeader,
  base: { readonly high: number; readonly low: number },
  rows: LineRows,
  fileId: (index: number) => number | undefined,
  keeps: (address: number) => boolean,
): void {
  const { minimumInstructionBytes, operationsPerInstruction, lineBase, lineRange, opcodeBase } = header;
  const machine = new Machine();
  let first = rows.addresses.length;

  const advance = (operations: number): void => {
    if (operationsPerInstruction === 1) {
      machine.address += minimumInstructionBytes * operations;
      return;
    }
    const total = machine.operation + operations;
    machine.address += minimumInstructionBytes * Math.floor(total / operationsPerInstruction);
    machine.operation = total % operationsPerInstruction;
  };
  const addRow = (): void => {
    if (rows.addresses.length >= MAX_ROWS) cursor.fail(FormatErrorCode.Limit, 'line.rows', `more than ${MAX_ROWS}`);
    rows.addresses.push(machine.address);
    rows.files.push(fileId(machine.file) ?? NO_FILE);
    rows.lines.push(machine.line);
  };
  const endSequence = (): void => {
    const to = rows.addresses.length;
    const start = rows.addresses.at(first);
    if (to > first && keeps(start)) {
      sortRows(rows, first, to);
      rows.sequences.push({ from: first, to, start: rows.addresses.at(first), end: machine.address });
    } else {
      cutRows(rows, first);
    }
    first = rows.addresses.length;
    machine.reset();
  };

  cursor.seek(header.program);
  while (cursor.offset < header.end) {
    const opcode = cursor.u8();
    if (opcode >= opcodeBase) {
      const special = opcode - opcodeBase;
      advance(Math.floor(special / lineRange));
      machine.line += lineBase + (special % lineRange);
      addRow();
      continue;
    }
    switch (opcode) {
      case 0:
        extended();
        break;
      case 1: // DW_LNS_copy
        addRow();
        break;
      case 2: // DW_LNS_advance_pc
        advance(cursor.uleb());
        break;
      case 3: // DW_LNS_advance_line
        machine.line += cursor.sleb();
        break;
      case 4: // DW_LNS_set_file
        machine.file = cursor.uleb();
        break;
      case 5: // DW_LNS_set_column
      case 12: // DW_LNS_set_isa
        cursor.skipLeb();
        break;
      case 8: // DW_LNS_const_add_pc
        advance(Math.floor((255 - opcodeBase) / lineRange));
        break;
      case 9: // DW_LNS_fixed_advance_pc
        machine.address += cursor.u16();
        machine.operation = 0;
        break;
      case 6: // DW_LNS_negate_stmt
      case 7: // DW_LNS_set_basic_block
      case 10: // DW_LNS_set_prologue_end
      case 11: // DW_LNS_set_epilogue_begin
        break;
      default:
        for (let i = 0; i < (header.operandCounts[opcode - 1] ?? 0); i += 1) cursor.skipLeb();
    }
  }
  cutRows(rows, first);

  function extended(): void {
    const length = cursor.uleb();
    const end = cursor.offset + length;
    switch (length === 0 ? 0 : cursor.u8()) {
      case 1: // DW_LNE_end_sequence
        endSequence();
        break;
      case 2: // DW_LNE_set_address
        machine.address = readAddress(cursor, { addressBytes: length - 1 === 4 ? 4 : 8 }, base);
        machine.operation = 0;
        break;
      case 3: {
        // DW_LNE_define_file
        const name = cursor.string();
        header.defineFile(name, cursor.uleb());
        break;
      }
    }
    cursor.seek(end);
  }
}

/** Rows that no sequence ends, or of code that was dropped, are not kept. */
function cutRows({ addresses, files, lines }: LineRows, length: number): void {
  addresses.length = length;
  files.length = length;
  lines.length = length;
}

/** Addresses of a sequence only grow, by the specification; where they do not, they are put in order. */
function sortRows({ addresses, files, lines }: LineRows, from: number, to: number): void {
  let ordered = true;
  for (let i = from + 1; i < to; i += 1) if (addresses.at(i) < addresses.at(i - 1)) ordered = false;
  if (ordered) return;
  const copy = Array.from({ length: to - from }, (_, i) => ({
    address: addresses.at(from + i),
    file: files.at(from + i),
    line: lines.at(from + i),
  })).sort((a, b) => a.address - b.address);
  copy.forEach(({ address, file, line }, i) => {
    addresses.set(from + i, address);
    files.set(from + i, file);
    lines.set(from + i, line);
  });
}
