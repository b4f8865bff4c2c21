/**
 * One id through the whole way of a crash: the upload's. It is `uploadId` on the log lines of every function that has to do
 * with it, in the metadata of its metrics and in its traces, so that one search finds all of them.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { UploadId } from '../../contract/uploads.ts';
import { parseAnswerKey, parseLogKey } from './layout.ts';
import { traceUpload } from './tracing.ts';

/** For an invocation that is about one upload: from now to its end, all that it says names it. */
export function correlate(
  uploadId: string,
  by: { readonly logger: Pick<Logger, 'appendKeys'>; readonly metrics: Pick<Metrics, 'addMetadata'> },
): void {
  by.logger.appendKeys({ uploadId });
  by.metrics.addMetadata('uploadId', uploadId);
  traceUpload(uploadId);
}

const id = UploadId.optional().catch(undefined);
const Message = z.object({
  detail: z.object({
    uploadId: id,
    correlationId: id,
    object: z.object({ key: z.string() }).optional().catch(undefined),
  }),
});

/** The upload that a message is about, whether it is an event of ours or S3's of an object; undefined where it names none. */
export function uploadInMessage({ body }: Pick<SQSRecord, 'body'>): string | undefined {
  try {
    const { uploadId, correlationId, object } = Message.parse(JSON.parse(body)).detail;
    const key = object?.key ?? '';
    return uploadId ?? correlationId ?? parseLogKey(key)?.uploadId ?? parseAnswerKey(key);
  } catch {
    return undefined;
  }
}

/** The upload that a request is about, by its path: `/v1/uploads/ID…` and `/v1/dumps/ID…`. */
export function uploadInPath(path: string): string | undefined {
  return id.parse(/\/v1\/(?:uploads|dumps)\/([^/]+)/.exec(path)?.[1]);
}
