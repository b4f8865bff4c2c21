import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { MARKED_BUILTINS, withBuiltinsAsObjects } from '../../../../clients/cli/packaging/builtins.ts';

async function bundled(contents: string, minify = true): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    plugins: [MARKED_BUILTINS],
    format: 'esm',
    platform: 'node',
    bundle: true,
    write: false,
    minify,
  });
  return outputFiles[0]?.text ?? '';
}

async function run(contents: string, minify?: boolean): Promise<unknown> {
  const code = withBuiltinsAsObjects(await bundled(contents, minify));
  expect(code).not.toMatch(/^\s*import\b/m);
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: unknown };
  return module.default;
}

describe('withBuiltinsAsObjects', () => {
  it.each([
    ['names', "import { join as put, sep } from 'node:path'; export default put('a', 'b') + sep;"],
    ['a name without node:', "import { join } from 'path'; export default join('a', 'b/');"],
    ['the whole', "import path from 'node:path'; export default path.join('a', 'b/');"],
    ['all of it', "import * as path from 'node:path'; export default path.join('a', 'b/');"],
    ['the whole and a name', "import path, { sep } from 'node:path'; export default path.join('a', 'b') + sep;"],
    ['a module below another', "import { join } from 'node:path/posix'; export default join('a', 'b/');"],
    ['for its effects alone', "import 'node:path'; export default 'a/b/';"],
  ])('is what imports %s gives, written short and written out', async (_, contents) => {
    expect(await run(contents)).toBe('a/b/');
    expect(await run(contents, false)).toBe('a/b/');
  });

  it('reads no property that was not imported', async () => {
    const path = process.getBuiltinModule('node:path');
    let reads = 0;
    Object.defineProperty(path, 'costly', { enumerable: true, configurable: true, get: () => (reads += 1) });
    try {
      await run("import { join } from 'node:path'; export default join('a');");
      expect(reads).toBe(0);
    } finally {
      Reflect.deleteProperty(path, 'costly');
    }
  });

  it('has them before the first line runs, and leaves the line that names the interpreter the first', () => {
    const code = '#!/usr/bin/env node\ndo(a);import{a}from"node-itself:os";';
    expect(withBuiltinsAsObjects(code)).toBe(
      '#!/usr/bin/env node\nconst {a}=process.getBuiltinModule("node:os");do(a);',
    );
  });

  it('leaves texts that look like an import alone', async () => {
    const text = 'import{join}from"node:path";';
    expect(await run(`export default ${JSON.stringify(text)};`)).toBe(text);
  });

  it('says so where it does not understand one', () => {
    expect(() => withBuiltinsAsObjects('export*from"node-itself:fs";')).toThrow('export*from"node-itself:fs"');
  });
});
