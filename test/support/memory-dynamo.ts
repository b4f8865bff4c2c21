/**
 * DynamoDB in memory, as far as the adapters in shared/aws use it: items by `pk` and `sk`, two indexes, conditions,
 * `SET`/`ADD`/`REMOVE`, transactions, pages. It counts what is written where, so that a test can look for hot partitions.
 */
import { types } from 'node:util';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { checkPlaceholders, conditionHolds, invalid } from './memory-dynamo-conditions.ts';
import type { Expressions } from './memory-dynamo-conditions.ts';
import { copied, Items } from './memory-dynamo-items.ts';
import type { Item } from './memory-dynamo-items.ts';

interface Write extends Expressions {
  readonly kind: 'put' | 'update' | 'delete' | 'check';
  readonly key: Item;
  readonly item?: Item;
}

export interface MemoryDynamo {
  /** To be passed where a document client is expected. */
  readonly client: DynamoDBDocumentClient;
  readonly items: Map<string, Item>;
  /** Items written, by partition key. */
  readonly writes: Map<string, number>;
  /** Items that queries have answered. */
  queried: number;
  /** Calls so far, by the command's name. */
  readonly calls: Map<string, number>;
  /** Items that one BatchGet processes at most, as a busy table does; the other keys are answered as unprocessed. */
  processed?: number;
  /** Items that one answer of a query has at most, as where they are large; the caller's own limit where absent. */
  pageItems?: number;
  /** Called before each command; may throw to play a fault. */
  onCommand?: (name: string, input: unknown) => void;
}

const idOf = (key: Item): string => `${String(key['pk'])}\u0000${String(key['sk'])}`;

export function memoryDynamo(): MemoryDynamo {
  const items = new Items();
  const state: MemoryDynamo = {
    items,
    writes: new Map(),
    calls: new Map(),
    queried: 0,
    client: { send: (command: { constructor: { name: string }; input: never }) => run(command) } as never,
  };

  async function run(command: { constructor: { name: string }; input: never }): Promise<unknown> {
    const name = command.constructor.name;
    const input: unknown = copied(command.input);
    state.calls.set(name, (state.calls.get(name) ?? 0) + 1);
    await Promise.resolve();
    state.onCommand?.(name, input);
    const answer = dispatch(name, input as Item);
    return copied(answer);
  }

  function dispatch(name: string, input: Item): unknown {
    switch (name) {
      case 'GetCommand':
        return { Item: items.get(idOf(input['Key'] as Item)) };
      case 'BatchGetCommand':
        return batchGet(input['RequestItems'] as Record<string, { Keys: Item[] }>);
      case 'PutCommand':
      case 'UpdateCommand':
      case 'DeleteCommand': {
        const write = writeOf(name.replace('Command', ''), input);
        if (!holds(write)) throw new ConditionalCheckFailedException({ message: 'condition', $metadata: {} });
        const old = items.get(idOf(write.key));
        apply(write);
        return attributesAs(input['ReturnValues'], old, items.get(idOf(write.key)));
      }
      case 'TransactWriteCommand':
        transact((input['TransactItems'] as Record<string, Item>[]).map(partOf));
        return {};
      case 'QueryCommand':
        return query(input);
      default:
        throw new Error(`memory-dynamo: ${name} is not played`);
    }
  }

  function batchGet(asked: Record<string, { Keys: Item[] }>): unknown {
    const keys = Object.values(asked).flatMap(({ Keys }) => Keys);
    if (keys.length === 0 || keys.length > 100) throw new Error('BatchGet takes 1 to 100 keys');
    if (new Set(keys.map(idOf)).size < keys.length) throw new Error('BatchGet takes no key twice');
    const limit = state.processed ?? keys.length;
    return {
      Responses: mapValues(asked, ({ Keys }) =>
        Keys.slice(0, limit)
          .map((key) => items.get(idOf(key)))
          .filter((item) => item !== undefined),
      ),
      UnprocessedKeys: keys.length <= limit ? {} : mapValues(asked, (of) => ({ ...of, Keys: of.Keys.slice(limit) })),
    };
  }

  function transact(writes: Write[]): void {
    if (writes.length > 100) throw new Error('a transaction takes 100 items');
    if (new Set(writes.map(({ key }) => idOf(key))).size < writes.length) throw new Error('an item twice');
    const reasons = writes.map((write) => ({ Code: holds(write) ? 'None' : 'ConditionalCheckFailed' }));
    if (reasons.some(({ Code }) => Code !== 'None')) {
      throw new TransactionCanceledException({ message: 'cancelled', CancellationReasons: reasons, $metadata: {} });
    }
    for (const write of writes) apply(write);
  }

  function holds(write: Write): boolean {
    if (write.ConditionExpression === undefined) return true;
    return conditionHolds(write.ConditionExpression, items.get(idOf(write.key)), write);
  }

  function apply(write: Write): void {
    if (write.kind === 'check') return;
    const pk = String(write.key['pk']);
    state.writes.set(pk, (state.writes.get(pk) ?? 0) + 1);
    if (write.kind === 'delete') items.delete(idOf(write.key));
    else if (write.kind === 'put') items.set(idOf(write.key), definedOnly(write.item ?? {}));
    else items.set(idOf(write.key), updated({ ...write.key, ...items.get(idOf(write.key)) }, write));
  }

  function query(input: Item & Expressions): unknown {
    const index = input['IndexName'] as string | undefined;
    const [pkName, skName] = index === undefined ? ['pk', 'sk'] : [`${index}pk`, `${index}sk`];
    checkPlaceholders(input);
    if (index !== undefined && input['ConsistentRead'] === true) throw invalid('an index has no consistent reads');
    const condition = input.KeyConditionExpression ?? '';
    const terms = condition.split(/ AND /).map((term) => term.trim());
    const ofPartition = terms.find((term) => nameOf(term.split(' ')[0] ?? '', input) === pkName);
    const [, operator, value = ''] = ofPartition?.split(' ') ?? [];
    if (operator !== '=') throw invalid('a query names one partition');
    const partition = items.partition(pkName, skName, valueOf(value, undefined, input));
    // An item that lacks a key of the index is not in it.
    const found = partition.filter((item) => item[skName] !== undefined && conditionHolds(condition, item, input));
    if (input['ScanIndexForward'] === false) found.reverse();
    const start = input['ExclusiveStartKey'] as Item | undefined;
    const from = start === undefined ? 0 : found.findIndex((item) => idOf(item) === idOf(start)) + 1;
    const page = found.slice(from, from + Math.min(Number(input['Limit'] ?? 1000), state.pageItems ?? Infinity));
    const last = page.at(-1);
    state.queried += page.length;
    // Filtered after the page was cut, as the service does: a page may be empty and not the last.
    const kept = page.filter((item) =>
      input.FilterExpression === undefined ? true : conditionHolds(input.FilterExpression, item, input),
    );
    return {
      Items: kept,
      Count: kept.length,
      ...(from + page.length < found.length && last !== undefined
        ? { LastEvaluatedKey: { pk: last['pk'], sk: last['sk'] } }
        : {}),
    };
  }

  return state;
}

/** Nothing is answered that was not asked for. */
function attributesAs(
  asked: unknown,
  before: Item | undefined,
  after: Item | undefined,
): { Attributes?: Item | undefined } {
  if (asked === 'ALL_OLD') return { Attributes: before };
  if (asked === 'ALL_NEW') return { Attributes: after };
  if (asked === undefined || asked === 'NONE') return {};
  throw invalid(`ReturnValues of ${JSON.stringify(asked)} are not played`);
}

/** @throws ValidationException for what the service does not take */
function checkWrite(write: Write): void {
  checkPlaceholders(write);
  for (const name of ['pk', 'sk']) {
    const value = write.key[name];
    if (typeof value !== 'string' || value === '') throw invalid(`${name} is not a text of at least one character`);
  }
}

function partOf(part: Record<string, Item>): Write {
  const [[kind, input] = ['', {}]] = Object.entries(part);
  return writeOf(kind, input);
}

function writeOf(kind: string, input: Item): Write {
  const item = input['Item'] as Item | undefined;
  const key = (input['Key'] as Item | undefined) ?? { pk: item?.['pk'], sk: item?.['sk'] };
  const kinds = { Put: 'put', Update: 'update', Delete: 'delete', ConditionCheck: 'check' } as const;
  const write = { ...(input as Expressions), kind: kinds[kind as keyof typeof kinds], key, ...(item && { item }) };
  checkWrite(write);
  return write;
}

function mapValues<T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

const definedOnly = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

const nameOf = (text: string, { ExpressionAttributeNames: names = {} }: Expressions): string => names[text] ?? text;

function valueOf(text: string, item: Item | undefined, expressions: Expressions): unknown {
  if (text.startsWith(':')) return expressions.ExpressionAttributeValues?.[text];
  return item?.[nameOf(text, expressions)];
}

function updated(item: Item, write: Write): Item {
  const clauses = (write.UpdateExpression ?? '').split(/\b(?=SET |ADD |REMOVE |DELETE )/);
  const next = { ...item };
  for (const clause of clauses) {
    const [verb = '', ...rest] = clause.trim().split(' ');
    for (const action of rest.join(' ').split(/,(?![^(]*\))/)) {
      if (verb === 'REMOVE') Reflect.deleteProperty(next, nameOf(action.trim(), write));
      if (verb === 'ADD') {
        const [name = '', value = ''] = action.trim().split(' ');
        const key = nameOf(name, write);
        next[key] = sum(next[key], valueOf(value, item, write));
      }
      if (verb === 'DELETE') {
        const [name = '', value = ''] = action.trim().split(' ');
        const key = nameOf(name, write);
        next[key] = difference(next[key], valueOf(value, item, write));
      }
      if (verb === 'SET') {
        const [name = '', value = ''] = action.split(' = ').map((side) => side.trim());
        next[nameOf(name, write)] = setValue(value, item, write);
      }
    }
  }
  return definedOnly(next);
}

/** Of two numbers, or of two sets. */
function sum(known: unknown, more: unknown): unknown {
  if (!types.isSet(more)) return Number(known ?? 0) + Number(more);
  return new Set([...(types.isSet(known) ? known : []), ...more]);
}

/** DynamoDB keeps no empty set. */
function difference(known: unknown, less: unknown): unknown {
  if (!types.isSet(less)) throw invalid('DELETE takes members out of a set');
  const left = types.isSet(known) ? [...known].filter((member) => !less.has(member)) : [];
  return left.length === 0 ? undefined : new Set(left);
}

function setValue(text: string, item: Item, write: Write): unknown {
  const fallback = /^if_not_exists\((\S+), (\S+)\)$/.exec(text);
  if (fallback?.[1] !== undefined && fallback[2] !== undefined) {
    return item[nameOf(fallback[1], write)] ?? valueOf(fallback[2], item, write);
  }
  if (!/^[#:]?\w+$/.test(text)) throw new Error(`memory-dynamo: ${text} is not played`);
  return valueOf(text, item, write);
}
