/**
 * Starts the installed command line: loads its scripts, and keeps the code that V8 made of them.
 *
 * Node's own cache of compiled code is written as a module is loaded, and so has none of the functions that are compiled when they are
 * called: those of a report are a fifth of its time. What is kept here is taken at the end of a run, one file a verb.
 */
import { isAscii } from 'node:buffer';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Script } from 'node:vm';
import { codeFolder } from '../../code-folder.ts';
import { readKept, writeKept } from './kept-code.ts';

/** Put in by the bundler: what the scripts are, in hexadecimal digits. */
declare const PURGATORY_SCRIPTS: string;
/** It is CommonJS itself: Node starts that sooner. */
declare const __dirname: string;

/** So many runs of a verb add to what is kept: they do not all go the same way. */
const RUNS = 3;
/** A run that ended otherwise, or only explained itself, did little of what the next one will. */
const DID_WORK: readonly number[] = [0, 1, 5];
const HELP: readonly string[] = ['-h', '--help'];
const PREFIX = 'code-';
const OTHERS_MS = 30 * 86_400_000;
const HEAD = '(function(exports,require,module,__filename,__dirname){';

type Exports = Record<string, unknown>;
type Wrapped = (
  exports: Exports,
  require: (name: string) => unknown,
  module: { exports: Exports },
  filename: string,
  folder: string,
) => void;

const folder = __dirname;
const ours = `${PREFIX}${PURGATORY_SCRIPTS}-`;
const file = fileOf(process.argv[2]);
const kept = file === undefined ? undefined : readKept(file);
const modules = new Map<string, { exports: Exports }>();
const scripts = new Map<string, Script>();
let isWhole = kept !== undefined;

if (file !== undefined) {
  process.on('exit', (status) => {
    if (DID_WORK.includes(status) && !process.argv.some((word) => HELP.includes(word))) keep(file);
  });
}
load(join(folder, 'main.cjs'));

/** Undefined where Node is told not to keep compiled code. */
function fileOf(verb = ''): string | undefined {
  if (process.env['NODE_DISABLE_COMPILE_CACHE'] === '1') return undefined;
  const name = /^[a-z]{1,20}$/.test(verb) ? verb : 'none';
  return join(codeFolder(process.env), `${ours}${process.version}-${process.arch}-${name}`);
}

function load(path: string): Exports {
  const known = modules.get(path);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(path, module);
  const script = compile(path);
  const run = script.runInThisContext() as Wrapped;
  const own = dirname(path);
  run(module.exports, (name) => (name.startsWith('.') ? load(join(own, name)) : nodes(name)), module, path, own);
  return module.exports;
}

function compile(path: string): Script {
  const name = relative(folder, path);
  const cachedData = kept?.parts.get(name);
  const bytes = readFileSync(path);
  // A string of one byte a character takes half of what others take; expressions in some scripts have others.
  const source = `${HEAD}${bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')}\n})`;
  const script = new Script(source, { filename: path, columnOffset: -HEAD.length, ...(cachedData && { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected === true) isWhole = false;
  scripts.set(name, script);
  return script;
}

/** Node's own; nothing else lies outside of the package. */
function nodes(name: string): unknown {
  const found: unknown = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error(`there is no module ${name}`), { code: 'MODULE_NOT_FOUND' });
  return found;
}

function keep(to: string): void {
  const runs = kept?.runs ?? 0;
  if (isWhole && runs >= RUNS) return;
  const parts = new Map(kept?.parts);
  for (const [name, script] of scripts) parts.set(name, script.createCachedData());
  writeKept(to, { parts, runs: runs + 1 });
  if (kept === undefined) dropOthers(dirname(to));
}

/** Those of other versions of the package, after a while: two may be in use. */
function dropOthers(from: string): void {
  try {
    for (const name of readdirSync(from)) {
      if (!name.startsWith(PREFIX) || name.startsWith(ours)) continue;
      if (Date.now() - statSync(join(from, name)).mtimeMs > OTHERS_MS) rmSync(join(from, name), { force: true });
    }
  } catch {
    // Another run may have dropped it, and what stays costs nothing but its place.
  }
}
