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

export function uploadAborted(
  upload: { readonly id: string; readonly host: string },
  reason: string,
  occurredAt: string,
): PurgatoryEvent {
  const { id, host } = upload;
  const detail = {
    version: 1 as const,
    id: `upload.aborted:${id}`,
    occurredAt,
    correlationId: id,
    uploadId: id,
    host,
    reason,
  };
  return { name: 'upload.aborted', detail };
}

export function logUnreadable(
  upload: { readonly id: string; readonly host: string },
  reason: string,
  occurredAt: string,
): PurgatoryEvent {
  const { id, host } = upload;
  const detail = {
    version: 1 as const,
    id: `log.unreadable:${id}`,
    occurredAt,
    correlationId: id,
    uploadId: id,
    host,
    reason,
  };
  return { name: 'log.unreadable', detail };
}
