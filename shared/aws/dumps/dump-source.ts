/** The bytes of an upload, wherever they are at the moment. */
import type { ByteRange } from '../../bytes/byte-source.ts';
import { NotFoundError } from '../../errors.ts';
import { arrivedRanges, withAnswers } from './answer-extents.ts';
import type { BodyCache } from './answer-extents.ts';
import type { DumpStore } from './dump-store.ts';
import { ObjectKeys } from '../runtime/layout.ts';
import { extentSource, extentsOf, objectSource } from '../objects/s3-source.ts';
import type { RangeFetcher, S3Source } from '../objects/s3-source.ts';
import type { PresentAnswer } from '../uploads/answers.ts';
import type { PresentChunk } from '../uploads/chunks.ts';
import type { StoredUpload } from '../uploads/items.ts';

export interface DumpSourceDeps {
  readonly fetcher: RangeFetcher & BodyCache;
  readonly dumps: Pick<DumpStore, 'sizeOf'>;
  readonly chunks: { present(uploadId: string): Promise<readonly PresentChunk[]> };
  readonly answers: { present(uploadId: string): Promise<readonly PresentAnswer[]> };
}

export interface DumpSource extends S3Source {
  /** What of the dump is there: ascending, and apart from each other. */
  readonly arrived: readonly ByteRange[];
}

/**
 * The sealed object of an upload, or its chunks as far as they have arrived with answers to wants between them.
 *
 * @throws {NotFoundError} when a sealed dump is not there any more
 */
export async function dumpSource(upload: StoredUpload, deps: DumpSourceDeps): Promise<DumpSource> {
  const { id, sizeBytes, chunkBytes } = upload;
  if (upload.state === 'sealed' && upload.inPieces !== true) {
    const key = ObjectKeys.dump(id);
    const storedBytes = sizeBytes === 0 ? 0 : await deps.dumps.sizeOf(key);
    if (storedBytes === undefined) throw new NotFoundError(`the dump ${id} is not there any more`);
    const source = objectSource(deps.fetcher, { key, sizeBytes: storedBytes, name: id });
    return { ...source, arrived: [{ offset: 0, length: storedBytes }] };
  }
  const [chunks, answers] = await Promise.all([deps.chunks.present(id), deps.answers.present(id)]);
  deps.fetcher.expect(answers);
  const extents = withAnswers(extentsOf({ sizeBytes, chunkBytes, chunks }), answers);
  return { ...extentSource(deps.fetcher, id, extents), arrived: arrivedRanges(extents) };
}
