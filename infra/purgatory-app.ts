import { App, DefaultStackSynthesizer, Tags, Validations } from 'aws-cdk-lib';
import type { AppProps, IStackSynthesizer, StackProps } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readSettings } from './settings.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';

const RULES_OF_CDK = '@aws-cdk/core:validateAgainstDefaultRules';
/** Behaviour of CDK that is not the default of its second version yet. What the command line passes comes first. */
const FEATURE_FLAGS = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-kms:reduceCrossAccountRegionPolicyScope': true,
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  [RULES_OF_CDK]: true,
};

export interface PurgatoryApp {
  readonly app: App;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
  readonly api: ApiStack;
}

/**
 * The whole of Purgatory. Its parameters are CDK context: see `Settings`.
 *
 * @param rules whether cdk-nag and CDK's own rules judge the templates: most of what synthesis takes. The embedded AWS is given what
 *   was judged as it goes to a real one.
 */
export function purgatoryApp(props: AppProps = {}, rules = true): PurgatoryApp {
  const app = new App({
    analyticsReporting: false,
    ...props,
    context: { ...FEATURE_FLAGS, ...props.context },
  });
  const settings = readSettings(app.node);
  const isJudged = rules && !settings.embedded;
  if (!isJudged) app.node.setContext(RULES_OF_CDK, false);
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  const stack = (description: string): StackProps => ({
    description: `Purgatory: ${description}`,
    // CDK's own declarations don't agree with each other under exactOptionalPropertyTypes.
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: !settings.embedded }) as IStackSynthesizer,
    ...(account === undefined || region === undefined ? {} : { env: { account, region } }),
  });
  const storage = new StorageStack(app, 'PurgatoryStorage', {
    ...stack('buckets, tables, keys, bus and topics'),
    settings,
  });
  const api = new ApiStack(app, 'PurgatoryApi', { ...stack('the HTTP API'), settings, storage });
  const pipeline = new PipelineStack(app, 'PurgatoryPipeline', {
    ...stack('from an uploaded log and dump to the alert'),
    settings,
    storage,
    // Alerts link to the console. The API knows nothing of the pipeline, so that the pipeline may name its address.
    consoleUrl: settings.publicUrl ?? api.ownUrl,
  });
  // Not every region's CloudFormation knows tags of a dashboard yet.
  Tags.of(app).add('application', 'purgatory', { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] });
  if (isJudged) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, storage, pipeline, api };
}
