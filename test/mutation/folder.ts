/** Which files of a folder are mutated, and which tests are held against them. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, matchesGlob, relative } from 'node:path';
import { TOP } from './mutants.ts';

/** Wiring that only runs inside of Lambda, held by the integration tests; and what has no behaviour. */
const LEFT_OUT = /(^functions\/[^/]+\/handler\.ts|\/names\.ts|\.d\.ts)$/;

/** Scripts of shell that are mutated, by the tests beside them that run them. */
const SCRIPTS: ReadonlyMap<string, string> = new Map([
  [
    'clients/agent/purgatory-agent',
    'test/interop/agent/{addresses,answers,crash,dash,doctor,faults,hold,hostile,kills,network,notes,parts,steps,surroundings,watchdog}.test.ts',
  ],
]);
/** Tests of the stacks take only names from the functions, and much time; the agent's run no code of ours but its packages'. */
const TESTS = [
  'test/unit/{clients,functions,post-copy,shared}/**/*.test.ts',
  'test/interop/agent/packages.test.ts',
  'test/interop/cli-package.test.ts',
];

export const isScript = (file: string): boolean => SCRIPTS.has(file);

/** Whether a test runs a script that is mutated. */
export const runsScript = (test: string): boolean => [...SCRIPTS.values()].some((tests) => matchesGlob(test, tests));

/** @param folder a folder or a file, from the top of the project */
export function sourcesOf(folder: string): string[] {
  const path = join(TOP, folder);
  if (!existsSync(path)) return [];
  const found = statSync(path).isFile() ? [folder] : globSync(`${folder}/**/*.ts`, { cwd: TOP });
  const scripts = [...SCRIPTS.keys()].filter((script) => script.startsWith(`${folder}/`));
  return [...found, ...scripts].filter((file) => !LEFT_OUT.test(file)).sort();
}

/** The unit tests that mirror the folder, then those that reach into it by an import of their own or of their helpers. */
export function testsOf(folder: string): string[] {
  const script = SCRIPTS.get(folder);
  if (script !== undefined) return globSync(script, { cwd: TOP }).sort();
  const all = globSync(TESTS, { cwd: TOP }).sort();
  const mirrored = all.filter((test) => isMirror(test, folder));
  const others = all.filter((test) => !mirrored.includes(test) && reaches(test, folder));
  return [...mirrored, ...others];
}

export function isMirror(test: string, folder: string): boolean {
  if (isScript(folder)) return true;
  const mirror = `test/unit/${folder.replace(/\.ts$/, '')}`;
  return test.startsWith(`${mirror}/`) || test === `${mirror}.test.ts`;
}

function reaches(test: string, folder: string): boolean {
  const seen = new Set([test]);
  for (const file of seen) {
    for (const imported of importsOf(file)) {
      if (imported === folder || imported.startsWith(`${folder}/`)) return true;
      if (imported.startsWith('test/')) seen.add(imported);
    }
  }
  return false;
}

const known = new Map<string, string[]>();

function importsOf(file: string): string[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const text = readFileSync(join(TOP, file), 'utf8');
  const imports = [...text.matchAll(/^(?:import|export|\})[^;]*?from '(\.[^']+)';/gm)].map(([, path = '']) =>
    relative(TOP, join(TOP, dirname(file), path)),
  );
  known.set(file, imports);
  return imports;
}
