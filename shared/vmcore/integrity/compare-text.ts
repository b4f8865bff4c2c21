/**
 * Whether the kernel's code in memory is what its image says: byte for byte, but for what the kernel itself rewrites
 * (each processor's own file here) and what KASLR moves. One flipped bit is exactly one difference.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { hex } from '../../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { architectureOf } from '../arch/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { ComparedText, kaslrOffset, textProblem } from './compared-text.ts';
import { openKernelFile, type KernelFile } from './kernel-file.ts';
import { readKprobes } from './kprobes.ts';
import { PatchMap } from './patch-sites.ts';
import { relocate } from './relocations.ts';

/** Kernels of today have some 16 MiB of code. */
const MAX_TEXT_BYTES = 256 * 2 ** 20;
const PAGES_AT_ONCE = 1024;
/** A breakpoint, or the jump that it is optimised to. */
const PROBE_BYTES = 5;
/** A flat image's header is at most this long, and its code aligned so (v6.12 arch/arm64/kernel/vmlinux.lds.S). */
const MAX_HEAD_BYTES = 2 * 2 ** 20;
const FLAT_ALIGNMENT = 4096;
const ALIKE = 0.75;

/**
 * @param image the kernel as its signed image carries it, unpacked: an ELF file (x86) or a flat `Image` (arm64, riscv64)
 * @throws {FormatError} where the image can't be compared with this dump; {MemoryReadError} where memory can't be read at all
 */
export async function compareText(kernel: Kernel, image: Uint8Array): Promise<ComparedText> {
  const file = openKernelFile(image);
  const start = kernel.needSymbol('_stext');
  const end = kernel.needSymbol('_etext');
  const sizeBytes = Number(end - start);
  if (sizeBytes <= 0 || sizeBytes > MAX_TEXT_BYTES) throw textProblem('_etext', `${sizeBytes} bytes of code`);
  const pages = await readPages(kernel, start, sizeBytes);
  const bias = biasOf(kernel, file, pages);
  const text = file.bytes(start - bias, sizeBytes);
  if (text === undefined) throw textProblem('text', `the image holds no ${sizeBytes} bytes at ${hex(start - bias)}`);
  const expected = new Uint8Array(text);
  if (!file.isFlat && bias !== 0n) {
    relocate(file, { address: start - bias, bytes: expected }, bias, (address) =>
      wordAt(pages, Number(address + bias - start), kernel.memory.pageSizeBytes),
    );
  }
  const map = new PatchMap(start - bias, sizeBytes);
  const missing = architectureOf(kernel.machine).code.markSites({ kernel, file, bias, map });
  if (missing.length > 0) {
    throw new FormatError(
      FormatErrorCode.Unsupported,
      { format: 'vmlinux', field: missing.join(', ') },
      'the kernel does not say where it rewrites its code',
    );
  }
  for (const address of await readKprobes(kernel)) map.mark(address - bias, PROBE_BYTES);
  return new ComparedText(kernel, { start, expected, map, pages });
}

/** What is added to an address of the image to have the one in memory. */
function biasOf(kernel: Kernel, file: KernelFile, pages: readonly (Uint8Array | undefined)[]): bigint {
  if (file.isFlat) return kernel.needSymbol('_stext') - BigInt(textInFlat(file, pages));
  const offset = kaslrOffset(kernel);
  if (offset !== undefined) return offset;
  const text = file.sections.get('.text');
  if (text === undefined) throw textProblem('.text', 'the image has no such section');
  return kernel.needSymbol('_stext') - text.address;
}

/** The code of a flat image begins at the first page that looks as it does in memory: the kernel rewrites little of a page. */
function textInFlat(file: KernelFile, pages: readonly (Uint8Array | undefined)[]): number {
  const index = pages.findIndex((bytes) => bytes !== undefined);
  const found = pages[index];
  if (found === undefined) throw textProblem('text', 'no page of the code is in the dump');
  for (let at = 0; at <= MAX_HEAD_BYTES; at += FLAT_ALIGNMENT) {
    const page = file.bytes(BigInt(at + index * found.length), found.length);
    if (page === undefined) break;
    let same = 0;
    for (let i = 0; i < page.length; i++) if (page[i] === found[i]) same += 1;
    if (same > page.length * ALIKE) return at;
  }
  throw textProblem('text', 'the image holds no such code as is in memory: it is of another build');
}

/** Page i of the text, as far as the dump has it. */
async function readPages(kernel: Kernel, start: bigint, sizeBytes: number): Promise<(Uint8Array | undefined)[]> {
  const { memory } = kernel;
  const page = memory.pageSizeBytes;
  const pages: (Uint8Array | undefined)[] = [];
  for (let at = 0; at < sizeBytes; at += PAGES_AT_ONCE * page) {
    const ranges = [];
    for (let offset = at; offset < Math.min(sizeBytes, at + PAGES_AT_ONCE * page); offset += page) {
      ranges.push({ address: start + BigInt(offset), length: Math.min(page, sizeBytes - offset) });
    }
    for (const { bytes } of await memory.read(ranges)) pages.push(bytes);
  }
  return pages;
}

function wordAt(pages: readonly (Uint8Array | undefined)[], at: number, pageBytes: number): number | undefined {
  const page = pages[Math.floor(at / pageBytes)];
  const within = at % pageBytes;
  if (page === undefined || within + 4 > page.length) return undefined;
  return new LittleEndian(page).i32(within);
}
