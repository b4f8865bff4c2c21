/** What each service is asked, by the SDK's own clients, and what its answers are taken for. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { eventBus } from '../../../../../shared/aws/runtime/events.ts';
import { askFunction } from '../../../../../shared/aws/runtime/invoke.ts';
import { hasSecret, secretText } from '../../../../../shared/aws/runtime/secrets.ts';
import type { PurgatoryEvent } from '../../../../../shared/contract/events.ts';
import { NotFoundError, TransientError } from '../../../../../shared/errors.ts';

const eventBridge = mockClient(EventBridgeClient);
const lambda = mockClient(LambdaClient);
const secrets = mockClient(SecretsManagerClient);
const mocks = [eventBridge, lambda, secrets];
beforeEach(() => {
  for (const mock of mocks) mock.reset();
});
afterEach(() => {
  for (const mock of mocks) mock.reset();
});
const REGION = { region: 'eu-central-1' };

describe('the bus', () => {
  const event = (id: string) =>
    ({ name: 'dump.examined', detail: { id, occurredAt: '2026-11-23T02:15:00.000Z' } }) as unknown as PurgatoryEvent;
  const events = (count: number) => Array.from({ length: count }, (_, i) => event(String(i)));
  const bus = eventBus(new EventBridgeClient(REGION), 'purgatory');
  const sent = () =>
    eventBridge.commandCalls(PutEventsCommand).map(({ args: [command] }) => command.input.Entries ?? []);

  it('gets each event once and in order, ten a call, with its name, its time and all that it tells', async () => {
    eventBridge.on(PutEventsCommand).resolves({ Entries: [{ EventId: '1' }] });
    await bus.publish(events(21));
    expect(sent().map(({ length }) => length)).toEqual([10, 10, 1]);
    const details = sent()
      .flat()
      .map(({ Detail = '' }) => (JSON.parse(Detail) as { id: string }).id);
    expect(details).toEqual(events(21).map(({ detail }) => detail.id));
    expect(sent()[0]?.[0]).toEqual({
      EventBusName: 'purgatory',
      Source: 'purgatory',
      DetailType: 'dump.examined',
      Detail: JSON.stringify(event('0').detail),
      Time: new Date('2026-11-23T02:15:00.000Z'),
    });
  });

  it('is not asked anything where there is nothing to tell, nor a call more than it takes', async () => {
    eventBridge.on(PutEventsCommand).resolves({ Entries: [] });
    await bus.publish([]);
    expect(sent()).toEqual([]);
    await bus.publish(events(10));
    expect(sent()).toHaveLength(1);
  });

  it('that refuses one event of many is asked again later, and why is said', async () => {
    const refused = { ErrorCode: 'ThrottlingException', ErrorMessage: 'too many' };
    eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ EventId: '1' }, refused] });
    const failed = await bus.publish(events(2)).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TransientError);
    expect((failed as Error).message).toBe('the bus refused an event: ThrottlingException too many');
    eventBridge.on(PutEventsCommand).resolves({ Entries: [{ ErrorCode: 'InternalFailure' }] });
    await expect(bus.publish(events(1))).rejects.toThrow(/^the bus refused an event: InternalFailure $/);
  });
});

describe('a function that is asked', () => {
  const ask = askFunction(new LambdaClient(REGION), 'signer');
  const answers = (text: string, more = {}) =>
    lambda.on(InvokeCommand).resolves({ Payload: Buffer.from(text) as never, ...more });

  it('is sent the question as JSON, and its answer is read as that', async () => {
    answers('{"signed":true}');
    expect(await ask({ digest: 'ab' })).toEqual({ signed: true });
    const [call] = lambda.commandCalls(InvokeCommand);
    expect(call?.args[0].input.FunctionName).toBe('signer');
    expect(Buffer.from(call?.args[0].input.Payload as Uint8Array).toString()).toBe('{"digest":"ab"}');
  });

  it('may fail and be asked again: what it says then is no answer', async () => {
    answers('{"errorMessage":"secret"}', { FunctionError: 'Unhandled' });
    const failed = await ask({}).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TransientError);
    expect((failed as Error).message).toBe('the function signer failed: Unhandled');
  });

  it('that says nothing has given no answer', async () => {
    lambda.on(InvokeCommand).resolves({});
    await expect(ask({})).rejects.toThrow(SyntaxError);
  });
});

describe('a secret', () => {
  const client = new SecretsManagerClient(REGION);
  const missing = new ResourceNotFoundException({ message: 'none', $metadata: {} });

  it('is read when it is first needed, and again five minutes later, when it may have been changed', async () => {
    let now = 1_000_000;
    const read = secretText(client, 'purgatory/key', () => new Date(now));
    secrets.on(GetSecretValueCommand, { SecretId: 'purgatory/key' }).resolves({ SecretString: 'old' });
    expect(await read()).toBe('old');
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'new' });
    now += 5 * 60_000 - 1;
    expect(await read()).toBe('old');
    now += 1;
    expect(await read()).toBe('new');
    expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(2);
  });

  it('that holds no text is none, and is asked for again', async () => {
    const read = secretText(client, 'purgatory/key');
    secrets.on(GetSecretValueCommand).resolves({ SecretBinary: new Uint8Array(1) });
    const failed = await read().catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(NotFoundError);
    expect((failed as Error).message).toContain('purgatory/key');
    secrets.on(GetSecretValueCommand).resolves({ SecretString: '' });
    expect(await read()).toBe('');
  });

  it('is there or is not; one that is about to be deleted is not; whoever cannot say says so', async () => {
    secrets.on(DescribeSecretCommand, { SecretId: 'there' }).resolves({});
    secrets.on(DescribeSecretCommand, { SecretId: 'going' }).resolves({ DeletedDate: new Date() });
    secrets.on(DescribeSecretCommand, { SecretId: 'missing' }).rejects(missing);
    secrets.on(DescribeSecretCommand, { SecretId: 'denied' }).rejects(new Error('AccessDenied'));
    expect(await Promise.all(['there', 'going', 'missing'].map((name) => hasSecret(client, name)))).toEqual([
      true,
      false,
      false,
    ]);
    await expect(hasSecret(client, 'denied')).rejects.toThrow('AccessDenied');
  });
});
