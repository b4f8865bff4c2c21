/** Deleting all versions of an upload's objects, but for those that Object Lock holds. */
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import type { DeleteMarkerEntry, ObjectIdentifier, ObjectVersion, S3Client } from '@aws-sdk/client-s3';
import { TransientError } from '../../shared/errors.ts';

interface Tally {
  objects: number;
  sizeBytes: number;
  locked: number;
  lockedUntil?: string | undefined;
}

/** What `DeleteObjects` takes at once. */
const DELETES_AT_ONCE = 1000;

/**
 * A version that is locked stays until its lock ends. It is hidden at once by a delete marker; after the lock the bucket's lifecycle
 * deletes it, as every version that is not current. All other delete markers go too: their keys name the upload.
 */
export function s3Eraser(s3: S3Client, bucket: string) {
  /** Answers those that were refused, by key and version. */
  async function deleteAll(versions: readonly Pick<ObjectVersion, 'Key' | 'VersionId'>[]) {
    const Objects = versions.map(({ Key, VersionId }): ObjectIdentifier => ({ Key, VersionId }));
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Quiet: true, Objects } }),
    );
    return new Map(Errors.map((error) => [`${error.Key ?? ''}\u0000${error.VersionId ?? ''}`, error]));
  }

  /** Answers the keys of those that are locked. */
  async function eraseVersions(versions: readonly ObjectVersion[], tally: Tally): Promise<readonly string[]> {
    if (versions.length === 0) return [];
    const refused = await deleteAll(versions);
    const locked: string[] = [];
    for (const version of versions) {
      const error = refused.get(`${version.Key ?? ''}\u0000${version.VersionId ?? ''}`);
      if (error === undefined) {
        tally.objects += 1;
        tally.sizeBytes += version.Size ?? 0;
        continue;
      }
      const until = await lockedUntil(version);
      if (until === undefined)
        throw new TransientError(`${version.Key ?? ''} was not deleted: ${error.Code ?? 'no reason'}`);
      tally.locked += 1;
      locked.push(version.Key ?? '');
      if (tally.lockedUntil === undefined || until > tally.lockedUntil) tally.lockedUntil = until;
      if (version.IsLatest === true) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: version.Key }));
    }
    return locked;
  }

  async function eraseMarkers(markers: readonly DeleteMarkerEntry[]): Promise<void> {
    for (let start = 0; start < markers.length; start += DELETES_AT_ONCE) {
      const [error] = (await deleteAll(markers.slice(start, start + DELETES_AT_ONCE))).values();
      if (error !== undefined) throw new TransientError(`a delete marker of ${error.Key ?? ''} was not deleted`);
    }
  }

  async function lockedUntil({ Key, VersionId }: ObjectVersion): Promise<string | undefined> {
    try {
      const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket: bucket, Key, VersionId }));
      return Retention?.RetainUntilDate?.toISOString();
    } catch {
      return undefined;
    }
  }

  return {
    async erase(uploadId: string, outOfTime: () => boolean) {
      const tally: Tally = { objects: 0, sizeBytes: 0, locked: 0 };
      for (const Prefix of [`uploads/${uploadId}/`, `dumps/${uploadId}/`]) {
        const markers: DeleteMarkerEntry[] = [];
        const locked = new Set<string>();
        let place: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
        while (place !== undefined) {
          if (outOfTime()) return { ...tally, complete: false };
          const page: Awaited<ReturnType<typeof listed>> = await listed(Prefix, place);
          for (const key of await eraseVersions(page.Versions ?? [], tally)) locked.add(key);
          markers.push(...(page.DeleteMarkers ?? []));
          place =
            page.IsTruncated === true
              ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
              : undefined;
        }
        await eraseMarkers(markers.filter(({ Key = '' }) => !locked.has(Key)));
      }
      return { ...tally, complete: true };
    },
  };

  async function listed(
    Prefix: string,
    place: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined },
  ) {
    return await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix, ...place }));
  }
}
