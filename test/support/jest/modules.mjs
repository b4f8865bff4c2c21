/**
 * How modules are loaded for tests: by Node itself, the libraries once for a worker, and all of this project anew for each file of tests,
 * so that none sees the state that another left in a module.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const TOP = new URL('../../../', import.meta.url).href;
/** What is loaded once for a worker: libraries, and these files. */
const SHARED = ['node_modules/', 'test/support/jest/'].map((folder) => `${TOP}${folder}`);
/** In the address of a module: for which file of tests it was made. */
const FOR = 'for';
const GLOBALS = '@jest/globals';
const GLOBALS_URL = new URL('globals.mjs', import.meta.url).href;

/** JavaScript by the path of what it was made from: a worker loads most modules for many files of tests. */
const scripts = new Map();
/** Of sources with markup: where their lines are in the script. By path, and, as Jest asks, by the module's address. */
const maps = new Map();
export const sourceMaps = new Map();
let files = 0;

registerHooks({
  resolve(specifier, context, next) {
    const generation = generationOf(context.parentURL);
    if (specifier === GLOBALS) return { url: `${GLOBALS_URL}?${FOR}=${generation ?? ''}`, shortCircuit: true };
    const found = next(specifier, context);
    if (generation === undefined || !isOurs(found.url)) return found;
    const url = new URL(found.url);
    url.searchParams.set(FOR, generation);
    return { ...found, url: url.href };
  },
  load(url, context, next) {
    const kind = isOurs(url) ? /\.tsx?(?=\?|$)/.exec(url)?.[0] : undefined;
    if (kind === undefined) return next(url, context);
    const path = fileURLToPath(url);
    const source = scriptOf(path, kind);
    if (maps.has(path)) sourceMaps.set(url, maps.get(path));
    return { format: 'module', source, shortCircuit: true };
  },
});

/** Loads a file of tests, or what is run before one, with modules that are its own. */
export function loadAnew(path, generation) {
  return import(`${pathToFileURL(path).href}?${FOR}=${generation}`);
}

export function nextGeneration() {
  return String((files += 1));
}

function isOurs(url) {
  return url.startsWith(TOP) && !SHARED.some((folder) => url.startsWith(folder));
}

function generationOf(url) {
  if (url === undefined || !isOurs(url)) return undefined;
  return new URL(url).searchParams.get(FOR) ?? undefined;
}

function scriptOf(path, kind) {
  const known = scripts.get(path);
  if (known !== undefined) return known;
  const source = readFileSync(path, 'utf8');
  // Types are blanked: a place in the script is the same place in its source.
  const script = kind === '.ts' ? stripTypeScriptTypes(source) : compileMarkup(path, source);
  scripts.set(path, script);
  return script;
}

function compileMarkup(path, source) {
  const { code, map } = transformSync(source, {
    filename: path,
    sourceMaps: true,
    swcrc: false,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
    },
    module: { type: 'es6' },
  });
  maps.set(path, `data:application/json;base64,${Buffer.from(map ?? '').toString('base64')}`);
  return code;
}
