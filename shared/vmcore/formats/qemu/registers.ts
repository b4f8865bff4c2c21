/**
 * Registers of x86-64 processors out of the state of devices. Only the description at the end of the stream says what the fields of a
 * device are; a state is believed where the length that it gives leads from the section's head to its foot.
 *
 * @see qemu v7.2 migration/vmstate.c, target/i386/machine.c `vmstate_x86_cpu`
 */
import { Cursor } from '../../../bytes/cursor.ts';
import { architectureOf } from '../../arch/index.ts';
import { Machine, type DumpNote } from '../dump.ts';
import { prstatus } from '../prstatus.ts';
import { FORMAT } from './page-index.ts';
import { Section } from './records.ts';

/** The order of `env.regs` and `env.segs` in qemu (v7.2 target/i386/cpu.h). */
const REGS = [
  'rax',
  'rcx',
  'rdx',
  'rbx',
  'rsp',
  'rbp',
  'rsi',
  'rdi',
  'r8',
  'r9',
  'r10',
  'r11',
  'r12',
  'r13',
  'r14',
  'r15',
] as const;
const SEGS = ['es', 'cs', 'ss', 'ds', 'fs', 'gs'] as const;
const SEGMENT_BYTES = 20;
const MAX_CPUS = 8192;
const MAX_DEPTH = 32;
const MAX_TRIES = 16;
const HEAD_BYTES = 5;

type Json = Readonly<Record<string, unknown>>;

/** One note for each processor, in their order; nothing where any of them can't be read firmly. */
export function registerNotes(state: Buffer): readonly DumpNote[] {
  const devices = findDevices(state);
  const notes: DumpNote[] = [];
  const cpus = devices.filter(({ name }) => name === 'cpu');
  if (cpus.length > MAX_CPUS) return [];
  for (const [i, device] of cpus.entries()) {
    const content = device['instance_id'] === i ? contentOf(state, 'cpu', device) : undefined;
    const values = content && readValues(content, listOf(device['fields']));
    if (values === undefined) return [];
    notes.push(prstatus(architectureOf(Machine.X86_64).registers.names, values));
  }
  return notes;
}

/** The description is JSON behind the end mark, its kind and its length. */
function findDevices(state: Buffer): readonly Json[] {
  const mark = Buffer.from([Section.End, Section.Description]);
  let at = state.indexOf(mark);
  for (let tries = 0; at >= 0 && tries < MAX_TRIES; at = state.indexOf(mark, at + 1)) {
    const start = at + mark.length + 4;
    if (state[start] !== 0x7b) continue;
    const length = new Cursor(state.subarray(at + mark.length, start), FORMAT, { littleEndian: false }).u32('length');
    if (start + length > state.length) continue;
    tries++;
    const devices = parseDevices(state.toString('utf8', start, start + length));
    if (devices !== undefined) return devices;
  }
  return [];
}

function parseDevices(text: string): readonly Json[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) && Array.isArray(parsed['devices']) ? listOf(parsed['devices']) : undefined;
  } catch {
    return undefined;
  }
}

/** The state of a device: what stands between its head and its foot, where there is one such place. */
function contentOf(state: Buffer, name: string, device: Json): Buffer | undefined {
  const length = lengthOf(device, 0);
  const head = Buffer.alloc(1 + name.length + 8);
  head[0] = name.length;
  head.write(name, 1, 'latin1');
  head.writeUInt32BE(numberOf(device['instance_id']) ?? 0, 1 + name.length);
  head.writeUInt32BE(numberOf(device['version']) ?? 0, 5 + name.length);
  for (let at = state.indexOf(head); at >= 0; at = state.indexOf(head, at + 1)) {
    const start = at + head.length;
    const end = length === undefined ? state.length : start + length;
    if (at < HEAD_BYTES || end + HEAD_BYTES > state.length) continue;
    const isWhole = state[at - HEAD_BYTES] === Section.Whole && state[end] === Section.Footer;
    const number = state.subarray(at - HEAD_BYTES + 1, at);
    if (isWhole && number.equals(state.subarray(end + 1, end + HEAD_BYTES))) return state.subarray(start, end);
  }
  return undefined;
}

/** How long the fields of a device or a subsection are, with the subsections behind them. */
function lengthOf(described: Json, depth: number): number | undefined {
  if (depth > MAX_DEPTH) return undefined;
  let total = 0;
  for (const field of listOf(described['fields'])) {
    const size = sizeOf(field);
    if (size === undefined) return undefined;
    total += size;
  }
  for (const subsection of listOf(described['subsections'])) {
    const name = subsection['vmsd_name'];
    const length = lengthOf(subsection, depth + 1);
    if (typeof name !== 'string' || length === undefined) return undefined;
    total += 2 + name.length + 4 + length;
  }
  return total;
}

function sizeOf(field: Json): number | undefined {
  const size = numberOf(field['size']);
  const count = field['array_len'] === undefined ? 1 : numberOf(field['array_len']);
  return size === undefined || count === undefined ? undefined : size * count;
}

function readValues(content: Buffer, fields: readonly Json[]): ReadonlyMap<string, bigint> | undefined {
  const values = new Map<string, bigint>();
  const cursor = new Cursor(content, FORMAT, { littleEndian: false });
  for (const field of fields) {
    const size = sizeOf(field) ?? 0;
    if (size > cursor.remaining) return undefined;
    const own = new Cursor(cursor.take(size, 'field'), FORMAT, { littleEndian: false });
    if (field['name'] === 'env.regs' && size === REGS.length * 8) {
      for (const name of REGS) values.set(name, own.u64(name));
    } else if (field['name'] === 'env.eip' && size === 8) values.set('rip', own.u64('rip'));
    else if (field['name'] === 'env.eflags' && size === 8) values.set('eflags', own.u64('eflags'));
    else if (field['name'] === 'env.segs' && size === SEGS.length * SEGMENT_BYTES) {
      for (const name of SEGS) {
        values.set(name, BigInt(own.u32(name)));
        values.set(`${name}_base`, own.u64(name));
        own.skip(8, name);
      }
    }
  }
  return ['rax', 'rip', 'eflags', 'cs'].every((name) => values.has(name)) ? values : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? value : undefined;
}
