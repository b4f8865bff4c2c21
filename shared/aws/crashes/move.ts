/** Putting one occurrence in another's place, in its own group or in another one, with all that was counted for it; or taking it back. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Occurrence } from '../../contract/crashes.ts';
import { untilSettled } from '../runtime/until-settled.ts';
import { Keys } from './items.ts';
import { counterChange, counterUpdate, effectParts, hostUpdate, occurrenceItem } from './record.ts';
import type { Effects, EffectsOf, GroupedOccurrence, RecordContext } from './record.ts';
import { transact } from './transact.ts';
import type { Part, TransactItem } from './transact.ts';

type Purpose = 'occurrence' | 'other';

const NOTHING: Effects = { events: [] };

/**
 * `next` takes the place of `previous`: one upload, its group as it is said to be. `effectsOf` says what else goes into the transaction.
 *
 * @returns undefined where `previous` is not (or no longer) what is on record
 */
export async function replaceOccurrence(
  context: RecordContext,
  previous: Occurrence,
  next: GroupedOccurrence,
  effectsOf: EffectsOf = () => Promise.resolve(NOTHING),
): Promise<Effects | undefined> {
  const isMoved = previous.crashId !== next.crashId;
  const answer = await untilSettled(`upload ${next.uploadId}`, async () => {
    const [oldCount, newCount] = isMoved
      ? await Promise.all([timesOnHost(context, previous), timesOnHost(context, next)])
      : [0, 0];
    const effects = isMoved ? await effectsOf([next]) : NOTHING;
    const parts: Part<Purpose>[] = [
      { purpose: 'occurrence', item: putInPlace(context, previous, next) },
      ...(isMoved
        ? [...taken(context, previous, oldCount), ...given(context, next, newCount)]
        : amended(context, previous, next)
      ).map((item): Part<Purpose> => ({ purpose: 'other', item })),
      ...effectParts(context.table, next.crashId, effects).map((item): Part<Purpose> => ({ purpose: 'other', item })),
    ];
    const outcome = await transact(context.client, parts);
    if (outcome.done) return { effects };
    return outcome.refused.includes('occurrence') ? {} : undefined;
  });
  return 'effects' in answer ? answer.effects : undefined;
}

/** Takes an occurrence back: its crash is counted under another upload. False where it is not on record as it is said to be. */
export async function removeOccurrence(context: RecordContext, occurrence: Occurrence): Promise<boolean> {
  return await untilSettled(`upload ${occurrence.uploadId}`, async () => {
    const count = await timesOnHost(context, occurrence);
    const outcome = await transact<Purpose>(context.client, [
      {
        purpose: 'occurrence',
        item: {
          Delete: { TableName: context.table, Key: Keys.occurrence(occurrence.uploadId), ...asItWas(occurrence) },
        },
      },
      ...taken(context, occurrence, count).map((item): Part<Purpose> => ({ purpose: 'other', item })),
    ]);
    if (outcome.done) return true;
    return outcome.refused.includes('occurrence') ? false : undefined;
  });
}

async function timesOnHost({ client, table }: RecordContext, { host, crashId }: Occurrence): Promise<number> {
  if (crashId === undefined) return 0;
  const answer = await client.send(
    new GetCommand({ TableName: table, Key: Keys.host(host, crashId), ConsistentRead: true }),
  );
  return Number(answer.Item?.['n'] ?? 0);
}

function asItWas({ crashId, capturedAt }: Occurrence) {
  return crashId === undefined
    ? {
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(crashId) AND capturedAt = :captured',
        ExpressionAttributeValues: { ':captured': capturedAt },
      }
    : {
        ConditionExpression: 'crashId = :from AND capturedAt = :captured',
        ExpressionAttributeValues: { ':from': crashId, ':captured': capturedAt },
      };
}

function putInPlace(context: RecordContext, previous: Occurrence, next: GroupedOccurrence): TransactItem {
  return { Put: { TableName: context.table, Item: occurrenceItem(next, context), ...asItWas(previous) } };
}

function amended({ table, pickShard }: RecordContext, previous: Occurrence, next: GroupedOccurrence): TransactItem[] {
  const change = counterChange(table, next.crashId, pickShard(), previous, next);
  return change === undefined ? [] : [change];
}

function given(context: RecordContext, next: GroupedOccurrence, times: number): TransactItem[] {
  const { table, pickShard } = context;
  return [
    hostUpdate(context, next.crashId, next.host, [next], times > 0),
    counterUpdate(table, next.crashId, pickShard(), [next], times > 0 ? 0 : 1),
  ];
}

/** @param times how often the group was seen on the host, this one included */
function taken({ table, pickShard }: RecordContext, previous: Occurrence, times: number): TransactItem[] {
  const { crashId: from, host } = previous;
  if (from === undefined) return [];
  const uncounted = counterUpdate(table, from, pickShard(), [previous], times === 1 ? 1 : 0, -1);
  // That the host had it may be forgotten by now.
  if (times === 0) return [uncounted];
  const was = {
    TableName: table,
    Key: Keys.host(host, from),
    ConditionExpression: '#n = :n',
    ExpressionAttributeNames: { '#n': 'n' },
  };
  const less =
    times === 1
      ? { Delete: { ...was, ExpressionAttributeValues: { ':n': times } } }
      : {
          Update: {
            ...was,
            UpdateExpression: 'ADD #n :less',
            ExpressionAttributeValues: { ':n': times, ':less': -1 },
          },
        };
  return [uncounted, less];
}
