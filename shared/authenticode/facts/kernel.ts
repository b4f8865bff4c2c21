/** The kernel in an image, or in a section of one: what it says its release is, its build-id, its configuration. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import type { ImageKind, ReleaseClaim } from '../../contract/verify.ts';
import { FormatError } from '../../errors.ts';
import { kernelBuildId } from '../image/build-id.ts';
import { ascii, compressionOf, isArm64Image, isBzImage, isRiscvImage, isZboot, printable } from '../image/magic.ts';
import { MAX_PACKED_BYTES, unpackAll, unpackPacked } from '../image/unpack-kernel.ts';

const RELEASE = /^[0-9]+\.[0-9]+[!-~]{0,120}$/;
/** `linux_banner`: "Linux version RELEASE (BUILDER) (COMPILER) VERSION". */
const BANNER = Buffer.from('Linux version ');
const MAX_BANNER_BYTES = 512;
const MAX_BANNERS = 8;
const HEAD_BYTES = 64 * 1024;
/** kernel/configs.c: the configuration, gzipped, between two marks. */
const CONFIG_START = Buffer.from('IKCFG_ST');
const CONFIG_END = Buffer.from('IKCFG_ED');
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;

/** How far a kernel is looked into: its headers, or all that is packed in it. */
export type Depth = 'headers' | 'contents';

export interface KernelFacts {
  readonly kind: ImageKind | undefined;
  /** What the kernel itself says comes last: it counts. */
  readonly claims: readonly ReleaseClaim[];
  readonly version: string | undefined;
  readonly buildId: string | undefined;
  /** The configuration as text. */
  readonly config: string | undefined;
  /** Why it could not be looked into. */
  readonly unread: string | undefined;
}

export function isRelease(text: string): boolean {
  return RELEASE.test(text);
}

/** @param kernel the whole image, or the `.linux` of a UKI. @throws {TransientError} when bytes have not arrived yet */
export async function readKernelFacts(kernel: ByteSource, depth: Depth): Promise<KernelFacts> {
  const head = await readOne(kernel, { offset: 0, length: Math.min(HEAD_BYTES, kernel.sizeBytes) });
  const kind = kernelKindOf(head);
  const header = kind === 'bzimage' ? bzImageVersion(head) : undefined;
  const facts: KernelFacts = {
    kind,
    claims: header === undefined ? [] : [{ from: 'setup header', release: header.release }],
    version: header?.version,
    buildId: undefined,
    config: undefined,
    unread: undefined,
  };
  if (kind === undefined || (depth === 'headers' && header !== undefined)) return facts;
  try {
    const unpacked = await unpack(kernel, kind);
    return unpacked === undefined
      ? { ...facts, unread: 'the kernel is packed in a way that is not known' }
      : { ...facts, ...factsOfUnpacked(unpacked, facts) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...facts, unread: `the kernel can't be unpacked: ${error.message}` };
  }
}

export function configSha256(config: string): string {
  return createHash('sha256').update(config).digest('hex');
}

function kernelKindOf(head: Uint8Array): ImageKind | undefined {
  if (isZboot(head)) return 'zboot';
  if (isBzImage(head)) return 'bzimage';
  if (isArm64Image(head)) return 'arm64-image';
  if (isRiscvImage(head)) return 'riscv-image';
  return compressionOf(head) === undefined ? undefined : 'compressed';
}

async function unpack(kernel: ByteSource, kind: ImageKind): Promise<Uint8Array | undefined> {
  if (kernel.sizeBytes > MAX_PACKED_BYTES) return undefined;
  const bytes = await readOne(kernel, { offset: 0, length: kernel.sizeBytes });
  return kind === 'compressed' ? unpackAll(bytes) : unpackPacked(bytes);
}

function factsOfUnpacked(kernel: Uint8Array, { claims, version }: KernelFacts): Partial<KernelFacts> {
  const bytes = Buffer.from(kernel.buffer, kernel.byteOffset, kernel.length);
  const banners = bannersIn(bytes);
  return {
    claims: [...claims, ...[...banners.keys()].map((release) => ({ from: 'kernel', release }))],
    version: version ?? [...banners.values()][0],
    buildId: kernelBuildId(kernel),
    config: configIn(bytes),
  };
}

/** Every release that a banner in the kernel names, with the banner. A kernel has one; one that has two is not to be believed. */
function bannersIn(bytes: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = bytes.indexOf(BANNER); at >= 0 && found.size < MAX_BANNERS; at = bytes.indexOf(BANNER, at + 1)) {
    const text = bytes.toString('latin1', at + BANNER.length, at + MAX_BANNER_BYTES);
    const [, release = '', rest = ''] = /^(\S+) (\([^\0\n]*)/.exec(text) ?? [];
    if (isRelease(release) && !found.has(release)) found.set(release, printable(`${release} ${rest}`));
  }
  return found;
}

function configIn(bytes: Buffer): string | undefined {
  const start = bytes.indexOf(CONFIG_START);
  const end = start < 0 ? -1 : bytes.indexOf(CONFIG_END, start);
  if (end < 0) return undefined;
  try {
    const packed = bytes.subarray(start + CONFIG_START.length, end);
    return gunzipSync(packed, { maxOutputLength: MAX_CONFIG_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
}

/** kernel_version in the setup header: an offset, 0x200 short, of a string that begins with the release. */
function bzImageVersion(head: Uint8Array): { readonly release: string; readonly version: string } | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const pointer = view.getUint16(0x20e, true);
  if (pointer === 0 || pointer + 0x200 >= head.length) return undefined;
  const text = head.subarray(pointer + 0x200, pointer + 0x200 + 1024);
  const end = text.indexOf(0);
  const version = printable(ascii(text, 0, end < 0 ? text.length : end));
  const [release = ''] = version.split(' ', 1);
  return isRelease(release) ? { release, version } : undefined;
}
