/**
 * Builds the agent's packages into `dist/`: `npm run -s package:agent`. The same sources give the same bytes, whenever
 * and wherever they are built: every time in them is {@link FIXED_EPOCH}, or SOURCE_DATE_EPOCH where that is set
 * (https://reproducible-builds.org/specs/source-date-epoch/).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEB_SCRIPTS, RPM_SCRIPTS, debianFiles, packageMeta, rpmFiles } from './contents.ts';
import { buildDeb } from '../../packaging/deb.ts';
import { buildRpm } from '../../packaging/rpm.ts';

const TOP = join(import.meta.dirname, '../../..');

/** 2026-01-01T00:00:00Z. A checkout has no better one: its files' times say when it was cloned. */
export const FIXED_EPOCH = 1_767_225_600;

export interface BuiltPackage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function buildPackages(version: string, timestamp = FIXED_EPOCH): BuiltPackage[] {
  const meta = packageMeta(version, timestamp);
  return [
    { name: `${meta.name}_${version}_all.deb`, bytes: buildDeb(meta, debianFiles(), DEB_SCRIPTS) },
    { name: `${meta.name}-${version}-1.noarch.rpm`, bytes: buildRpm(meta, rpmFiles(), RPM_SCRIPTS) },
  ];
}

if (import.meta.main) {
  const { version } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { version: string };
  const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? FIXED_EPOCH);
  if (!Number.isSafeInteger(epoch) || epoch < 0) throw new RangeError('SOURCE_DATE_EPOCH is a number of seconds');
  mkdirSync(join(TOP, 'dist'), { recursive: true });
  for (const { name, bytes } of buildPackages(version, epoch)) {
    writeFileSync(join(TOP, 'dist', name), bytes);
    process.stdout.write(`dist/${name}\n`);
  }
}
