/**
 * Compiled code of the package's scripts, kept between runs: as V8 has it after a run, with the functions that were compiled meanwhile.
 *
 *     "PKC1"  crc32 of the rest  runs  count  count × (length of the name, length of the code, name, code)
 *
 * Integers are little-endian. It is the user's own file, and what is in it runs as the user: it is taken from nobody else. V8 asks by itself
 * whether it is of this version and of a script as long; the checksum is for what a disk does to a file.
 */
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

const MAGIC = Buffer.from('PKC1', 'latin1');
const HEAD_BYTES = 11;
const PART_HEAD_BYTES = 6;
/** Of one file: the largest verb's is a twentieth of it. */
export const MAX_KEPT_BYTES = 1 << 25;
const WRITABLE_BY_OTHERS = 0o022;

export interface KeptCode {
  /** By the script's name. */
  readonly parts: ReadonlyMap<string, Buffer>;
  /** How many runs it was added to in. */
  readonly runs: number;
}

/** Undefined where there is none, or none that can be taken. */
export function readKept(file: string): KeptCode | undefined {
  try {
    const bytes = readOwn(file);
    return bytes === undefined ? undefined : parse(bytes);
  } catch {
    return undefined;
  }
}

/** Written as a whole or not at all. Where the folder can't be written to, the next run compiles again. */
export function writeKept(file: string, { parts, runs }: KeptCode): void {
  const temporary = `${file}.${process.pid}`;
  try {
    const bytes = join([...parts], runs);
    if (bytes.length > MAX_KEPT_BYTES) return;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
  } catch {
    drop(temporary);
  }
}

function drop(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where it would lie there is no folder.
  }
}

function readOwn(file: string): Buffer | undefined {
  const opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const found = fstatSync(opened);
    const isOwn = found.uid === process.getuid?.() && (found.mode & WRITABLE_BY_OTHERS) === 0;
    return found.isFile() && isOwn && found.size <= MAX_KEPT_BYTES ? readFileSync(opened) : undefined;
  } finally {
    closeSync(opened);
  }
}

function parse(bytes: Buffer): KeptCode | undefined {
  if (bytes.length < HEAD_BYTES || !bytes.subarray(0, 4).equals(MAGIC)) return undefined;
  if (bytes.readUInt32LE(4) !== crc32(bytes.subarray(8))) return undefined;
  const parts = new Map<string, Buffer>();
  let at = HEAD_BYTES;
  for (let left = bytes.readUInt16LE(9); left > 0; left--) {
    const nameEnd = at + PART_HEAD_BYTES + bytes.readUInt16LE(at);
    const end = nameEnd + bytes.readUInt32LE(at + 2);
    if (end > bytes.length) return undefined;
    parts.set(bytes.toString('latin1', at + PART_HEAD_BYTES, nameEnd), bytes.subarray(nameEnd, end));
    at = end;
  }
  return { parts, runs: bytes[8] ?? 0 };
}

function join(parts: readonly (readonly [string, Buffer])[], runs: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head);
  head.writeUInt8(Math.min(runs, 0xff), 8);
  head.writeUInt16LE(parts.length, 9);
  const bytes = Buffer.concat([
    head,
    ...parts.flatMap(([name, code]) => {
      const own = Buffer.alloc(PART_HEAD_BYTES);
      own.writeUInt16LE(name.length, 0);
      own.writeUInt32LE(code.length, 2);
      return [own, Buffer.from(name, 'latin1'), code];
    }),
  ]);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}
