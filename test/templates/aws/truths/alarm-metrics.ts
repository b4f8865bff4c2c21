/** What each alarm counts, and what makes it ring: an alarm on a metric that nobody writes is as quiet as one that is well. */
import { describe, expect, it } from '@jest/globals';
import { AlertMetric } from '../../../../functions/alert/names.ts';
import type { DeployedResource } from '../deployed.ts';
import { world } from '../world.ts';

interface Alarm {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  /** In seconds. */
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData?: string;
}

const alarms = (): readonly Alarm[] =>
  world()
    .of('AWS::CloudWatch::Alarm')
    .map(({ properties }) => properties as unknown as Alarm);

/** The one alarm on a metric. A metric is its namespace, its name and all of its dimensions: with one more or less it is another. */
function alarmOn(namespace: string, metric: string, dimensions: Readonly<Record<string, string>>): Alarm {
  const found = alarms().filter(
    ({ Namespace, MetricName, Dimensions }) =>
      Namespace === namespace &&
      MetricName === metric &&
      Dimensions.length === Object.keys(dimensions).length &&
      Dimensions.every(({ Name, Value }) => dimensions[Name] === Value),
  );
  const [alarm] = found;
  if (alarm === undefined || found.length > 1) {
    throw new Error(`${found.length} alarms on ${namespace} ${metric} of ${JSON.stringify(dimensions)}`);
  }
  return alarm;
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** A percentile is the least value that so many of a hundred do not exceed: CloudWatch interpolates, which changes nothing here. */
function statisticOf(name: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (name === 'Sum') return sum;
  if (name === 'Average') return sum / values.length;
  if (name === 'SampleCount') return values.length;
  if (name === 'Maximum') return Math.max(...values);
  if (name === 'Minimum') return Math.min(...values);
  const [, percent] = /^p(\d+)$/.exec(name) ?? [];
  if (percent === undefined) throw new Error(`the statistic ${name} is not known here`);
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((Number(percent) / 100) * sorted.length) - 1] ?? Number.NaN;
}

/**
 * Whether the alarm rings once these values came in one period, after periods in which none did.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
function rings(alarm: Alarm, values: readonly number[]): boolean {
  const { EvaluationPeriods: periods, DatapointsToAlarm: wanted = periods, TreatMissingData: missing } = alarm;
  const compare = COMPARISONS[alarm.ComparisonOperator];
  if (compare === undefined) throw new Error(`the comparison ${alarm.ComparisonOperator} is not known here`);
  const name = alarm.Statistic ?? alarm.ExtendedStatistic ?? '';
  const silence = missing === 'breaching';
  const last = values.length === 0 ? silence : compare(statisticOf(name, values), alarm.Threshold);
  return Number(last) + (silence ? periods - 1 : 0) >= wanted;
}

const variables = (fn: DeployedResource): Readonly<Record<string, string>> =>
  (fn.properties['Environment'] as { Variables: Record<string, string> }).Variables;

describe('an alarm', () => {
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html: a 1 for each that failed, a 0 for each that did not
  it.each(['Errors', 'Throttles'])('on %s of every function rings for one among many, and not for none', (metric) => {
    for (const fn of world().of('AWS::Lambda::Function')) {
      const alarm = alarmOn('AWS/Lambda', metric, { FunctionName: fn.ref });
      const heard = [[0, 0, 1, 0, 0, 0], [1], [0, 0, 0], []].map((values) => rings(alarm, values));
      expect([fn.id, heard]).toEqual([fn.id, [true, true, false, false]]);
      expect([fn.id, alarm.Period]).toEqual([fn.id, 300]);
    }
  });

  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html: in seconds
  it('on the age of a queue rings at what its text says, were it for a moment', () => {
    const queues = world()
      .of('AWS::SQS::Queue')
      .filter(({ properties }) => 'RedrivePolicy' in properties);
    expect(queues.length).toBeGreaterThan(0);
    for (const queue of queues) {
      const alarm = alarmOn('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: nameOf(queue) });
      const age = queue.id.startsWith('Debuginfod') ? 7200 : 600;
      const heard = [[0, age, 0], [age - 1], []].map((values) => rings(alarm, values));
      expect([queue.id, heard, alarm.Period]).toEqual([queue.id, [true, false, false], 60]);
    }
  });

  it('on dead letters rings for the first of them', () => {
    const dead = world()
      .of('AWS::SQS::Queue')
      .filter(({ properties }) => !('RedrivePolicy' in properties));
    expect(dead.length).toBeGreaterThan(0);
    for (const queue of dead) {
      const alarm = alarmOn('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: nameOf(queue) });
      const heard = [[0, 1, 0], [0], []].map((values) => rings(alarm, values));
      expect([queue.id, heard, alarm.Period]).toEqual([queue.id, [true, false, false], 60]);
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
  it('on answers of 500 and above rings for five in five minutes, and knows the API by its name', () => {
    const [api] = world().of('AWS::ApiGateway::RestApi');
    const alarm = alarmOn('AWS/ApiGateway', '5XXError', { ApiName: String(api?.properties['Name']) });
    const heard = [[0, 1, 1, 1, 0, 1, 1], [1, 1, 1, 1, 0], []].map((values) => rings(alarm, values));
    expect([heard, alarm.Period]).toEqual([[true, false, false], 300]);
  });

  // Lambda writes no metric for a function that nobody calls: what is missing is what has to ring.
  it('on the sweep rings when nothing was counted for half an hour, in which it is due more than twice', () => {
    const sweep = functionNamed('sweep');
    const alarm = alarmOn('AWS/Lambda', 'Invocations', { FunctionName: sweep.ref });
    const heard = [[], [1], [1, 1, 1, 1, 1, 1]].map((values) => rings(alarm, values));
    expect(heard).toEqual([true, false, false]);
    expect([alarm.Period, alarm.EvaluationPeriods]).toEqual([1800, 1]);
    const [rule] = world()
      .of('AWS::Events::Rule')
      .filter(({ properties }) => (properties['Targets'] as { Arn: string }[]).some(({ Arn }) => Arn === sweep.arn));
    expect(rule?.properties).toMatchObject({ State: 'ENABLED' });
    const [, minutes] = /^rate\((\d+) minutes\)$/.exec(String(rule?.properties['ScheduleExpression'])) ?? [];
    expect(2 * 60 * Number(minutes)).toBeLessThan(alarm.Period);
  });

  // https://docs.aws.amazon.com/powertools/typescript/latest/features/metrics/: the dimension `service` is the function's own
  it('on the time to an alert counts what the function `alert` writes, and rings when one in twenty takes two minutes', () => {
    const names = variables(functionNamed('alert'));
    const namespace = names['POWERTOOLS_METRICS_NAMESPACE'] ?? '';
    const service = names['POWERTOOLS_SERVICE_NAME'] ?? '';
    const alarm = alarmOn(namespace, AlertMetric.SecondsToAlert, { service });
    const slow = (count: number): number[] => Array.from({ length: 100 }, (_, i) => (i < count ? 120 : 5));
    const heard = [slow(6), slow(4), [119], []].map((values) => rings(alarm, values));
    expect([heard, alarm.Period]).toEqual([[true, false, false, false], 900]);
  });

  it('is one of these: each is held to what it counts', () => {
    const functions = world().of('AWS::Lambda::Function').length;
    const queues = world().of('AWS::SQS::Queue').length;
    expect(alarms()).toHaveLength(2 * functions + queues + ['5XXError', 'Invocations', 'SecondsToAlert'].length);
  });
});

const nameOf = (queue: DeployedResource): string => queue.arn.split(':').at(-1) ?? '';

function functionNamed(name: string): DeployedResource {
  const fn = world()
    .of('AWS::Lambda::Function')
    .find((each) => variables(each)['POWERTOOLS_SERVICE_NAME'] === name);
  if (fn === undefined) throw new Error(`there is no function ${name}`);
  return fn;
}
