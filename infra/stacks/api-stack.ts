import { Aws, CfnOutput, Duration, Size, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  CfnAccount,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge, explain } from '../constructs/acknowledge.ts';
import { alarmText, houseLogGroup } from '../constructs/house.ts';
import type { HouseFunction } from '../constructs/house-function.ts';
import type { Settings } from '../settings.ts';
import { gatewayAnswers, methodThrottles } from './api/gateway.ts';
import { consoleFunction } from './api/console.ts';
import { eraseFunction } from './api/erase.ts';
import { exploreFunction } from './api/explore.ts';
import { ingestFunction } from './api/ingest.ts';
import { symbolsFunction } from './api/symbols.ts';
import { inspectFunction, revokeFunction, signFunction, verifyFunction } from './api/signing.ts';
import type { StorageStack } from './storage-stack.ts';

/** Last part of the API's own address; a domain of your own hides it. */
export const STAGE_NAME = 'purgatory';

/** The HTTP API. One resource tree a function, so that each function holds the rights of its own part only. */
export class ApiStack extends Stack {
  readonly api: RestApi;
  readonly ingest: HouseFunction;
  readonly console: HouseFunction;
  readonly explore: HouseFunction;
  readonly erase: HouseFunction;
  readonly inspect: HouseFunction;
  readonly sign: HouseFunction;
  readonly verify: HouseFunction;
  readonly revoke: HouseFunction;
  readonly symbols: HouseFunction;
  /** Where the console is when no domain is in front of the API. */
  readonly ownUrl: string;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { readonly settings: Settings; readonly storage: StorageStack },
  ) {
    super(scope, id, props);
    const { settings, storage } = props;
    this.api = this.#restApi(settings);
    this.ingest = ingestFunction(this, storage);
    this.console = consoleFunction(this, storage);
    this.explore = exploreFunction(this, storage);
    this.erase = eraseFunction(this, storage);
    this.inspect = inspectFunction(this, storage);
    this.sign = signFunction(this, storage, this.inspect);
    this.verify = verifyFunction(this, storage);
    this.revoke = revokeFunction(this, storage);
    this.symbols = symbolsFunction(this, storage);

    // Resources of their own for what has a limit of its own: see `uploadThrottles`.
    this.#leaf('v1/uploads', this.ingest, 'POST');
    this.#leaf('v1/uploads/{id}', this.ingest, 'GET');
    this.#leaf('v1/uploads/{id}/log', this.ingest, 'POST');
    this.#leaf('v1/uploads/{id}/{proxy+}', this.ingest);
    for (const path of ['v1/crashes', 'v1/dumps', 'v1/hosts', 'v1/kernels', 'v1/session'])
      this.#tree(path, this.console);
    // Questions to a dump. A resource `{id}` beside `{proxy+}` is refused by API Gateway: the method tells them apart.
    this.#leaf('v1/dumps/{proxy+}', this.explore, 'POST');
    for (const path of ['v1/images', 'v1/keys', 'v1/signing-policy', 'v1/changes', 'v1/log'])
      this.#tree(path, this.sign);
    this.#leaf('v1/erasures', this.erase);
    this.#tree('v1/verify', this.verify);
    this.#tree('v1/revocations', this.revoke);
    this.#tree('v1/symbols', this.symbols);
    // The page's own files, from the same origin, and single documents.
    for (const path of [
      '',
      'icon.svg',
      'v1/openapi.json',
      'v1/alert-routes',
      'v1/alert-routes/history',
      'v1/fleet',
      'v1/refusals',
      'v1/silences',
      'v1/silences/history',
      'v1/wanted-policy',
    ])
      this.#leaf(path, this.console);
    this.#tree('assets', this.console);

    // A function that answers 500 has not failed in Lambda's eyes: the API counts those.
    this.api
      .metricServerError({ period: Duration.minutes(5), statistic: 'sum' })
      .createAlarm(this, 'ServerErrors', {
        alarmDescription: alarmText(storage.house, 'The API answers that it failed.', 'api-server-errors'),
        threshold: 5,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      .addAlarmAction(new SnsAction(storage.house.alarmTopic));

    // Exported always: whoever sets `publicUrl` later takes the import away only after this stack was deployed.
    const apiId = this.exportValue(this.api.restApiId);
    this.ownUrl = `https://${apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${STAGE_NAME}/`;
    new CfnOutput(this, 'ApiUrl', { value: this.api.url });
  }

  /** Sends `path` and all below it to `handler`. */
  #tree(path: string, handler: HouseFunction): void {
    this.#leaf(path, handler);
    this.#leaf(`${path}/{proxy+}`, handler);
  }

  #leaf(path: string, handler: HouseFunction, method = 'ANY'): void {
    const resource = path === '' ? this.api.root : this.api.root.resourceForPath(path);
    const added = resource.addMethod(method, new LambdaIntegration(handler, { allowTestInvoke: false }));
    explain(added, { CKV_AWS_59: 'Every function authenticates by itself, deny by default: docs/adr/0001.' });
  }

  #restApi(settings: Settings): RestApi {
    const accessLog = houseLogGroup(this, 'AccessLog', settings);
    // API Gateway writes logs by one role an account and region.
    const logRole = new Role(this, 'ApiLogRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
    });
    acknowledge(logRole, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'The role of the account that API Gateway asks for, with the policy that AWS documents for it.',
    });
    const account = new CfnAccount(this, 'ApiAccount', { cloudWatchRoleArn: logRole.roleArn });

    const api = new RestApi(this, 'Api', {
      restApiName: 'purgatory',
      description: 'Purgatory: uploads of dumps, crashes, signing of kernels',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      minCompressionSize: Size.kibibytes(1),
      // Reports lie packed in S3 and are passed on so: a Lambda answers bytes only where the API takes all types for binary.
      binaryMediaTypes: ['*/*'],
      deployOptions: {
        stageName: STAGE_NAME,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields({
          caller: false,
          user: false,
          httpMethod: true,
          ip: true,
          protocol: true,
          requestTime: true,
          resourcePath: true,
          responseLength: true,
          status: true,
        }),
        loggingLevel: MethodLoggingLevel.ERROR,
        // Bodies hold tokens' answers and hosts' logs: they never go to a log.
        dataTraceEnabled: false,
        metricsEnabled: true,
        tracingEnabled: true,
        throttlingRateLimit: settings.apiRateLimit,
        throttlingBurstLimit: settings.apiBurstLimit,
        methodOptions: methodThrottles(settings),
      },
    });
    gatewayAnswers(api);
    api.deploymentStage.node.addDependency(account);
    explain(api.deploymentStage, { CKV_AWS_120: 'An answer is for who asked and for now: nothing may be cached.' });
    const inFunction =
      'Every function authenticates by itself, deny by default (shared/aws/http): what is only checked in front of a function is not checked when it is reached another way.';
    acknowledge(api, {
      'AwsSolutions-APIG2': 'The functions validate every request by the schemas that the OpenAPI document is made of.',
      'AwsSolutions-APIG3': 'Whether a web ACL is in front is the operator’s choice and cost: docs/install-aws.md.',
      'AwsSolutions-APIG4': inFunction,
      'AwsSolutions-COG4': inFunction,
    });
    return api;
  }
}
