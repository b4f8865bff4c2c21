/** The app synthesised, without bundling: templates are the same but for the code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { purgatoryApp } from '../../../infra/purgatory-app.ts';
import type { PurgatoryApp } from '../../../infra/purgatory-app.ts';

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
  /** Of cdk-nag and CDK's own checks of the templates. */
  readonly findings: readonly { readonly rule: string; readonly path: string }[];
  /** What a deployment would print. */
  readonly warnings: readonly string[];
  readonly of: (type: string) => readonly Resource[];
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

export function synthesise(context: Record<string, string> = {}): Synthesised {
  const outdir = mkdtempSync(join(tmpdir(), 'purgatory-synth-'));
  const made = purgatoryApp({ outdir, context: { 'aws:cdk:bundling-stacks': [], ...context } });
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
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
  rmSync(outdir, { recursive: true });
  const findings = report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath = '' }) => ({ rule: ruleName, path: constructPath })),
    ),
  );
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
