/**
 * What hosts were refused, in the `Uploads` table beside their counters (`QUOTA#<host>` / `REFUSED#<quota>`): one item a host and
 * quota, whatever number of refusals; `gsi1` lists them, the last refused first. A run of refusals is forgotten a week after its last.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Refusal } from '../../contract/refusals.ts';
import type { RefusalPage } from '../../contract/refusals.ts';
import { quotaExceeded, spanOf } from '../../domain/host/quota.ts';
import type { HostQuota } from '../../domain/host/quota.ts';
import { InputError } from '../../errors.ts';
import type { EventBus } from '../runtime/events.ts';
import { TableKeys } from '../runtime/layout.ts';
import { quotaPartition } from './quotas.ts';

const ALL_REFUSALS = 'REFUSALS';
const KEPT_SECONDS = 7 * 86_400;
const CURSOR = /^\d{4}-[0-9T:.Z-]{19}#[A-Za-z0-9._-]{1,253}#[a-z]{1,20}$/;

export interface Refusals {
  /** Counts one more. Answers whether the first of this span has been told of. */
  note(host: string, quota: HostQuota, at: Date): Promise<{ readonly isTold: boolean }>;
  /** Whoever was told of it has it. */
  noteTold(host: string, quota: HostQuota, at: Date): Promise<void>;
}

export interface RefusalReader {
  /** @throws {InputError} for a cursor that is none of this list's */
  list(page: { readonly limit: number; readonly cursor?: string | undefined }): Promise<RefusalPage>;
}

/**
 * Counts a refusal, and tells of the first of its span. Noted as told last: where the bus does not take the event, the next refusal
 * tells of it.
 */
export async function noteRefusal(
  host: string,
  quota: HostQuota,
  { refusals, bus, now }: { readonly refusals: Refusals; readonly bus: EventBus; readonly now: () => Date },
  correlationId?: string,
): Promise<void> {
  const at = now();
  const { isTold } = await refusals.note(host, quota, at);
  if (isTold) return;
  await bus.publish([quotaExceeded(host, quota, at, correlationId)]);
  await refusals.noteTold(host, quota, at);
}

const keyOf = (host: string, { name }: HostQuota) => ({
  [TableKeys.partition]: quotaPartition(host),
  [TableKeys.sort]: `REFUSED#${name}`,
});

export function dynamoRefusals(client: DynamoDBDocumentClient, TableName: string): Refusals & RefusalReader {
  return {
    async note(host, quota, at) {
      const { name, limit, spanSeconds } = quota;
      const span = spanOf(quota, at);
      // The order changes once a span: what is refused in between moves nothing in the index.
      const order = `${new Date(span * spanSeconds * 1000).toISOString()}#${host}#${name}`;
      const values: Record<string, string | number> = {
        host,
        quota: name,
        limit,
        spanSeconds,
        lastAt: at.toISOString(),
        [TableKeys.indexPartition]: ALL_REFUSALS,
        [TableKeys.indexSort]: order,
        [TableKeys.expires]: Math.floor(at.getTime() / 1000) + KEPT_SECONDS,
      };
      const sets = Object.keys(values).map((attribute) => `#${attribute} = :${attribute}`);
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(host, quota),
          UpdateExpression: `SET ${sets.join(', ')}, #since = if_not_exists(#since, :lastAt) ADD #count :one`,
          ExpressionAttributeNames: Object.fromEntries(
            [...Object.keys(values), 'since', 'count'].map((attribute) => [`#${attribute}`, attribute]),
          ),
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(values).map(([attribute, value]) => [`:${attribute}`, value])),
            ':one': 1,
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return { isTold: Attributes?.['toldSpan'] === span };
    },
    async noteTold(host, quota, at) {
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(host, quota),
            ConditionExpression: `attribute_exists(${TableKeys.partition})`,
            UpdateExpression: 'SET toldSpan = :span',
            ExpressionAttributeValues: { ':span': spanOf(quota, at) },
          }),
        );
      } catch (error) {
        // The host was deleted meanwhile: nothing of it comes back.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async list({ limit, cursor }) {
      if (cursor !== undefined && !CURSOR.test(cursor)) {
        throw new InputError('not a cursor of this list', { field: 'cursor' });
      }
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: TableKeys.index,
          KeyConditionExpression: cursor === undefined ? '#index = :all' : '#index = :all AND #order < :before',
          ExpressionAttributeNames: {
            '#index': TableKeys.indexPartition,
            ...(cursor === undefined ? {} : { '#order': TableKeys.indexSort }),
          },
          ExpressionAttributeValues: { ':all': ALL_REFUSALS, ...(cursor === undefined ? {} : { ':before': cursor }) },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const last: unknown = Items.at(-1)?.[TableKeys.indexSort];
      return {
        refusals: Items.map((item) => Refusal.parse(item)),
        ...(LastEvaluatedKey === undefined || typeof last !== 'string' ? {} : { next: last }),
      };
    },
  };
}
