/**
 * What any table that the adapters in shared/aws write to has to do: DynamoDB's own conditions, held over the fake in memory and over
 * the embedded AWS.
 */
import { beforeEach, expect, it } from '@jest/globals';
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly TableName: string;
}

/**
 * Tests of an empty table with the keys `pk` and `sk` and an index `gsi1` with the keys `gsi1pk` and `gsi1sk`, all texts. `open` is called before each of them.
 *
 * @param strict false for the embedded AWS (moto), which fails inside where values of two types are put in order, or a name is not given
 */
export function testTable(open: () => Table | Promise<Table>, strict = true): void {
  let table: Table;
  beforeEach(async () => {
    table = await open();
  });
  const key = (sk: string) => ({ pk: 'p', sk });
  const put = (sk: string, more: object = {}, conditions: object = {}) =>
    table.client.send(new PutCommand({ TableName: table.TableName, Item: { ...key(sk), ...more }, ...conditions }));
  const get = async (sk: string) =>
    (await table.client.send(new GetCommand({ TableName: table.TableName, Key: key(sk), ConsistentRead: true }))).Item;
  const update = (sk: string, input: object) =>
    table.client.send(new UpdateCommand({ TableName: table.TableName, Key: key(sk), ...input }));
  const keys = async (input: object) => {
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({ TableName: table.TableName, KeyConditionExpression: 'pk = :pk', ...input }),
    );
    return { keys: Items.map((item) => String(item['sk'])), last: LastEvaluatedKey?.['sk'] as string | undefined };
  };
  const refused = { name: 'ConditionalCheckFailedException' };
  const wrong = { name: 'ValidationException' };

  it('writes where the condition holds, and leaves all as it was where not', async () => {
    const once = { ConditionExpression: 'attribute_not_exists(pk)' };
    await put('a', { n: 1 }, once);
    await expect(put('a', { n: 2 }, once)).rejects.toMatchObject(refused);
    expect(await get('a')).toEqual({ ...key('a'), n: 1 });
    const older = { ConditionExpression: 'n < :n', ExpressionAttributeValues: { ':n': 1 } };
    await expect(put('a', { n: 3 }, older)).rejects.toMatchObject(refused);
    await expect(put('b', { n: 3 }, older)).rejects.toMatchObject(refused);
    expect(await get('b')).toBeUndefined();
  });

  it('answers an item as it was or is where that is asked for, and else nothing', async () => {
    await put('a', { n: 1 });
    const add = { UpdateExpression: 'SET n = :two', ExpressionAttributeValues: { ':two': 2 } };
    // moto says that there are none by an empty record.
    const none = strict ? undefined : {};
    expect((await update('a', add)).Attributes).toEqual(none);
    expect((await update('a', { ...add, ReturnValues: 'ALL_NEW' })).Attributes).toEqual({ ...key('a'), n: 2 });
    const remove = { TableName: table.TableName, Key: key('a') };
    const removed = await table.client.send(new DeleteCommand({ ...remove, ReturnValues: 'ALL_OLD' }));
    expect(removed.Attributes).toEqual({ ...key('a'), n: 2 });
    const again = await table.client.send(new DeleteCommand({ ...remove, ReturnValues: 'ALL_OLD' }));
    expect(again.Attributes).toEqual(none);
  });

  const conditions: [string, boolean][] = [
    ['attribute_not_exists(n) OR n < :two', true],
    ['attribute_exists(n) AND n > :two', false],
    ['(n > :two OR s = :text) AND n = :one', true],
    ['n > :two OR s = :text AND n = :two', false],
    ['NOT n = :two', true],
    ['n IN (:two, :one)', true],
    ['n BETWEEN :one AND :two', true],
    ['begins_with(s, :te) AND nothing <> :one', true],
    ['nothing = :one OR nothing < :one OR nothing > :one', false],
  ];
  if (strict) conditions.push(['s > :one', false]);
  it.each(conditions)('reads %s as %s', async (ConditionExpression, holds) => {
    await put('a', { n: 1, s: 'text' });
    const all = { ':one': 1, ':two': 2, ':text': 'text', ':te': 'te' };
    const values = Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression));
    const change = update('a', {
      UpdateExpression: 'SET seen = :yes',
      ConditionExpression,
      ExpressionAttributeValues: { ...Object.fromEntries(values), ':yes': true },
    });
    if (holds) await change;
    else await expect(change).rejects.toMatchObject(refused);
    expect((await get('a'))?.['seen']).toBe(holds ? true : undefined);
  });

  it('takes no value and no name that is not used, and uses none that is not given', async () => {
    const one = { ':one': 1 };
    await expect(
      update('a', { UpdateExpression: 'SET n = :one', ExpressionAttributeValues: { ...one, ':two': 2 } }),
    ).rejects.toMatchObject(wrong);
    await expect(update('a', { UpdateExpression: 'SET #n = :one', ExpressionAttributeValues: one })).rejects.toEqual(
      strict ? expect.objectContaining(wrong) : expect.anything(),
    );
    expect(await get('a')).toBeUndefined();
  });

  it('sets, adds, removes, and keeps what was set first', async () => {
    await put('a', { n: 1, gone: true, early: 'x' });
    await update('a', {
      UpdateExpression:
        'SET early = if_not_exists(early, :y), later = if_not_exists(later, :y) REMOVE gone ADD n :two, m :two',
      ExpressionAttributeValues: { ':y': 'y', ':two': 2 },
    });
    expect(await get('a')).toEqual({ ...key('a'), n: 3, m: 2, early: 'x', later: 'y' });
  });

  it('adds to a set and takes out of it, once each, and keeps no empty one', async () => {
    await put('a');
    const change = (verb: 'ADD' | 'DELETE', ...marks: string[]) =>
      update('a', { UpdateExpression: `${verb} marks :n`, ExpressionAttributeValues: { ':n': new Set(marks) } });
    await change('ADD', 'x');
    await change('ADD', 'x', 'y');
    expect(await get('a')).toEqual({ ...key('a'), marks: new Set(['x', 'y']) });
    await change('DELETE', 'x', 'z');
    expect(await get('a')).toEqual({ ...key('a'), marks: new Set(['y']) });
    await change('DELETE', 'y');
    await change('DELETE', 'y');
    expect(await get('a')).toEqual(key('a'));
  });

  it('does all of a transaction or nothing, and says which condition failed', async () => {
    await put('a', { n: 1 });
    const transaction = new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName: table.TableName, Item: key('b') } },
        {
          ConditionCheck: {
            TableName: table.TableName,
            Key: key('a'),
            ConditionExpression: 'n = :n',
            ExpressionAttributeValues: { ':n': 2 },
          },
        },
      ],
    });
    const error: unknown = await table.client.send(transaction).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    expect(await get('b')).toBeUndefined();
  });

  it('answers a partition in order, page by page, from either end', async () => {
    for (const sk of ['c', 'a', 'd', 'b']) await put(sk);
    await table.client.send(new PutCommand({ TableName: table.TableName, Item: { pk: 'other', sk: 'e' } }));
    const values = { ExpressionAttributeValues: { ':pk': 'p' } };
    expect((await keys(values)).keys).toEqual(['a', 'b', 'c', 'd']);
    expect((await keys({ ...values, ScanIndexForward: false, Limit: 1 })).keys).toEqual(['d']);
    const first = await keys({ ...values, Limit: 2 });
    expect(first).toEqual({ keys: ['a', 'b'], last: 'b' });
    const second = await keys({ ...values, ExclusiveStartKey: key('b') });
    expect(second).toEqual({ keys: ['c', 'd'], last: undefined });
    const above = {
      KeyConditionExpression: 'pk = :pk AND sk > :b',
      ExpressionAttributeValues: { ':pk': 'p', ':b': 'b' },
    };
    expect((await keys(above)).keys).toEqual(['c', 'd']);
  });

  it('has in an index what its items say now: put, changed, moved, taken out, deleted, and nothing that was refused', async () => {
    const IndexName = 'gsi1';
    const of = async (value: string) =>
      (
        await keys({
          IndexName,
          KeyConditionExpression: 'gsi1pk = :pk',
          ExpressionAttributeValues: { ':pk': value },
        })
      ).keys;
    const move = (sk: string, to: string) => ({
      TableName: table.TableName,
      Key: key(sk),
      UpdateExpression: 'SET gsi1pk = :to',
      ExpressionAttributeValues: { ':to': to },
    });
    const transact = (...TransactItems: NonNullable<TransactWriteCommandInput['TransactItems']>) =>
      table.client.send(new TransactWriteCommand({ TransactItems }));

    expect(await of('x')).toEqual([]);
    await put('a', { gsi1pk: 'x', gsi1sk: '2' });
    await put('b', { gsi1pk: 'x', gsi1sk: '1' });
    await put('without the second key', { gsi1pk: 'x' });
    expect(await of('x')).toEqual(['b', 'a']);
    await table.client.send(new UpdateCommand(move('a', 'y')));
    expect([await of('x'), await of('y')]).toEqual([['b'], ['a']]);
    await update('b', { UpdateExpression: 'REMOVE gsi1pk' });
    expect([await of('x'), await of('y')]).toEqual([[], ['a']]);
    await put('b', { gsi1pk: 'y', gsi1sk: '3' });
    expect(await of('y')).toEqual(['a', 'b']);
    await put('b', { gsi1pk: 'y', gsi1sk: '1' });
    expect(await of('y')).toEqual(['b', 'a']);

    const never = { ConditionExpression: 'attribute_not_exists(pk)' };
    await expect(table.client.send(new UpdateCommand({ ...move('a', 'x'), ...never }))).rejects.toMatchObject(refused);
    await expect(
      transact(
        { Update: move('a', 'x') },
        { Put: { TableName: table.TableName, Item: { ...key('c'), gsi1pk: 'x', gsi1sk: '1' } } },
        { Put: { TableName: table.TableName, Item: key('b'), ...never } },
      ),
    ).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect([await of('x'), await of('y')]).toEqual([[], ['b', 'a']]);
    await transact(
      { Update: move('a', 'x') },
      { Put: { TableName: table.TableName, Item: { ...key('c'), gsi1pk: 'x', gsi1sk: '1' } } },
      { Delete: { TableName: table.TableName, Key: key('b') } },
    );
    expect([await of('x'), await of('y')]).toEqual([['c', 'a'], []]);
    await table.client.send(new DeleteCommand({ TableName: table.TableName, Key: key('a') }));
    expect(await of('x')).toEqual(['c']);
  });

  it('filters a page after it was cut', async () => {
    for (const sk of ['a', 'b', 'c']) await put(sk, { wanted: sk === 'c' });
    const input = { FilterExpression: 'wanted = :yes', ExpressionAttributeValues: { ':pk': 'p', ':yes': true } };
    expect(await keys({ ...input, Limit: 2 })).toEqual({ keys: [], last: 'b' });
    expect((await keys(input)).keys).toEqual(['c']);
  });

  it('answers what is there of many keys, none of them twice, and deletes what is not there without a word', async () => {
    await put('a');
    await table.client.send(new DeleteCommand({ TableName: table.TableName, Key: key('never') }));
    const Keys = [key('a'), key('b')];
    const { Responses } = await table.client.send(
      new BatchGetCommand({ RequestItems: { [table.TableName]: { Keys } } }),
    );
    expect(Responses?.[table.TableName]).toEqual([key('a')]);
  });

  it('takes no empty key', async () => {
    await expect(put('')).rejects.toMatchObject(wrong);
  });
}
