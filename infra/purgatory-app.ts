import { App, DefaultStackSynthesizer, Tags, Validations } from 'aws-cdk-lib';
import type { AppProps, IStackSynthesizer, StackProps } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { InputError } from '../shared/errors.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';
import { SigningStack } from './stacks/signing-stack.ts';
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
  readonly signing: SigningStack;
}

/**
 * The whole of Purgatory. Its parameters are CDK context: see `Settings`.
 *
 * @param rules whether cdk-nag and CDK's own rules judge the templates: most of what synthesis takes. The embedded AWS is given what
 *   was judged as it goes to a real one; there `infra/local/stack/synth.ts` keeps CDK's rules from running too.
 */
export function purgatoryApp(props: AppProps = {}, rules = true): PurgatoryApp {
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: rules,
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
  const signing = signingStack(app, { ...stack('the keys that sign images, and who may use them'), settings }, storage);
  // Whom it lets in must be there: the role of the function that decides.
  signing.addStackDependency(api);
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
  return { app, storage, pipeline, api, signing };
}

/** In the deployment's account, or in one of its own. @throws {InputError} where that can't be told from the deployment's */
function signingStack(
  app: App,
  props: StackProps & { readonly settings: Settings },
  { house: { alarmTopic } }: StorageStack,
): SigningStack {
  const { signingAccount } = props.settings;
  const { account, region } = props.env ?? {};
  if (signingAccount === undefined || signingAccount === account) {
    return new SigningStack(app, 'PurgatorySigning', { ...props, mainAccount: undefined, alarmTopic });
  }
  if (account === undefined || region === undefined) {
    throw new InputError(
      'CDK context: signingAccount: the account and region of the deployment itself are not known: sign in to it, or set CDK_DEFAULT_ACCOUNT and CDK_DEFAULT_REGION',
      { field: 'signingAccount' },
    );
  }
  const env = { account: signingAccount, region };
  return new SigningStack(app, 'PurgatorySigning', { ...props, env, mainAccount: account, alarmTopic: undefined });
}
