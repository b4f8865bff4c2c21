/**
 * Bundles that were made before, kept below `.purgatory` by what they are made of: the function's own folder, everything that
 * functions share, the console's page, the packages and the ways of bundling. A bundle is used again only if none of it changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const KEPT_BY_FUNCTION = 4;

/** @returns the folder with the bundle; `make` is called to fill it if there is none of this content */
export function keptBundle(top: string, name: string, command: string, make: (folder: string) => void): string {
  const store = join(top, '.purgatory', 'bundles', name);
  const folder = join(store, contentKey(top, name, command));
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    make(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process may have made the same in the meantime.
    if (!existsSync(folder)) throw error;
  }
  forgetOld(store);
  return folder;
}

function contentKey(top: string, name: string, command: string): string {
  const own = [`functions/${name}`, 'shared', ...(command === 'null' ? [] : ['clients/web'])];
  const sources = [...own, 'infra/constructs/bundle.ts', 'package-lock.json', 'tsconfig.json'];
  const hash = createHash('sha256').update(JSON.stringify([name, command, process.version]));
  for (const file of sources.flatMap((path) => filesBelow(top, path))) {
    const content = createHash('sha256')
      .update(readFileSync(join(top, file)))
      .digest('hex');
    hash.update(`\n${file} ${content}`);
  }
  return hash.digest('hex').slice(0, 20);
}

function filesBelow(top: string, path: string): string[] {
  if (!existsSync(join(top, path))) return [];
  if (statSync(join(top, path)).isFile()) return [path];
  return readdirSync(join(top, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(^|\/)dist(\/|$)/.test(entry.parentPath.slice(top.length)))
    .map((entry) => join(entry.parentPath, entry.name).slice(top.length + 1))
    .sort();
}

function forgetOld(store: string): void {
  const byAge = readdirSync(store)
    .map((name) => join(store, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of byAge.slice(KEPT_BY_FUNCTION)) rmSync(folder, { recursive: true, force: true });
}
