import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { explain } from './acknowledge.ts';

/** What every house construct needs to know of its surroundings. */
export interface House {
  readonly settings: Settings;
  /** Gets the alarms of the service itself (not the crashes of hosts). */
  readonly alarmTopic: ITopic;
}

/** Text of an alarm: what it means, and the section of the runbook that says what to do. */
export function alarmText(house: House, meaning: string, section: string): string {
  return `${meaning} Runbook: ${house.settings.runbookUrl}#${section}`;
}

/** `VisitorCount` -> `visitor-count`. */
export function kebab(id: string): string {
  return id.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

/** A log group that forgets, and goes with its stack. */
export function houseLogGroup(scope: Construct, id: string, settings: Settings): LogGroup {
  const group = new LogGroup(scope, id, {
    retention: settings.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  explain(group, {
    CKV_AWS_158: 'Encrypted under the key of CloudWatch Logs: it holds ids and decisions, no content and no token.',
  });
  return group;
}
