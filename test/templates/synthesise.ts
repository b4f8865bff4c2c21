/** The app synthesised, without bundling: templates are the same but for the code. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { purgatoryApp } from '../../infra/purgatory-app.ts';
import type { PurgatoryApp } from '../../infra/purgatory-app.ts';

export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
  readonly policies: { readonly deletion: unknown; readonly replacement: unknown };
}

interface RawResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: unknown;
  readonly UpdateReplacePolicy?: unknown;
}

export interface Template {
  readonly Resources?: Readonly<Record<string, RawResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

export interface Synthesised extends PurgatoryApp {
  /** By the name of the stack. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly resources: readonly Resource[];
  /** Of cdk-nag and CDK's own checks of the templates, where they were asked. */
  readonly findings: readonly { readonly rule: string; readonly path: string }[] | undefined;
  /** What a deployment would print. */
  readonly warnings: readonly string[];
  readonly of: (type: string) => readonly Resource[];
}

/** Nor do templates say where a resource was made. */
const UNBUNDLED = { 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-stack-trace': true };

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** CDK notes where each element is made, whatever its context says. Jest has stacks of a hundred places, and maps every one. */
const PLACES_IN_A_STACK = 4;

/** @param rules whether cdk-nag judges the templates as well: most of what this takes */
export function synthesise(context: Readonly<Record<string, string>> = {}, rules = false): Synthesised {
  const places = Error.stackTraceLimit;
  Error.stackTraceLimit = PLACES_IN_A_STACK;
  try {
    return withFolder((outdir) => synthesiseIn(outdir, context, rules));
  } finally {
    Error.stackTraceLimit = places;
  }
}

function synthesiseIn(outdir: string, context: Readonly<Record<string, string>>, rules: boolean): Synthesised {
  const made = purgatoryApp({ outdir, context: { ...UNBUNDLED, ...context } }, rules);
  const assembly = made.app.synth({ errorOnDuplicateSynth: false });
  const templates = new Map(assembly.stacks.map(({ stackName, template }) => [stackName, template as Template]));
  const resources = [...templates].flatMap(([stack, { Resources = {} }]) =>
    Object.entries(Resources).map(([id, raw]) => ({
      stack,
      id,
      type: raw.Type,
      properties: raw.Properties ?? {},
      policies: { deletion: raw.DeletionPolicy, replacement: raw.UpdateReplacePolicy },
    })),
  );
  const findings = findingsIn(join(outdir, 'validation-report.json'));
  const warnings = assembly.stacks.flatMap(({ messages }) =>
    messages.flatMap(({ entry: { type, data } }) =>
      type === 'aws:cdk:warning' && typeof data === 'string' ? [data] : [],
    ),
  );
  return {
    ...made,
    templates,
    resources,
    findings,
    warnings,
    of: (type) => resources.filter((resource) => resource.type === type),
  };
}

/** Undefined where nobody was asked: that is not none. */
function findingsIn(file: string): Synthesised['findings'] {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath = '' }) => ({ rule: ruleName, path: constructPath })),
    ),
  );
}

/** Gives what is made of an app a folder, which is gone afterwards: without one CDK makes one for each app, and leaves it. */
export function withFolder<T>(make: (outdir: string) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'purgatory-synth-'));
  try {
    return make(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The lifecycle rules of the bucket of dumps, named as CDK does. The app is made and not synthesised. */
export function dumpLifecycle(context: Readonly<Record<string, string>>): readonly Record<string, unknown>[] {
  const { storage } = withFolder((outdir) => purgatoryApp({ outdir, context: { ...UNBUNDLED, ...context } }, false));
  const { lifecycleConfiguration } = storage.dumps.node.defaultChild as CfnBucket;
  const { rules } = storage.resolve(lifecycleConfiguration) as { rules: Record<string, unknown>[] };
  return rules;
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** What each role may do, by the id of the role. */
export function rightsByRole({ of }: Synthesised): ReadonlyMap<string, readonly Statement[]> {
  const rights = new Map<string, Statement[]>();
  for (const { properties } of of('AWS::IAM::Policy')) {
    const { PolicyDocument, Roles } = properties as {
      PolicyDocument: { Statement: Statement[] };
      Roles: { Ref: string }[];
    };
    for (const { Ref } of Roles) rights.set(Ref, [...(rights.get(Ref) ?? []), ...PolicyDocument.Statement]);
  }
  return rights;
}

export const asList = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
