/** Memory as the tools that keep nothing but memory write it: plain, LiME's, AVML's. */
import { snappyCompress } from 'hysnappy';
import { testPage } from './dump-writer.ts';

const PAGE = 4096;
const CHUNK_BYTES = 65_536;

/** `struct lime_mem_range_header`. */
export function limeRange(magic: string, version: number, start: number, lengthBytes: number): Buffer {
  const header = Buffer.alloc(32);
  header.write(magic, 'latin1');
  header.writeUInt32LE(version, 4);
  header.writeBigUInt64LE(BigInt(start), 8);
  header.writeBigUInt64LE(BigInt(start + lengthBytes - 1), 16);
  return header;
}

function chunk(type: number, content: Uint8Array): Buffer {
  const header = Buffer.alloc(type === 0xff ? 4 : 8);
  header.writeUInt32LE(((content.length + header.length - 4) << 8) | type);
  return Buffer.concat([header, content]);
}

/** As AVML writes it: 64 KiB a chunk, one that does not shrink as it is. */
export function avmlFrames(memory: Uint8Array): Buffer {
  const parts = [chunk(0xff, Buffer.from('sNaPpY'))];
  for (let at = 0; at < memory.length; at += CHUNK_BYTES) {
    const piece = memory.subarray(at, at + CHUNK_BYTES);
    const packed = snappyCompress(piece);
    parts.push(packed.length < piece.length ? chunk(0, packed) : chunk(1, piece));
  }
  const stream = Buffer.concat(parts);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(stream.length));
  return Buffer.concat([stream, length]);
}

/** Of the kernel in {@link machineMemory}, and where its name is. */
export const RELEASE = '6.1.0-test';
export const UTS = 0x5000;

/** VMCOREINFO of a kernel whose image begins at physical 0, `moved` by so much. */
export function machineInfo(moved = 0, release = RELEASE): string {
  return [
    `OSRELEASE=${release}`,
    'PAGESIZE=4096',
    `SYMBOL(init_uts_ns)=${(0xffff_ffff_8000_0000n + BigInt(UTS)).toString(16)}`,
    'SYMBOL(_stext)=ffffffff80000000',
    `NUMBER(phys_base)=${moved}`,
    '',
  ].join('\n');
}

/** Memory with a kernel's name and its VMCOREINFO in it. */
export function machineMemory(bytes = 2 * 2 ** 20, text = machineInfo()): Buffer {
  const memory = Buffer.alloc(bytes);
  for (let pfn = 0; pfn < bytes / PAGE; pfn++) memory.set(testPage(pfn), pfn * PAGE);
  memory.write(`Linux\0`, UTS, 'latin1');
  memory.write(`${RELEASE}\0`, UTS + 130, 'latin1');
  memory.write(`${text}\0`, 0x9000, 'latin1');
  return memory;
}
