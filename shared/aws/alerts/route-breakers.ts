/**
 * A circuit breaker a route, in the `Crashes` table (`B#<route>` / `BREAKER`): a route that fails again and again is left alone
 * for a while, then one delivery tries it. All functions that deliver share it.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

/** Failures in a row that open it. */
const OPENS_AFTER = 3;
const FIRST_OPEN_MS = 30_000;
const MAX_OPEN_MS = 5 * 60_000;
/** So long may the one that tries the route take: then another may. */
const PROBE_MS = 15_000;
const KEPT_SECONDS = 24 * 3600;

/** `closed`: go ahead. `probe`: go ahead, alone. `open`: wait so long. */
export type Gate =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'probe' }
  | { readonly state: 'open'; readonly waitMs: number };

export interface RouteBreakers {
  gate(route: string): Promise<Gate>;
  /** True where this failure opened it: the one that has to tell. */
  failed(route: string, gate: Gate): Promise<boolean>;
  worked(route: string, gate: Gate): Promise<void>;
}

const BreakerItem = z.object({
  failures: z.number().default(0),
  openings: z.number().default(0),
  openUntil: z.number().optional(),
});

export function dynamoBreakers(client: DynamoDBDocumentClient, TableName: string, now: () => Date): RouteBreakers {
  const keyOf = (route: string) => ({ pk: `B#${route}`, sk: 'BREAKER' });
  const expires = (): number => Math.floor(now().getTime() / 1000) + KEPT_SECONDS;

  /** False where the condition does not hold. */
  async function open(
    route: string,
    openMs: number,
    condition: string,
    values: Record<string, unknown>,
    counts: 0 | 1,
  ): Promise<boolean> {
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(route),
          UpdateExpression: 'SET openUntil = :until, expiresAt = :expires ADD openings :counts',
          ConditionExpression: condition,
          ExpressionAttributeValues: {
            ':until': now().getTime() + openMs,
            ':expires': expires(),
            ':counts': counts,
            ...values,
          },
        }),
      );
      return true;
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) return false;
      throw cause;
    }
  }

  async function read(route: string): Promise<z.infer<typeof BreakerItem>> {
    const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(route), ConsistentRead: true }));
    return BreakerItem.parse(Item ?? {});
  }

  return {
    async gate(route) {
      const { failures, openUntil } = await read(route);
      if (openUntil === undefined) return { state: 'closed', failures };
      const waitMs = openUntil - now().getTime();
      if (waitMs > 0) return { state: 'open', waitMs };
      const isMine = await open(route, PROBE_MS, 'openUntil = :seen', { ':seen': openUntil }, 0);
      return isMine ? { state: 'probe' } : { state: 'open', waitMs: PROBE_MS };
    },
    async failed(route, gate) {
      if (gate.state === 'probe') {
        const { openings } = await read(route);
        await open(route, openMs(openings + 1), 'attribute_exists(openUntil)', {}, 1);
        return false;
      }
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(route),
          UpdateExpression: 'SET expiresAt = :expires ADD failures :one',
          ExpressionAttributeValues: { ':one': 1, ':expires': expires() },
          ReturnValues: 'ALL_NEW',
        }),
      );
      if (BreakerItem.parse(Attributes ?? {}).failures < OPENS_AFTER) return false;
      return await open(route, openMs(1), 'attribute_not_exists(openUntil)', {}, 1);
    },
    async worked(route, gate) {
      // Nothing is written where nothing had failed, which is nearly always.
      if (gate.state === 'closed' && gate.failures === 0) return;
      await client.send(new DeleteCommand({ TableName, Key: keyOf(route) }));
    },
  };
}

function openMs(openings: number): number {
  return Math.min(MAX_OPEN_MS, FIRST_OPEN_MS * 2 ** (openings - 1));
}
