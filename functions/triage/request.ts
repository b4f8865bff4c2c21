/** What S3 tells by EventBridge and SQS when a log has arrived. */
import type { SQSRecord } from 'aws-lambda';
import { parseLogKey } from '../../shared/aws/runtime/layout.ts';
import { LogMessage } from '../../shared/aws/uploads/log-message.ts';
import { InputError } from '../../shared/errors.ts';

/** One log to look at. */
export interface TriageRequest {
  /** Of the message that asks for it. */
  readonly messageId: string;
  readonly uploadId: string;
  readonly key: string;
  /** Whose log it is: the host's, or the dump's own. */
  readonly source: 'log' | 'dump';
  /** How often the message was delivered, this time included. */
  readonly receives: number;
  /** To be read by itself, with more time: a first reading showed nothing. */
  readonly careful?: boolean | undefined;
}

/** @throws {InputError} for an object that is no log of an upload */
export function readRequest(record: Pick<SQSRecord, 'messageId' | 'body' | 'attributes'>): TriageRequest {
  const event = LogMessage.parse(JSON.parse(record.body));
  const log = parseLogKey(event.detail.object.key);
  if (log === undefined) throw new InputError(`not the key of a log: ${event.detail.object.key.slice(0, 200)}`);
  const receives = Number(record.attributes.ApproximateReceiveCount);
  return { messageId: record.messageId, ...log, receives, ...(event.careful === true ? { careful: true } : {}) };
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
