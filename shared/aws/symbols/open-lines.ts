import type { ByteSource } from '../../bytes/byte-source.ts';
import { objectSource } from '../objects/s3-source.ts';
import type { RangeFetcher } from '../objects/s3-source.ts';
import type { SymbolObject } from './objects.ts';

/** A look-up wants the beginning once, then blocks of some 20 KB. */
const READING = { blockBytes: 64 * 1024, gapBytes: 64 * 1024, cacheBytes: 32 * 1024 * 1024 };

/** A file of lines, read by ranges of the object. */
export function openLines(fetcher: RangeFetcher, key: string, { buildId, sizeBytes }: SymbolObject): ByteSource {
  return objectSource(fetcher, { key, sizeBytes, name: `lines of ${buildId}` }, READING);
}
