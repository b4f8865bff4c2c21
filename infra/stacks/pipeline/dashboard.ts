import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  Metric,
  PeriodOverride,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlertMetric } from '../../../functions/alert/names.ts';
import { ExamineMetric } from '../../../functions/examine/names.ts';
import { SealMetric } from '../../../functions/seal/names.ts';
import { SweepMetric } from '../../../functions/sweep/names.ts';
import { TriageMetric } from '../../../functions/triage/names.ts';
import type { HouseFunction } from '../../constructs/house-function.ts';
import type { StorageStack } from '../storage-stack.ts';
import type { Consumer } from './consumer.ts';

const FIVE_MINUTES = Duration.minutes(5);
const HALF = 12;
const THIRD = 8;

/** A metric that a function sends of itself. */
function own(service: string, metricName: string, statistic: string, label?: string): IMetric {
  return new Metric({
    namespace: 'Purgatory',
    metricName,
    dimensionsMap: { service },
    statistic,
    period: FIVE_MINUTES,
    ...(label === undefined ? {} : { label }),
  });
}

/** The way of a crash at one look: from what arrives to who was told, and what waits or failed on the way. */
export function pipelineDashboard(
  scope: Construct,
  storage: StorageStack,
  parts: { readonly consumers: Readonly<Record<string, Consumer>>; readonly sweep: HouseFunction },
): Dashboard {
  const consumers = Object.entries(parts.consumers);
  const functions = [
    ...consumers.map(([name, { handler }]) => [name, handler] as const),
    ['Sweep', parts.sweep] as const,
  ];
  const graph = (title: string, left: IMetric[], width: number, right: IMetric[] = []) =>
    new GraphWidget({ title, left, right, width, height: 6 });
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: 'Purgatory',
    periodOverride: PeriodOverride.AUTO,
    defaultInterval: Duration.hours(12),
  });
  dashboard.addWidgets(
    new TextWidget({
      markdown: `What to do about an alarm: ${storage.house.settings.runbookUrl}. One upload's way: filter the logs by its \`uploadId\`.`,
      width: 24,
      height: 1,
    }),
  );
  dashboard.addWidgets(
    new SingleValueWidget({
      title: 'From panic to alert',
      width: HALF,
      height: 6,
      metrics: [
        own('alert', AlertMetric.SecondsToAlert, 'p50', 'half of them within (s)'),
        own('alert', AlertMetric.SecondsToAlert, 'p95', '95 % within (s)'),
        own('alert', AlertMetric.AlertsSent, 'sum', 'alerts sent'),
      ],
    }),
    graph(
      'Crashes',
      [
        own('triage', TriageMetric.OccurrencesAdded, 'sum', 'occurrences'),
        own('triage', TriageMetric.LogsWithoutCrash, 'sum', 'logs without a crash'),
      ],
      HALF,
      [own('triage', TriageMetric.GroupsOpened, 'sum', 'new groups')],
    ),
  );
  dashboard.addWidgets(
    graph(
      'Age of the oldest message (s)',
      consumers.map(([label, { queue }]) =>
        queue.queue.metricApproximateAgeOfOldestMessage({ label, statistic: 'max', period: FIVE_MINUTES }),
      ),
      HALF,
    ),
    graph(
      'Dead letters',
      consumers.map(([label, { queue }]) =>
        queue.deadLetters.metricApproximateNumberOfMessagesVisible({ label, statistic: 'max', period: FIVE_MINUTES }),
      ),
      HALF,
    ),
  );
  dashboard.addWidgets(
    graph(
      'Dumps',
      [
        own('examine', ExamineMetric.DumpsExamined, 'sum', 'examined'),
        own('examine', ExamineMetric.DumpsUnreadable, 'sum', 'unreadable'),
        own('seal', SealMetric.DumpsSealed, 'sum', 'sealed'),
      ],
      THIRD,
    ),
    graph('A report', [own('examine', ExamineMetric.ExamineSeconds, 'p95', 'seconds, p95')], THIRD, [
      own('examine', ExamineMetric.BytesFetched, 'avg', 'bytes fetched, average'),
    ]),
    graph(
      'Made good by the sweep',
      [
        own('sweep', SweepMetric.EventsRedriven, 'sum', 'events'),
        own('sweep', SweepMetric.LogsRedriven, 'sum', 'logs'),
        own('sweep', SweepMetric.DumpsRedriven, 'sum', 'dumps'),
        own('sweep', SweepMetric.UploadsAbandoned, 'sum', 'uploads given up'),
      ],
      THIRD,
    ),
  );
  dashboard.addWidgets(
    graph(
      'Errors',
      functions.map(([label, fn]) => fn.metricErrors({ label, period: FIVE_MINUTES })),
      THIRD,
    ),
    graph(
      'Throttles',
      functions.map(([label, fn]) => fn.metricThrottles({ label, period: FIVE_MINUTES })),
      THIRD,
    ),
    graph(
      'Duration, p95 (ms)',
      functions.map(([label, fn]) => fn.metricDuration({ label, statistic: 'p95', period: FIVE_MINUTES })),
      THIRD,
    ),
  );
  return dashboard;
}
