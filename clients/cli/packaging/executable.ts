/**
 * One file that holds Node and the command line: for hosts that have no Node, or an old one.
 * See https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html.
 */
import { copyFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { TOP } from './bundle.ts';
import type { Bundled } from './bundle.ts';
import { npmPack, run } from './commands.ts';

/** Where Node looks for it: both are Node's own names. */
const RESOURCE = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** As npm calls them in the packages of Node that it has for each. */
export type Machine = 'x64' | 'arm64';

/** @param target the file that is written; executable */
export function writeExecutable(script: Bundled, machine: Machine, target: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-executable-'));
  try {
    const main = script.files.get('main.js');
    if (main === undefined) throw new Error('the bundle has no main.js');
    const paths = { main: join(folder, 'main.cjs'), output: join(folder, 'blob'), settings: join(folder, 'sea.json') };
    writeFileSync(paths.main, main);
    const assets = Object.fromEntries(
      [...script.files]
        .filter(([name]) => name !== 'main.js')
        .map(([name, bytes]) => {
          const path = join(folder, basename(name));
          writeFileSync(path, bytes);
          return [basename(name), path];
        }),
    );
    const settings = { main: paths.main, output: paths.output, assets, disableExperimentalSEAWarning: true };
    writeFileSync(paths.settings, JSON.stringify(settings));
    run(process.execPath, ['--experimental-sea-config', paths.settings]);
    copyFileSync(nodeFor(machine), target);
    // By its command: what it warns of Node's notes is kept from the reader, who can do nothing about it.
    const postject = join(TOP, 'node_modules/postject/dist/cli.js');
    run(process.execPath, [postject, target, RESOURCE, paths.output, '--sentinel-fuse', FUSE]);
    chmodSync(target, 0o755);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same version for each machine: this process's own, or npm's package of the other, kept below the checkout. */
function nodeFor(machine: Machine): string {
  if (process.arch === machine) return process.execPath;
  const folder = join(TOP, '.purgatory', `node-linux-${machine}-${process.versions.node}`);
  const found = join(folder, 'package/bin/node');
  if (existsSync(found)) return found;
  mkdirSync(folder, { recursive: true });
  const archive = npmPack(`node-linux-${machine}@${process.versions.node}`, folder);
  run('tar', ['-C', folder, '-xzf', join(folder, archive), 'package/bin/node']);
  return found;
}
