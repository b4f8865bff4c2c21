/** Transactions that say which of their parts was refused. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction with what it is for, so that a refusal can be understood. */
export interface Part<Purpose> {
  readonly purpose: Purpose;
  readonly item: TransactItem;
}

/** `refused`: the purposes whose condition did not hold; none where another transaction was at it, and nothing is known. */
export type TransactOutcome<Purpose> =
  { readonly done: true } | { readonly done: false; readonly refused: readonly Purpose[] };

const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

export async function transact<Purpose>(
  client: DynamoDBDocumentClient,
  parts: readonly Part<Purpose>[],
): Promise<TransactOutcome<Purpose>> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: parts.map((part) => part.item) }));
    return { done: true };
  } catch (cause) {
    if (!(cause instanceof TransactionCanceledException)) throw cause;
    const codes = (cause.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
    const refused = parts.filter((_, index) => codes[index] === 'ConditionalCheckFailed').map((part) => part.purpose);
    if (refused.length === 0 && !codes.some((code) => PASSING.has(code))) throw cause;
    return { done: false, refused };
  }
}
