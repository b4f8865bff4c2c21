/** The command line as JavaScript that needs no other package: what starts in a twentieth of a second is not loaded from 300 files. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Metafile, OutputFile } from 'esbuild';
import { COMMONJS_BANNER, wasmOf } from '../../../shared/bundling.ts';
import { MARKED_BUILTINS, withBuiltinsAsObjects } from './builtins.ts';

export const TOP = join(import.meta.dirname, '../../..');
/** The oldest Node that the package runs on: the first with zstd. */
export const OLDEST_NODE = '22.15';
const ENTRY = join(TOP, 'clients/cli/main.ts');
/** Where code is that several verbs share, and what it looks for beside it. */
const CHUNKS = 'lib';

export interface Bundled {
  /** By name within the bundle. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Folders of which something is in it, from the top of the checkout: `node_modules/zod`, `node_modules/@smithy/core`. */
  readonly packages: readonly string[];
}

/** ES modules: each verb's own code is loaded when it is called. `main.js` is what runs. */
export function bundleModules(version: string): Promise<Bundled> {
  const chunkNames = `${CHUNKS}/[name]-[hash]`;
  return bundle(version, {
    format: 'esm',
    splitting: true,
    chunkNames,
    banner: { js: COMMONJS_BANNER },
    plugins: [MARKED_BUILTINS],
  });
}

/** One script, as Node's single executables want it (https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html). */
export function bundleScript(version: string): Promise<Bundled> {
  return bundle(version, { format: 'cjs' });
}

async function bundle(
  version: string,
  options: Pick<BuildOptions, 'format' | 'splitting' | 'chunkNames' | 'banner' | 'plugins'>,
): Promise<Bundled> {
  const outdir = join(TOP, 'bundle');
  const { outputFiles, metafile } = await build({
    ...options,
    absWorkingDir: TOP,
    entryPoints: [ENTRY],
    outdir,
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: `node${OLDEST_NODE}`,
    mainFields: ['module', 'main'],
    define: { PURGATORY_VERSION: JSON.stringify(version) },
    minify: true,
    keepNames: true,
    logLevel: 'error',
  });
  const files = new Map(outputFiles.map((file) => [file.path.slice(outdir.length + 1), written(file)]));
  const wasm = wasmOf(Object.keys(metafile.inputs));
  if (wasm !== undefined) files.set(join(CHUNKS, basename(wasm)), readFileSync(join(TOP, wasm)));
  return { files, packages: packagesIn(metafile) };
}

/**
 * A file that calls nothing of CommonJS has no use for what stands in for it, and each such line takes its time at the start.
 * Files that are no modules have neither.
 */
function written({ text, contents }: OutputFile): Uint8Array {
  const [own, ...others] = text.split(COMMONJS_BANNER);
  if (others.length === 0) return contents;
  const code = withBuiltinsAsObjects([own, ...others].join('').trimStart());
  return Buffer.from(/\b(?:require|__dirname)\b/.test(code) ? `${COMMONJS_BANNER}\n${code}` : code);
}

function packagesIn({ inputs }: Metafile): string[] {
  const found = Object.keys(inputs).flatMap((path) => {
    // A package within another's folder is the inner one.
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(found)].sort();
}
