/** Who has how many of Lambda's executions, and what becomes of messages when there are none. */
import { describe, expect, it } from '@jest/globals';
import { Capacities, UNRESERVED_MINIMUM } from '../../../../infra/limits.ts';
import type { CapacityName } from '../../../../infra/limits.ts';
import { synthesise } from '../../synthesise.ts';
import type { DeployedResource } from '../deployed.ts';
import { everythingFor, world } from '../world.ts';
import type { World } from '../world.ts';

const CAPACITIES = Object.keys(Capacities) as CapacityName[];
const worldOf = (capacity: CapacityName): World => (capacity === 'standard' ? world() : world(everythingFor(capacity)));

const nameOf = ({ properties }: DeployedResource): string =>
  (properties['Environment'] as { Variables: Record<string, string> }).Variables['POWERTOOLS_SERVICE_NAME'] ?? '';

function functionsOf(aws: World): ReadonlyMap<string, DeployedResource> {
  return new Map(aws.of('AWS::Lambda::Function').map((fn) => [nameOf(fn), fn]));
}

interface Source {
  readonly name: string;
  readonly fn: DeployedResource;
  readonly queue: DeployedResource;
  readonly mapping: Readonly<Record<string, unknown>>;
}

function sourcesOf(aws: World): Source[] {
  return aws.of('AWS::Lambda::EventSourceMapping').map(({ properties: mapping }) => {
    const fn = aws
      .of('AWS::Lambda::Function')
      .find(({ ref, arn }) => [ref, arn].includes(String(mapping['FunctionName'])));
    if (fn === undefined) throw new Error('a source without its function');
    return { name: nameOf(fn), fn, queue: aws.byArn(String(mapping['EventSourceArn'])), mapping };
  });
}

const reservedOf = ({ properties }: DeployedResource): number | undefined =>
  properties['ReservedConcurrentExecutions'] as number | undefined;
const boundOf = ({ mapping }: Source): number =>
  (mapping['ScalingConfig'] as { MaximumConcurrency: number }).MaximumConcurrency;

describe.each(CAPACITIES)('with capacity=%s', (capacity) => {
  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
  it('every event source has a bound that Lambda takes, and whoever has a reservation is not asked for more', () => {
    const sources = sourcesOf(worldOf(capacity));
    const further = capacity === 'new-account' ? [] : ['debuginfod'];
    expect(sources.map(({ name }) => name).sort()).toEqual(['alert', ...further, 'examine', 'seal', 'triage']);
    for (const source of sources) {
      expect(boundOf(source)).toBeGreaterThanOrEqual(2);
      expect(boundOf(source)).toBeLessThanOrEqual(1000);
      expect([source.name, boundOf(source) <= (reservedOf(source.fn) ?? Infinity)]).toEqual([source.name, true]);
    }
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
  it('leaves what Lambda keeps unreserved, and room there for all that has no reservation', () => {
    const aws = worldOf(capacity);
    const reserved = [...functionsOf(aws).values()].reduce((sum, fn) => sum + (reservedOf(fn) ?? 0), 0);
    const { account } = Capacities[capacity].concurrency;
    const left = account - reserved;
    if (reserved > 0) expect(left).toBeGreaterThanOrEqual(UNRESERVED_MINIMUM);
    const others = sourcesOf(aws).filter(({ fn }) => reservedOf(fn) === undefined);
    const sum = others.reduce((total, source) => total + boundOf(source), 0);
    expect(sum).toBeLessThan(left);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  it('hides a message for six times the time-out of its function and the time that a batch is gathered', () => {
    for (const { name, fn, queue, mapping } of sourcesOf(worldOf(capacity))) {
      const wanted = 6 * Number(fn.properties['Timeout']) + Number(mapping['MaximumBatchingWindowInSeconds'] ?? 0);
      expect([name, Number(queue.properties['VisibilityTimeout']) >= wanted]).toEqual([name, true]);
      expect(Number(queue.properties['VisibilityTimeout'])).toBeLessThanOrEqual(43_200);
    }
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: at least five
  it('delivers a message more often than its function tries it, so that a delivery without room for it costs nothing', () => {
    for (const { name, fn, queue } of sourcesOf(worldOf(capacity))) {
      const { maxReceiveCount } = queue.properties['RedrivePolicy'] as { maxReceiveCount: number };
      const { Variables } = fn.properties['Environment'] as { Variables: Record<string, string> };
      const attempts = Number(Variables['MAX_RECEIVES']);
      expect([name, maxReceiveCount >= 2 * attempts]).toEqual([name, true]);
    }
  });

  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  it('keeps a message through all its deliveries, and dead ones for longer: their age counts from the first queue on', () => {
    for (const { name, queue } of sourcesOf(worldOf(capacity))) {
      const { deadLetterTargetArn, maxReceiveCount } = queue.properties['RedrivePolicy'] as {
        deadLetterTargetArn: string;
        maxReceiveCount: number;
      };
      const kept = Number(queue.properties['MessageRetentionPeriod']);
      const deliveries = maxReceiveCount * Number(queue.properties['VisibilityTimeout']);
      expect([name, deliveries < kept]).toEqual([name, true]);
      const dead = worldOf(capacity).byArn(deadLetterTargetArn);
      expect(Number(dead.properties['MessageRetentionPeriod'])).toBeGreaterThan(kept);
    }
  });
});

describe('in a standard account', () => {
  it('what an alert waits for has executions of its own; hosts and questions can only use up theirs', () => {
    const functions = functionsOf(world());
    const reserved = [...functions].flatMap(([name, fn]) => (reservedOf(fn) === undefined ? [] : [name]));
    expect(reserved.sort()).toEqual(['alert', 'explore', 'ingest', 'triage']);
  });
});

describe('in a new account', () => {
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  it('nothing is reserved, nothing takes more than 3,008 MB, and one host at a time holds a function', () => {
    const functions = functionsOf(worldOf('new-account'));
    for (const [name, fn] of functions) {
      expect([name, reservedOf(fn), Number(fn.properties['MemorySize']) <= 3008]).toEqual([name, undefined, true]);
    }
    const ingest = functions.get('ingest')?.properties['Environment'] as { Variables: Record<string, string> };
    expect(ingest.Variables['LONG_POLLS']).toBe('1');
  });
});

describe('numbers that do not fit together', () => {
  it.each([
    ['accountConcurrency', { accountConcurrency: '500' }],
    ['accountConcurrency', { ingestConcurrency: '900' }],
    ['accountConcurrency', { exploreConcurrency: '500' }],
    ['examineConcurrency', { examineConcurrency: '1' }],
    ['triageConcurrency', { triageConcurrency: '1001', accountConcurrency: '5000' }],
    ['longPolls', { longPolls: '500' }],
    ['debuginfodServer', { debuginfodServer: 'https://debuginfod.example.com', capacity: 'new-account' }],
    ['debuginfodServer', { debuginfodServer: 'http://debuginfod.example.com' }],
    ['debuginfodServer', { debuginfodServer: 'https://10.0.0.1' }],
    ['capacity', { capacity: 'huge' }],
  ])('are refused by the name %s', (name, context) => {
    expect(() => synthesise(context)).toThrow(new RegExp(`CDK context: ${name}: `));
  });
});
