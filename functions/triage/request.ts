/** What S3 tells by EventBridge and SQS when a log has arrived. */
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { parseLogKey } from '../../shared/aws/layout.ts';
import { InputError } from '../../shared/errors.ts';
import type { TriageRequest } from './triage.ts';

const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** @throws {InputError} for an object that is no log of an upload */
export function readRequest(record: Pick<SQSRecord, 'messageId' | 'body'>): TriageRequest {
  const event = ObjectCreated.parse(JSON.parse(record.body));
  const log = parseLogKey(event.detail.object.key);
  if (log === undefined) throw new InputError(`not the key of a log: ${event.detail.object.key.slice(0, 200)}`);
  return { messageId: record.messageId, ...log };
}

/** The requests of a batch, and why the others are none. */
export function readRequests(records: readonly SQSRecord[]): {
  requests: TriageRequest[];
  failures: Map<string, unknown>;
} {
  const requests: TriageRequest[] = [];
  const failures = new Map<string, unknown>();
  for (const record of records) {
    try {
      requests.push(readRequest(record));
    } catch (error) {
      failures.set(record.messageId, error);
    }
  }
  return { requests, failures };
}
