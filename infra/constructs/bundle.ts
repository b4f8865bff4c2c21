/**
 * A function's code: one ES module with everything it needs, the AWS SDK included, so that what was tested is what runs.
 * Made by esbuild in this process: CDK's own construct starts `npx` for each function, which takes ten times as long.
 *
 * The same sources make the same bytes in whatever folder and on whatever day, so that an asset has one hash everywhere.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { wasmOf } from '../../shared/bundling.ts';
import { keptBundle } from './bundle-store.ts';

const TOP = join(import.meta.dirname, '..', '..');

/**
 * Stands before an ES module. Some dependencies are CommonJS: they call require() for Node's own modules and ask for their folder, which
 * an ES module does not have.
 */
const COMMONJS_BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url), __dirname = import.meta.dirname;',
].join(' ');

/** Makes files beside the code, given the folder they go to; runs at the top of the repository. */
export type ExtraFiles = (outputDir: string) => { readonly script: string; readonly args: readonly string[] };

/** The code of `functions/<name>/handler.ts`. */
export function bundledFunction(name: string, extra?: ExtraFiles): Code {
  return Code.fromAsset(join(TOP, 'functions', name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run: bundling here can't fail for want of Docker.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle(outputDir) {
          // What makes extra files is known by its command only: where it goes stands for all folders.
          const command = JSON.stringify(extra?.('OUT') ?? null);
          const kept = keptBundle(TOP, name, command, (folder) => {
            bundle(TOP, name, folder);
            if (extra !== undefined) runScript(TOP, extra(folder));
          });
          cpSync(kept, outputDir, { recursive: true });
          return true;
        },
      },
    },
  });
}

/** Writes `index.mjs`, its source map and what has to lie beside it, for the checkout at `top`. Paths in both are from the top of the checkout. */
export function bundle(top: string, name: string, outputDir: string): void {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: top,
    entryPoints: [join(top, 'functions', name, 'handler.ts')],
    // Sources are named from here: from CDK's temporary folder, each machine would have names of its own.
    outfile: join(top, 'index.mjs'),
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: COMMONJS_BANNER },
    metafile: true,
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
  });
  mkdirSync(outputDir, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(join(outputDir, basename(path)), contents);
  const wasm = wasmOf(Object.keys(metafile.inputs));
  if (wasm !== undefined) cpSync(join(top, wasm), join(outputDir, basename(wasm)));
}

/** Runs it at the top of the checkout. What it makes is for production, whatever the caller's own environment is for. */
export function runScript(top: string, { script, args }: ReturnType<ExtraFiles>): void {
  const { status, stderr } = spawnSync(process.execPath, [join(top, script), ...args], {
    cwd: top,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ended with ${status ?? 'a signal'}: ${stderr}`);
}
