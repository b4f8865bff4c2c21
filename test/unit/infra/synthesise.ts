/** The app synthesised once for all tests of this folder's file, without bundling: templates are the same but for the code. */
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

export interface Synthesised extends PurgatoryApp {
  readonly resources: readonly Resource[];
  /** Of cdk-nag and CDK's own checks of the templates. */
  readonly findings: readonly { readonly rule: string; readonly path: string }[];
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
  const resources = assembly.stacks.flatMap(({ stackName, template }) =>
    Object.entries((template as { Resources?: Record<string, RawResource> }).Resources ?? {}).map(([id, raw]) => ({
      stack: stackName,
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
  return { ...made, resources, findings, of: (type) => resources.filter((resource) => resource.type === type) };
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
