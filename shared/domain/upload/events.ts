/** What is told of an upload. An event that is sent again is the same, whoever sends it. */
import type { PurgatoryEvent } from '../../contract/events.ts';
import type { UploadPolicy } from '../../contract/uploads.ts';

interface Completed {
  readonly id: string;
  readonly host: string;
  readonly kernelRelease?: string | undefined;
  readonly sizeBytes: number;
  readonly chunkCount: number;
  readonly policy: UploadPolicy;
  readonly sha256?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly updatedAt: string;
  readonly logReceived?: boolean | undefined;
}

export function uploadCompleted(upload: Completed): PurgatoryEvent {
  const { id, host, kernelRelease, sizeBytes, chunkCount, policy, sha256, logReceived = false } = upload;
  return {
    name: 'upload.completed',
    detail: {
      version: 1,
      id: `upload.completed:${id}`,
      occurredAt: upload.completedAt ?? upload.updatedAt,
      correlationId: id,
      uploadId: id,
      host,
      ...(kernelRelease === undefined ? {} : { kernelRelease }),
      sizeBytes,
      chunkCount,
      policy,
      ...(sha256 === undefined ? {} : { sha256 }),
      logReceived,
    },
  };
}

export function uploadAborted(upload: Named, reason: string, occurredAt: string): PurgatoryEvent {
  return { name: 'upload.aborted', detail: ended('upload.aborted', upload, reason, occurredAt) };
}

export function logUnreadable(upload: Named, reason: string, occurredAt: string): PurgatoryEvent {
  return { name: 'log.unreadable', detail: ended('log.unreadable', upload, reason, occurredAt) };
}

type Named = Pick<Completed, 'id' | 'host'>;

function ended(name: string, { id, host }: Named, reason: string, occurredAt: string) {
  return { version: 1 as const, id: `${name}:${id}`, occurredAt, correlationId: id, uploadId: id, host, reason };
}
