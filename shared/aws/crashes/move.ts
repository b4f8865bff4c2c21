/** Taking one occurrence from its group to another, with all that was counted for it. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Occurrence } from '../../contract/crashes.ts';
import { Keys } from './items.ts';
import { counterUpdate, hostUpdate, occurrenceItem } from './record.ts';
import type { RecordContext } from './record.ts';
import { transact, untilSettled } from './transact.ts';
import type { Part } from './transact.ts';

type Purpose = 'occurrence' | 'other';

/** Answers false where the occurrence is not (or no longer) in the group that it is said to be in. */
export async function moveOccurrence(context: RecordContext, occurrence: Occurrence, to: string): Promise<boolean> {
  const { crashId: from, host } = occurrence;
  if (from === to) return false;
  return await untilSettled(`upload ${occurrence.uploadId}`, async () => {
    const [oldCount, newCount] = await Promise.all([
      from === undefined ? 0 : timesOnHost(context, host, from),
      timesOnHost(context, host, to),
    ]);
    const outcome = await transact(context.client, partsOf(context, occurrence, to, oldCount, newCount));
    if (outcome.done) return true;
    return outcome.refused.includes('occurrence') ? false : undefined;
  });
}

async function timesOnHost({ client, table }: RecordContext, host: string, id: string): Promise<number> {
  const answer = await client.send(
    new GetCommand({ TableName: table, Key: Keys.host(host, id), ConsistentRead: true }),
  );
  return Number(answer.Item?.['n'] ?? 0);
}

function partsOf(
  context: RecordContext,
  occurrence: Occurrence,
  to: string,
  oldCount: number,
  newCount: number,
): Part<Purpose>[] {
  const { table, pickShard } = context;
  const { crashId: from, host } = occurrence;
  const moved = { ...occurrence, crashId: to };
  const parts: Part<Purpose>[] = [
    {
      purpose: 'occurrence',
      item: {
        Put: {
          TableName: table,
          Item: occurrenceItem(moved, context),
          ...(from === undefined
            ? { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(crashId)' }
            : { ConditionExpression: 'crashId = :from', ExpressionAttributeValues: { ':from': from } }),
        },
      },
    },
    { purpose: 'other', item: hostUpdate(context, to, host, [moved], newCount > 0) },
    { purpose: 'other', item: counterUpdate(table, to, pickShard(), [moved], newCount > 0 ? 0 : 1) },
  ];
  if (from === undefined) return parts;
  const uncounted = {
    purpose: 'other' as const,
    item: counterUpdate(table, from, pickShard(), [occurrence], oldCount === 1 ? 1 : 0, -1),
  };
  // That the host had it may be forgotten by now.
  if (oldCount === 0) return [...parts, uncounted];
  const was = {
    TableName: table,
    Key: Keys.host(host, from),
    ConditionExpression: '#n = :n',
    ExpressionAttributeNames: { '#n': 'n' },
  };
  return [
    ...parts,
    {
      purpose: 'other',
      item:
        oldCount === 1
          ? { Delete: { ...was, ExpressionAttributeValues: { ':n': oldCount } } }
          : {
              Update: {
                ...was,
                UpdateExpression: 'ADD #n :less',
                ExpressionAttributeValues: { ':n': oldCount, ':less': -1 },
              },
            },
    },
    uncounted,
  ];
}
