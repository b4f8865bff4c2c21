/** What `cdk synth` wrote: the stacks, their order and their assets (aws-cdk-lib/cloud-assembly-schema, manifest 55). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { SetupError } from '../setup/report.mjs';
import { ACCOUNT, REGION } from './aws.ts';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});

const AssetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.object({ path: z.string(), packaging: z.enum(['file', 'zip']) }),
        destinations: z.record(z.string(), z.looseObject({ bucketName: z.string(), objectKey: z.string() })),
      }),
    )
    .default({}),
  dockerImages: z.record(z.string(), z.unknown()).default({}),
});

const StackProperties = z.looseObject({
  templateFile: z.string(),
  stackName: z.string().optional(),
  parameters: z.record(z.string(), z.string()).default({}),
});

export interface StackArtifact {
  readonly name: string;
  readonly templateFile: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of the stacks that must be there first. */
  readonly after: readonly string[];
}

export interface FileAsset {
  readonly path: string;
  readonly zip: boolean;
  readonly bucket: string;
  readonly key: string;
}

export interface Assembly {
  readonly stacks: readonly StackArtifact[];
  readonly assets: readonly FileAsset[];
}

export function readAssembly(folder: string): Assembly {
  const { artifacts } = Manifest.parse(readJson(join(folder, 'manifest.json')));
  const entries = Object.entries(artifacts);
  const stacks = entries.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const nameOf = new Map(
    stacks.map(([id, { properties }]) => [id, StackProperties.parse(properties).stackName ?? id] as const),
  );
  return {
    stacks: stacks.map(([id, artifact]) => {
      const { templateFile, parameters } = StackProperties.parse(artifact.properties);
      const after = artifact.dependencies.flatMap((each) => nameOf.get(each) ?? []);
      return { name: nameOf.get(id) ?? id, templateFile: join(folder, templateFile), parameters, after };
    }),
    assets: entries
      .filter(([, artifact]) => artifact.type === 'cdk:asset-manifest')
      .flatMap(([, { properties }]) => readAssets(folder, String(properties['file']))),
  };
}

function readAssets(folder: string, file: string): FileAsset[] {
  const { files, dockerImages } = AssetManifest.parse(readJson(join(folder, file)));
  if (Object.keys(dockerImages).length > 0) throw new SetupError(`${file}: the embedded AWS runs no container images`);
  return Object.values(files)
    .filter(({ source }) => !source.path.endsWith('.template.json'))
    .flatMap(({ source, destinations }) =>
      Object.values(destinations).map((destination) => ({
        path: join(folder, source.path),
        zip: source.packaging === 'zip',
        bucket: resolvePseudo(destination.bucketName),
        key: resolvePseudo(destination.objectKey),
      })),
    );
}

function resolvePseudo(text: string): string {
  return text
    .replaceAll('${AWS::AccountId}', ACCOUNT)
    .replaceAll('${AWS::Region}', REGION)
    .replaceAll('${AWS::Partition}', 'aws');
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
