import type { ByteSource } from '../../bytes/byte-source.ts';
import { countingSource } from '../../bytes/counting-source.ts';
import type { CountingSource, MergeOptions } from '../../bytes/counting-source.ts';
import { Wrapping, decompressedSource } from '../../bytes/decompressed-source.ts';
import type { DecompressOptions } from '../../bytes/decompressed-source.ts';
import { headSource } from '../../bytes/head-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { SourceParts } from './container.ts';
import { decodeFlattenedIndex, encodeFlattenedIndex, indexFlattened, unflatten } from './flattened/index.ts';
import type { FlattenedIndex } from './flattened/index.ts';
import { Container, IDENTIFY_BYTES, describe, foreign, identify } from './identify.ts';
import { contentSource, libvirtContentOffset } from './libvirt.ts';
import { mayBeRaw } from './raw/index.ts';

/** Where the index of a flattened dump is kept, so that it is made once. It is only a shortcut: a failure is passed over. */
export interface FlattenedIndexStore {
  load(source: ByteSource): Promise<Uint8Array | undefined>;
  save(source: ByteSource, index: Uint8Array): Promise<void>;
}

export interface OpenFileOptions {
  /** How near ranges are fetched as one: little for a file, much for an object store. */
  readonly merge?: MergeOptions;
  /** Where a gzip, zstd or xz file is decompressed to, and how much of it. */
  readonly decompress?: Pick<DecompressOptions, 'directory' | 'maxBytes'>;
  readonly flattenedIndexes?: FlattenedIndexStore;
}

/** What holds pages, and is not around something else. */
export type Inner = Extract<Container, 'kdump-compressed' | 'elf' | 'lime' | 'vmss' | 'qemu' | 'raw'>;

const INNER: readonly Inner[] = [
  Container.Kdump,
  Container.Elf,
  Container.Lime,
  Container.Vmss,
  Container.Qemu,
  Container.Raw,
];

function isInner(kind: Container): kind is Inner {
  return INNER.some((inner) => inner === kind);
}

/** A file of a dump, down to the format that holds the pages. */
export interface OpenFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly kind: Inner;
  /** What is around that format, outermost first: `['zstd', 'flattened']`. */
  readonly layers: readonly string[];
  readonly incomplete: boolean;
  readonly problems: readonly string[];
  readonly parts: SourceParts;
  readonly counters: { readonly index: CountingSource; readonly pages: CountingSource };
  close(): Promise<void>;
}

/** Header, notes and the bitmaps of some GiB of memory: one round instead of five. */
const HEAD_BYTES = 64 * 1024;

const WRAPPINGS: ReadonlyMap<Container, Wrapping> = new Map([
  [Container.Gzip, Wrapping.Gzip],
  [Container.Zstd, Wrapping.Zstd],
  [Container.Xz, Wrapping.Xz],
]);

/** Where a layer's bytes come from, told apart by what they are read for, as in {@link SourceParts}. */
interface Layer extends SourceParts {
  readonly layers: readonly string[];
  readonly problems: readonly string[];
  readonly incomplete: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Looks through the compression and the flattening around a dump.
 *
 * @throws {FormatError} bad-magic for what is no dump, saying what it is instead
 */
export async function openFile(source: ByteSource, options: OpenFileOptions): Promise<OpenFile> {
  const counters = {
    index: countingSource(source, options.merge),
    pages: countingSource(source, options.merge),
  };
  const index = await headSource(counters.index, HEAD_BYTES);
  const raw: Layer = {
    index,
    pages: counters.pages,
    layers: [],
    problems: [],
    incomplete: false,
    close: () => Promise.resolve(),
  };
  const unwrapped = await unwrap(await withoutLibvirt(raw), options);
  try {
    const inner = await unflattenLayer(unwrapped, options);
    const kind = await identifyLayer(inner);
    if (!isInner(kind)) throw notADump(inner, `a ${kind} file within another`);
    return {
      name: source.name,
      sizeBytes: source.sizeBytes,
      kind,
      layers: inner.layers,
      incomplete: inner.incomplete,
      problems: inner.problems,
      parts: { index: inner.index, pages: inner.pages },
      counters,
      close: inner.close,
    };
  } catch (error) {
    await unwrapped.close();
    throw error;
  }
}

/** A machine that libvirt saved: what is behind its header, which may be compressed. */
async function withoutLibvirt(raw: Layer): Promise<Layer> {
  if ((await identifyLayer(raw)) !== Container.Libvirt) return raw;
  const head = await readOne(raw.index, { offset: 0, length: Math.min(IDENTIFY_BYTES, raw.index.sizeBytes) });
  const offset = libvirtContentOffset(head, raw.index.sizeBytes);
  return {
    ...raw,
    index: contentSource(raw.index, offset),
    pages: contentSource(raw.pages, offset),
    layers: [Container.Libvirt],
  };
}

async function unwrap(raw: Layer, options: OpenFileOptions): Promise<Layer> {
  const kind = await identifyLayer(raw);
  const wrapping = WRAPPINGS.get(kind);
  if (wrapping === undefined) return raw;
  const layers = [...raw.layers, wrapping];
  const content = await decompressedSource(raw.index, wrapping, {
    ...options.decompress,
    checkHead: (head) => {
      const inner = identify(head);
      if (inner === undefined && (foreign(head) !== undefined || head.length < IDENTIFY_BYTES)) {
        throw notADump({ ...raw, layers }, describe(head, head.length));
      }
      if (inner !== undefined && WRAPPINGS.has(inner))
        throw notADump({ ...raw, layers }, `a ${inner} file: it is compressed twice`);
    },
  });
  return {
    index: content,
    pages: content,
    layers,
    problems: content.problem === undefined ? [] : [content.problem],
    incomplete: content.problem !== undefined,
    close: () => content.close(),
  };
}

async function unflattenLayer(layer: Layer, { flattenedIndexes }: OpenFileOptions): Promise<Layer> {
  if ((await identifyLayer(layer)) !== Container.Flattened) return layer;
  // What was decompressed has another size each time it is cut elsewhere, and no place of its own: no index is kept.
  const index = await flattenedIndex(layer.index, layer.layers.length === 0 ? flattenedIndexes : undefined);
  const head = await headSource(unflatten(layer.index, index), HEAD_BYTES);
  return {
    ...layer,
    index: head,
    pages: unflatten(layer.pages, index),
    layers: [...layer.layers, Container.Flattened],
    incomplete: layer.incomplete || index.incomplete,
    problems: index.incomplete
      ? [...layer.problems, 'the flattened file has no end mark: it breaks off']
      : layer.problems,
  };
}

async function flattenedIndex(source: ByteSource, store: FlattenedIndexStore | undefined): Promise<FlattenedIndex> {
  const stored = await store?.load(source).catch(() => undefined);
  if (stored !== undefined) {
    try {
      return decodeFlattenedIndex(stored, source.sizeBytes);
    } catch (error) {
      // Of another version, or of a file that has changed since: made again.
      if (!(error instanceof FormatError)) throw error;
    }
  }
  const index = await indexFlattened(source);
  await store?.save(source, encodeFlattenedIndex(index)).catch(() => undefined);
  return index;
}

async function identifyLayer(layer: Pick<Layer, 'index' | 'layers'>): Promise<Container> {
  const { sizeBytes } = layer.index;
  const head = await readOne(layer.index, { offset: 0, length: Math.min(IDENTIFY_BYTES, sizeBytes) });
  const kind = identify(head);
  if (kind !== undefined) return kind;
  // What nothing marks may be plain memory: whether it is, only a kernel in it tells.
  if (foreign(head) === undefined && mayBeRaw(sizeBytes)) return Container.Raw;
  throw notADump(layer, describe(head, sizeBytes));
}

/** The error for a file that holds no dump, saying what it is instead */
export function notADump({ index, layers }: Pick<Layer, 'index' | 'layers'>, what: string): FormatError {
  const within = layers.length === 0 ? '' : `a ${layers.join(' ')} file that holds `;
  return new FormatError(
    FormatErrorCode.BadMagic,
    { format: 'vmcore', field: index.name },
    `not a memory dump of a kernel: this is ${within}${what}`,
  );
}
