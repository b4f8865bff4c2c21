/**
 * Builds the agent's packages into `dist/`, or the folder after `--out`: `npm run -s package:agent`. The same sources give the same
 * bytes, whenever and wherever they are built.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEB_SCRIPTS, RPM_SCRIPTS, debianFiles, packageMeta, rpmFiles } from './contents.ts';
import { buildDeb, debName } from '../../packaging/deb.ts';
import { sourceEpoch } from '../../packaging/epoch.ts';
import { buildRpm, rpmName } from '../../packaging/rpm.ts';

const TOP = join(import.meta.dirname, '../../..');

export interface BuiltPackage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function buildPackages(version: string, timestamp = sourceEpoch()): BuiltPackage[] {
  const meta = packageMeta(version, timestamp);
  return [
    { name: debName(meta), bytes: buildDeb(meta, debianFiles(), DEB_SCRIPTS) },
    { name: rpmName(meta), bytes: buildRpm(meta, rpmFiles(), RPM_SCRIPTS) },
  ];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const { version } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { version: string };
  const folder = values.out ?? join(TOP, 'dist');
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of buildPackages(version)) {
    writeFileSync(join(folder, name), bytes);
    process.stdout.write(`${join(folder, name)}\n`);
  }
}
