/** The command line as JavaScript that needs no other package: what starts in a twentieth of a second is not loaded from 300 files. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { wasmOf } from '../../../shared/bundling.ts';

export const TOP = join(import.meta.dirname, '../../..');
/** The oldest Node that the package runs on: the first with zstd. */
export const OLDEST_NODE = '22.15';
const ENTRY = join(TOP, 'clients/cli/main.ts');
const START = join(TOP, 'clients/cli/packaging/loader/start.ts');
const OUT = join(TOP, 'bundle');
/**
 * Commander can start commands that are files of their own, and loads for that what opens sockets and pipes: there are none here, and it is
 * a fiftieth of the time of a report.
 */
const LAZY_CHILD_PROCESS: Plugin = {
  name: 'lazy-child-process',
  setup(bundling) {
    bundling.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/node_modules/commander/') ? { path: 'child-process', namespace: 'lazy' } : undefined,
    );
    bundling.onLoad({ filter: /^child-process$/, namespace: 'lazy' }, () => ({
      contents: "export default { get spawn() { return process.getBuiltinModule('node:child_process').spawn; } };",
    }));
  },
};
const COMMON = {
  absWorkingDir: TOP,
  write: false,
  bundle: true,
  platform: 'node',
  target: `node${OLDEST_NODE}`,
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  logLevel: 'error',
  plugins: [LAZY_CHILD_PROCESS],
} satisfies BuildOptions;
/** Where code is that several verbs share, and what it looks for beside it. */
const CHUNKS = 'lib';

export interface Bundled {
  /** By name within the bundle. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Folders of which something is in it, from the top of the checkout: `node_modules/zod`, `node_modules/@smithy/core`. */
  readonly packages: readonly string[];
}

/** Scripts of which each verb loads its own when it is called, and `start.cjs`, which loads them and is what runs: see loader/start.ts. */
export async function bundleModules(version: string): Promise<Bundled> {
  const modules = await bundle(version, {
    format: 'esm',
    splitting: true,
    chunkNames: `${CHUNKS}/[name]-[hash]`,
    outExtension: { '.js': '.cjs' },
    define: { PURGATORY_KEEPS_CODE: 'true' },
  });
  const files = new Map<string, Uint8Array>();
  for (const [name, bytes] of modules.files) files.set(name, name.endsWith('.cjs') ? await asScript(bytes) : bytes);
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: [START],
    outdir: OUT,
    format: 'cjs',
    define: { PURGATORY_SCRIPTS: JSON.stringify(digestOf(files)) },
  });
  for (const { contents } of outputFiles) files.set('start.cjs', contents);
  return { ...modules, files };
}

/** One script, as Node's single executables want it (https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html). */
export function bundleScript(version: string): Promise<Bundled> {
  return bundle(version, { format: 'cjs' });
}

/**
 * An ES module as what V8 can be given with code that was kept. What it imports when it gets there, it requires then. And Node's own modules
 * are required as the objects that they are: an ES module's import has every property of them read, which opens standard input, and loads
 * streams and all of Web Crypto.
 */
async function asScript(module: Uint8Array): Promise<Uint8Array> {
  const text = Buffer.from(module)
    .toString()
    .replace(/^#!.*\n/, '');
  const { code } = await transform(text, {
    format: 'cjs',
    minify: true,
    target: COMMON.target,
    supported: { 'dynamic-import': false },
    logLevel: 'error',
  });
  return Buffer.from(code);
}

function digestOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

async function bundle(
  version: string,
  { define, ...options }: Pick<BuildOptions, 'format' | 'splitting' | 'chunkNames' | 'outExtension' | 'define'>,
): Promise<Bundled> {
  const { outputFiles, metafile } = await build({
    ...COMMON,
    ...options,
    entryPoints: [ENTRY],
    outdir: OUT,
    metafile: true,
    define: { ...define, PURGATORY_VERSION: JSON.stringify(version) },
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path.slice(OUT.length + 1), contents]));
  const wasm = wasmOf(Object.keys(metafile.inputs));
  if (wasm !== undefined) files.set(join(CHUNKS, basename(wasm)), readFileSync(join(TOP, wasm)));
  return { files, packages: packagesIn(metafile) };
}

function packagesIn({ inputs }: Metafile): string[] {
  const found = Object.keys(inputs).flatMap((path) => {
    // A package within another's folder is the inner one.
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(found)].sort();
}
