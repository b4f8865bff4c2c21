/** The bytes of an upload, wherever they are at the moment. */
import { NotFoundError } from '../errors.ts';
import type { DumpStore } from './dump-store.ts';
import { ObjectKeys } from './layout.ts';
import { chunkSource, objectSource } from './s3-source.ts';
import type { RangeFetcher, S3Source } from './s3-source.ts';
import type { PresentChunk } from './uploads/chunks.ts';
import type { StoredUpload } from './uploads/items.ts';

export interface DumpSourceDeps {
  readonly fetcher: RangeFetcher;
  readonly dumps: Pick<DumpStore, 'sizeOf'>;
  readonly chunks: { present(uploadId: string): Promise<readonly PresentChunk[]> };
}

/**
 * The sealed object of an upload, or its chunks as far as they have arrived.
 *
 * @throws {NotFoundError} when a sealed dump is not there any more
 */
export async function dumpSource(upload: StoredUpload, deps: DumpSourceDeps): Promise<S3Source> {
  if (upload.state === 'sealed') {
    const key = ObjectKeys.dump(upload.id);
    const sizeBytes = upload.sizeBytes === 0 ? 0 : await deps.dumps.sizeOf(key);
    if (sizeBytes === undefined) throw new NotFoundError(`the dump ${upload.id} is not there any more`);
    return objectSource(deps.fetcher, { key, sizeBytes, name: upload.id });
  }
  const { sizeBytes, chunkBytes } = upload;
  const chunks = await deps.chunks.present(upload.id);
  return chunkSource(deps.fetcher, upload.id, { sizeBytes, chunkBytes, chunks });
}
