/**
 * Deploys a synthesised CDK app by CloudFormation's own API: the assets and templates go to a bucket, the stacks are made in
 * the order of their dependencies. No bootstrap stack and no CLI: a tenth of the time, and the same templates.
 */
import { readFileSync } from 'node:fs';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { CloudFormationClient, Stack, StackEvent, StackResource } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { SetupError } from '../setup/report.mjs';
import { readAssembly } from './assembly.ts';
import type { FileAsset, StackArtifact } from './assembly.ts';
import { cloudFormation, s3 } from './aws.ts';
import { NoProgressError, whileItGetsOn } from './patience.ts';
import type { Look, Patience } from './patience.ts';
import { zipFolder } from './zip.ts';

const TEMPLATE_BUCKET = 'purgatory-templates';
/** Two minutes on a quiet machine, and longer on one that is slow to answer, in which not one resource changes. A look costs the emulator. */
const PATIENCE: Patience = { looks: 170, everyMs: 700 };
/** LocalStack's name for a bucket whose keys are folders of this machine: a function runs from there. */
const FOLDERS = 'hot-reload';

/** Outputs by stack and name. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface DeployOptions {
  readonly folder: string;
  readonly endpoint: string;
  /** Put into the templates in place of what was synthesised, e.g. an address that is only known now. */
  readonly replace?: Readonly<Record<string, string>>;
  /** The emulator runs on this machine and takes a function's code from the folder where it was bundled: nothing is packed and sent. */
  readonly inPlace?: boolean;
  readonly note?: (text: string) => void;
}

interface Deployment extends DeployOptions {
  readonly cfn: CloudFormationClient;
  readonly bucket: S3Client;
}

/** @throws {SetupError} that names the resource that failed and why */
export async function deploy(options: DeployOptions): Promise<Outputs> {
  const { stacks, assets } = readAssembly(options.folder);
  const on: Deployment = { ...options, cfn: cloudFormation(options.endpoint), bucket: s3(options.endpoint) };
  const code = options.inPlace === true ? assets.filter(({ zip }) => zip) : [];
  const sent = assets.filter((asset) => !code.includes(asset));
  if (sent.length > 0) options.note?.(`uploading ${sent.length} bundles`);
  await uploadAssets(on.bucket, sent);
  const outputs: Record<string, Record<string, string>> = {};
  const order = waves(stacks);
  await removeOld(on, order.toReversed().flat());
  for (const wave of order) {
    const made = await Promise.all(wave.map((stack) => makeStack(on, stack, code)));
    for (const stack of made) outputs[stack.StackName ?? ''] = outputsOf(stack);
  }
  return outputs;
}

async function uploadAssets(client: S3Client, assets: readonly FileAsset[]): Promise<void> {
  const buckets = new Set([TEMPLATE_BUCKET, ...assets.map((asset) => asset.bucket)]);
  await Promise.all([...buckets].map((Bucket) => client.send(new CreateBucketCommand({ Bucket }))));
  await Promise.all(
    assets.map((asset) =>
      client.send(
        new PutObjectCommand({
          Bucket: asset.bucket,
          Key: asset.key,
          Body: asset.zip ? zipFolder(asset.path) : readFileSync(asset.path),
        }),
      ),
    ),
  );
}

/** What an earlier start left in an emulator that goes on running: those who need others first. */
async function removeOld(on: Deployment, stacks: readonly StackArtifact[]): Promise<void> {
  for (const { name } of stacks) {
    if (!(await exists(on.cfn, name))) continue;
    on.note?.(`removing ${name} of an earlier start`);
    await on.cfn.send(new DeleteStackCommand({ StackName: name }));
    await watch(`${name} of an earlier start can't be removed`, 'Restart the emulator.', async () =>
      (await exists(on.cfn, name)) ? { at: states(await resourcesOf(on.cfn, name)) } : { done: true },
    );
  }
}

async function exists(cfn: CloudFormationClient, StackName: string): Promise<boolean> {
  try {
    const { Stacks } = await cfn.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.some((stack) => stack.StackStatus !== 'DELETE_COMPLETE') === true;
  } catch (error) {
    // CloudFormation's way to say that there is no such stack.
    if (error instanceof Error && error.name === 'ValidationError') return false;
    throw error;
  }
}

/** Stacks that can be made at the same time, one group after the other. */
export function waves(stacks: readonly StackArtifact[]): StackArtifact[][] {
  const result: StackArtifact[][] = [];
  const made = new Set<string>();
  let left = [...stacks];
  while (left.length > 0) {
    const ready = left.filter((stack) => stack.after.every((name) => made.has(name)));
    if (ready.length === 0)
      throw new SetupError(`These stacks wait for each other: ${left.map((s) => s.name).join(', ')}`);
    result.push(ready);
    for (const stack of ready) made.add(stack.name);
    left = left.filter((stack) => !made.has(stack.name));
  }
  return result;
}

async function makeStack(on: Deployment, artifact: StackArtifact, code: readonly FileAsset[]): Promise<Stack> {
  const template = templateOf(artifact, on.replace ?? {}, code);
  const Key = `${artifact.name}.json`;
  // By address: a template in the request itself may have 51,200 bytes.
  await on.bucket.send(new PutObjectCommand({ Bucket: TEMPLATE_BUCKET, Key, Body: template.text }));
  await on.cfn.send(
    new CreateStackCommand({
      StackName: artifact.name,
      TemplateURL: `${on.endpoint}/${TEMPLATE_BUCKET}/${Key}`,
      Parameters: Object.entries(artifact.parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Capabilities: ['CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
    }),
  );
  return watch(`The stack ${artifact.name} can't be made`, 'Start again.', async () => {
    const { Stacks } = await on.cfn.send(new DescribeStacksCommand({ StackName: artifact.name }));
    const stack = Stacks?.[0];
    const status = stack?.StackStatus ?? '';
    if (stack && status === 'CREATE_COMPLETE') return { done: stack };
    if (/FAILED|ROLLBACK|DELETE/.test(status)) throw await failure(on.cfn, artifact, template.paths);
    const resources = await resourcesOf(on.cfn, artifact.name);
    const made = resources.filter((resource) => resource.ResourceStatus === 'CREATE_COMPLETE').length;
    on.note?.(`${artifact.name} ${made}/${template.paths.size}`);
    return { at: states(resources) };
  });
}

async function watch<T>(what: string, advice: string, look: () => Promise<Look<T>>): Promise<T> {
  try {
    return await whileItGetsOn(what, PATIENCE, look);
  } catch (error) {
    if (!(error instanceof NoProgressError)) throw error;
    throw new SetupError(error.message, advice, { cause: error });
  }
}

async function resourcesOf(cfn: CloudFormationClient, StackName: string): Promise<readonly StackResource[]> {
  const { StackResources } = await cfn.send(new DescribeStackResourcesCommand({ StackName }));
  return StackResources ?? [];
}

/** How many resources are in which state, for a person, and which is being made. */
function states(resources: readonly StackResource[]): string {
  const counts = new Map<string, number>();
  for (const { ResourceStatus = '?' } of resources) counts.set(ResourceStatus, (counts.get(ResourceStatus) ?? 0) + 1);
  const making = resources.filter(({ ResourceStatus = '' }) => ResourceStatus.endsWith('_IN_PROGRESS'));
  return [
    ...[...counts].map(([status, count]) => `${count} ${status}`),
    ...making.map(({ LogicalResourceId = '?' }) => LogicalResourceId),
  ].join(', ');
}

interface Template {
  readonly Resources?: Readonly<
    Record<
      string,
      {
        readonly Metadata?: Readonly<Record<string, string>>;
        readonly Properties?: { Code?: { readonly S3Key?: unknown; readonly S3Bucket?: unknown } };
      }
    >
  >;
}

/** The template as it is sent, and the construct's path of each logical id. Functions run from the folders of `code`. */
function templateOf(
  artifact: StackArtifact,
  replace: Readonly<Record<string, string>>,
  code: readonly FileAsset[],
): { text: string; paths: ReadonlyMap<string, string> } {
  let text = readFileSync(artifact.templateFile, 'utf8');
  for (const [from, to] of Object.entries(replace)) text = text.replaceAll(from, to);
  const template = JSON.parse(text) as Template;
  const resources = Object.entries(template.Resources ?? {});
  const folders = new Map(code.map(({ key, path }) => [key, path]));
  for (const [, { Properties }] of resources) {
    const folder = folders.get(String(Properties?.Code?.S3Key));
    if (Properties !== undefined && folder !== undefined) Properties.Code = { S3Bucket: FOLDERS, S3Key: folder };
  }
  const paths = new Map(resources.map(([id, each]) => [id, each.Metadata?.['aws:cdk:path'] ?? id]));
  return { text: JSON.stringify(template), paths };
}

async function failure(
  cfn: CloudFormationClient,
  artifact: StackArtifact,
  paths: ReadonlyMap<string, string>,
): Promise<SetupError> {
  const { StackEvents = [] } = await cfn.send(new DescribeStackEventsCommand({ StackName: artifact.name }));
  const failed = StackEvents.filter(
    (event) => event.ResourceStatus?.endsWith('_FAILED') === true && event.LogicalResourceId !== artifact.name,
  );
  const lines = (failed.length > 0 ? failed : StackEvents.slice(0, 3)).map((event) => describe(event, paths));
  return new SetupError(`The stack ${artifact.name} could not be made:\n${[...new Set(lines)].join('\n')}`);
}

function describe(event: StackEvent, paths: ReadonlyMap<string, string>): string {
  const id = event.LogicalResourceId ?? '?';
  const reason = event.ResourceStatusReason ?? event.ResourceStatus ?? '';
  return `    ${paths.get(id) ?? id} (${event.ResourceType ?? '?'}): ${reason}`;
}

function outputsOf(stack: Stack): Record<string, string> {
  return Object.fromEntries((stack.Outputs ?? []).map((each) => [each.OutputKey ?? '', each.OutputValue ?? '']));
}
