/**
 * Bundles each test file with the project's code, instrumented where it is mutated. Packages stay outside and are loaded
 * once for a process, so that a mutant costs the evaluation of one bundle and not the loading of the AWS SDK.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as esbuild, type Plugin } from 'esbuild';
import { TOP } from './mutants.ts';

const SHIM = pathToFileURL(join(import.meta.dirname, 'jest-globals.ts')).href;

/** The bundles' paths by test file. */
export async function bundle(
  tests: readonly string[],
  sources: ReadonlyMap<string, string>,
  folder: string,
): Promise<Map<string, string>> {
  const outputs = new Map(tests.map((test) => [test, join(folder, `${test.replaceAll('/', '_')}.mjs`)]));
  await esbuild({
    entryPoints: tests.map((test) => ({ in: join(TOP, test), out: test.replaceAll('/', '_') })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    logLevel: 'error',
    plugins: [instrumented(sources)],
  });
  return outputs;
}

function instrumented(sources: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'instrumented',
    setup(build) {
      build.onResolve({ filter: /^@jest\/globals$/ }, () => ({ path: SHIM, external: true }));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = sources.get(relative(TOP, path)) ?? readFileSync(path, 'utf8');
        // A bundle lies elsewhere than its files did.
        const contents = text
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
          .replaceAll('import.meta.filename', JSON.stringify(path))
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
        return { contents, loader: 'ts' };
      });
    },
  };
}
