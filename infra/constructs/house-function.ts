import { Duration, Size, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  ApplicationLogLevel,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledge, explain } from './acknowledge.ts';
import { bundledFunction } from './bundle.ts';
import type { ExtraFiles } from './bundle.ts';
import { alarmText, houseLogGroup, kebab } from './house.ts';
import type { House } from './house.ts';

export interface HouseFunctionProps {
  readonly house: House;
  /** Folder under functions/ with the `handler.ts`. Names the function in logs, metrics, traces and the runbook. */
  readonly name: string;
  readonly description: string;
  /** Where another stack or account knows the function by its name. */
  readonly functionName?: string;
  /** The same of its role. */
  readonly roleName?: string;
  /** Environment variables, by the names in the function's `names.ts`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeout?: Duration;
  readonly memoryMiB?: number;
  /** Room for temporary files; 512 is what Lambda gives without being asked. */
  readonly temporaryMiB?: number;
  readonly extraFiles?: ExtraFiles;
  /** Executions that are kept for this function; it never has more. Absent: it shares what nobody has reserved. */
  readonly reservedConcurrency?: number | undefined;
}

/**
 * A Lambda function as this house makes them: Node 24, arm64, one ES module with everything bundled, a role of its own
 * that may write this one log group and traces and nothing else until it is granted more, and alarms on errors and throttles.
 */
export class HouseFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    const { house, name } = props;
    const logGroup = houseLogGroup(scope, `${id}Log`, house.settings);
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Purgatory: what the function ${name} may do`,
      ...(props.roleName === undefined ? {} : { roleName: props.roleName }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    super(scope, id, {
      description: `Purgatory: ${props.description}`,
      ...(props.functionName === undefined ? {} : { functionName: props.functionName }),
      code: bundledFunction(name, props.extraFiles),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: house.settings.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      memorySize: props.memoryMiB ?? 512,
      ephemeralStorageSize: Size.mebibytes(props.temporaryMiB ?? 512),
      timeout: props.timeout ?? Duration.seconds(15),
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: 'Purgatory',
        NODE_OPTIONS: '--enable-source-maps',
        ...props.environment,
      },
    });

    explain(this, {
      CKV_AWS_115:
        'What alerts need is reserved and hosts are bounded (infra/limits.ts); queues bound the rest by their event source.',
      CKV_AWS_116:
        'Called by queues, which have dead letters of their own, by the API, which answers, or by a schedule, which comes again.',
      CKV_AWS_117:
        'It talks to services of AWS and to public addresses only: a VPC would add a NAT gateway and no border.',
      CKV_AWS_173: 'Its environment holds names and ARNs; secrets are in Secrets Manager.',
    });
    const section = kebab(name);
    this.#alarm(
      house,
      'Errors',
      this.metricErrors({ period: Duration.minutes(5) }),
      `${name} failed.`,
      `${section}-errors`,
    );
    this.#alarm(
      house,
      'Throttles',
      this.metricThrottles({ period: Duration.minutes(5) }),
      `${name} was throttled.`,
      `${section}-throttles`,
    );

    const log = Stack.of(this).getLogicalId(logGroup.node.defaultChild as never);
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<${log}.Arn>]`]:
        'The streams of the one log group of this function have names that Lambda makes up.',
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray takes trace segments for no resource in particular.',
    });
  }

  #alarm(house: House, id: string, metric: Metric, meaning: string, section: string): void {
    metric
      .createAlarm(this, id, {
        alarmDescription: alarmText(house, meaning, section),
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      .addAlarmAction(new SnsAction(house.alarmTopic));
  }
}
