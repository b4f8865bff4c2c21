import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { AlertMetric } from '../../../functions/alert/names.ts';
import { SweepEnv } from '../../../functions/sweep/names.ts';
import { SYMBOLS_PREFIX } from '../../../shared/aws/symbols/objects.ts';
import { allowObjects, allowSend, allowTable } from '../../constructs/grants.ts';
import { alarmText } from '../../constructs/house.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import type { StorageStack } from '../storage-stack.ts';
import type { Consumer } from './consumer.ts';

/** Looks every few minutes after what nobody comes back for. */
export function sweepFunction(scope: Construct, storage: StorageStack, triage: Consumer): HouseFunction {
  const { house } = storage;
  const handler = new HouseFunction(scope, 'Sweep', {
    house,
    name: 'sweep',
    description: 'gives up stale uploads and sends lost work again',
    timeout: Duration.minutes(5),
    environment: {
      [SweepEnv.DumpBucket]: storage.dumps.bucketName,
      [SweepEnv.UploadTable]: storage.uploadTable.tableName,
      [SweepEnv.CrashTable]: storage.crashTable.tableName,
      [SweepEnv.ImageTable]: storage.imageTable.tableName,
      [SweepEnv.SymbolBucket]: storage.symbols.bucketName,
      [SweepEnv.BusName]: storage.bus.eventBusName,
      [SweepEnv.TriageQueueUrl]: triage.queue.queue.queueUrl,
    },
  });
  allowObjects(handler, storage.dumps, { prefix: 'uploads/', actions: ['GetObject'] });
  allowTable(handler, storage.uploadTable, ['GetItem', 'Query', 'UpdateItem']);
  allowTable(handler, storage.crashTable, ['GetItem', 'BatchGetItem', 'Query', 'DeleteItem']);
  allowTable(handler, storage.imageTable, ['Query', 'DeleteItem']);
  allowObjects(handler, storage.symbols, { prefix: SYMBOLS_PREFIX, actions: ['DeleteObject'], list: false });
  allowSend(handler, triage.queue.queue);
  storage.bus.grantPutEventsTo(handler);
  new Rule(scope, 'SweepSchedule', {
    description: 'Purgatory: what nobody comes back for',
    schedule: Schedule.rate(Duration.minutes(5)),
    targets: [new LambdaFunction(handler, { retryAttempts: 0 })],
  });
  handler
    .metricInvocations({ period: Duration.minutes(30), statistic: 'sum' })
    .createAlarm(scope, 'SweepMissing', {
      alarmDescription: alarmText(house, 'The sweep has not run for half an hour.', 'sweep-missing'),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.BREACHING,
    })
    .addAlarmAction(new SnsAction(house.alarmTopic));
  return handler;
}

/** The promise to the on-call: from the announcement of an upload to its alert. */
export function timeToAlertAlarm(scope: Construct, storage: StorageStack): void {
  const { house } = storage;
  new Metric({
    namespace: 'Purgatory',
    metricName: AlertMetric.SecondsToAlert,
    dimensionsMap: { service: 'alert' },
    statistic: 'p95',
    period: Duration.minutes(15),
  })
    .createAlarm(scope, 'TimeToAlert', {
      alarmDescription: alarmText(house, 'One alert in twenty took longer than two minutes.', 'time-to-alert'),
      threshold: 120,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    .addAlarmAction(new SnsAction(house.alarmTopic));
}
