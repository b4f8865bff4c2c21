/**
 * Hosts that are silent for a while, and who made them so, in the `Crashes` table.
 *
 * ```
 * pk            sk               what
 * SILENCES      <host>           until when, who, why               (expires)
 * SILENCE-LOG   <time>#<host>    who silenced it, or took that back (expires)
 * ```
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MAX_SILENCES, Silence, SilenceChange } from '../../contract/silences.ts';
import type { SilenceHost } from '../../contract/silences.ts';
import { isInForce } from '../../domain/host/silence.ts';
import { ConflictError, TransientError } from '../../errors.ts';
import { transact } from '../crashes/transact.ts';

export interface SilenceStore {
  /** Those in force, by host. */
  list(): Promise<readonly Silence[]>;
  /**
   * Silences a host, or changes until when and why it is silent.
   *
   * @throws {ConflictError} where as many are silent as may be
   */
  set(host: string, asked: SilenceHost, by: string): Promise<Silence>;
  /** Ends a silence. Answers false where there is none. */
  end(host: string, by: string): Promise<boolean>;
  /** Who silenced which host and who took that back, the newest first; those of the last year. */
  changes(limit: number): Promise<readonly SilenceChange[]>;
}

const SILENCES = 'SILENCES';
const LOG = 'SILENCE-LOG';
const LOG_KEPT_SECONDS = 365 * 24 * 3600;

const seconds = (time: string): number => Math.ceil(Date.parse(time) / 1000);

export function dynamoSilences(client: DynamoDBDocumentClient, table: string, now: () => Date): SilenceStore {
  const query = async (pk: string, more: { readonly Limit?: number; readonly ScanIndexForward?: boolean }) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        // A silence that was just taken back hushes nothing any more.
        ConsistentRead: true,
        ...more,
      }),
    );
    return Items;
  };
  const list = async (): Promise<readonly Silence[]> => {
    const at = now();
    // What has expired is taken away some day, not at once.
    return (await query(SILENCES, {})).map((item) => Silence.parse(item)).filter((silence) => isInForce(silence, at));
  };
  const logged = (change: SilenceChange) => ({
    purpose: 'log' as const,
    item: {
      Put: {
        TableName: table,
        Item: {
          ...{ pk: LOG, sk: `${change.at}#${change.host}` },
          ...change,
          expiresAt: seconds(change.at) + LOG_KEPT_SECONDS,
        },
      },
    },
  });

  return {
    list,
    async set(host, { until, reason }, by) {
      const inForce = await list();
      if (inForce.length >= MAX_SILENCES && !inForce.some((other) => other.host === host)) {
        throw new ConflictError(
          `${MAX_SILENCES} hosts are silent already: end some of these silences, or narrow the alert routes`,
        );
      }
      const at = now().toISOString();
      const silence: Silence = { host, since: at, until, by, reason };
      const Item = { pk: SILENCES, sk: host, ...silence, expiresAt: seconds(until) };
      const done = await transact(client, [
        { purpose: 'silence' as const, item: { Put: { TableName: table, Item } } },
        logged({ at, by, host, what: 'silenced', until, reason }),
      ]);
      if (!done.done) throw new TransientError('somebody else is at it', { retryAfterSeconds: 1 });
      return silence;
    },
    async end(host, by) {
      const at = now().toISOString();
      const done = await transact(client, [
        {
          purpose: 'silence' as const,
          item: {
            Delete: {
              TableName: table,
              Key: { pk: SILENCES, sk: host },
              ConditionExpression: '#until > :now',
              ExpressionAttributeNames: { '#until': 'until' },
              ExpressionAttributeValues: { ':now': at },
            },
          },
        },
        logged({ at, by, host, what: 'unsilenced' }),
      ]);
      if (done.done) return true;
      if (done.refused.includes('silence')) return false;
      throw new TransientError('somebody else is at it', { retryAfterSeconds: 1 });
    },
    async changes(limit) {
      const items = await query(LOG, { Limit: limit, ScanIndexForward: false });
      return items.map((item) => SilenceChange.parse(item));
    },
  };
}
