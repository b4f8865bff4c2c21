/**
 * Builds the agent's packages into `dist/`: `npm run -s package:agent`. The same sources give the same bytes; SOURCE_DATE_EPOCH
 * sets their time (https://reproducible-builds.org/specs/source-date-epoch/).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCRIPTS, debianFiles, packageMeta, rpmFiles } from './contents.ts';
import { buildDeb } from './formats/deb.ts';
import { buildRpm } from './formats/rpm.ts';

const TOP = join(import.meta.dirname, '../../..');

export interface BuiltPackage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function buildPackages(version: string, timestamp: number): BuiltPackage[] {
  const meta = packageMeta(version, timestamp);
  return [
    { name: `${meta.name}_${version}_all.deb`, bytes: buildDeb(meta, debianFiles(), SCRIPTS) },
    { name: `${meta.name}-${version}-1.noarch.rpm`, bytes: buildRpm(meta, rpmFiles(), SCRIPTS) },
  ];
}

if (import.meta.main) {
  const { version } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { version: string };
  const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? Math.floor(Date.now() / 1000));
  mkdirSync(join(TOP, 'dist'), { recursive: true });
  for (const { name, bytes } of buildPackages(version, epoch)) {
    writeFileSync(join(TOP, 'dist', name), bytes);
    process.stdout.write(`dist/${name}\n`);
  }
}
