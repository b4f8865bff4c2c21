import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import { Btf } from './btf.ts';
import { findBytes, type ImageBytes } from './image-scan.ts';
import { MAX_BTF_BYTES } from './verify-btf.ts';

/** What reading BTF takes of a kernel. */
export interface BtfHome {
  readonly memory: VirtualMemory;
  symbol(name: string): bigint | undefined;
}

/**
 * The kernel's types: from outside where given, else from its own memory.
 *
 * @throws {MemoryReadError} {FormatError} with the reason that there are none
 */
export async function readBtf(
  kernel: BtfHome,
  from: { readonly outside?: Uint8Array | undefined; readonly image?: ImageBytes | undefined } = {},
): Promise<Btf> {
  if (from.outside !== undefined) return Btf.parse(from.outside);
  const start = kernel.symbol('__start_BTF');
  const stop = kernel.symbol('__stop_BTF');
  const found = start === undefined && from.image !== undefined ? findBtf(from.image) : undefined;
  if (found !== undefined) return found;
  if (start === undefined || stop === undefined) {
    const why =
      'the kernel has none: it was built without CONFIG_DEBUG_INFO_BTF, and without them neither tasks nor locks nor memory are known ' +
      '(docs/symbols.md has how to bring them)';
    throw new FormatError(FormatErrorCode.Unsupported, { format: 'btf', field: '__start_BTF' }, why);
  }
  if (stop <= start || stop - start > BigInt(MAX_BTF_BYTES)) {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: 'btf', field: '__stop_BTF' },
      'does not follow its start',
    );
  }
  return Btf.parse(await kernel.memory.bytes(start, Number(stop - start), 'BTF'));
}

/** Magic, version 1, no flags, a header of 24 bytes, types at once after it: how every BTF of a kernel begins. */
const BTF_START = Uint8Array.of(0x9f, 0xeb, 1, 0, 24, 0, 0, 0, 0, 0, 0, 0);
/** The kernel's own has tens of thousands of types; anything smaller is a program's or a test's. */
const MIN_TYPES = 1000;

/** BTF by its shape, in an image whose symbols do not say where it is. */
function findBtf(image: ImageBytes): Btf | undefined {
  for (const at of findBytes(image, BTF_START)) {
    try {
      const btf = Btf.parse(image.bytes.subarray(at));
      if (btf.endId > MIN_TYPES) return btf;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
  return undefined;
}
