/** A function's bundle is the same bytes wherever and whenever it is made: its asset has one hash on every machine. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { bundle, runScript } from '../../infra/constructs/bundle.ts';
import { keptBundle } from '../../infra/constructs/bundle-store.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const TOP = join(import.meta.dirname, '../..');
const NAME = 'sweep';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purgatory-bundle-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The files that go into the function, with the package.json files that say how packages are found. */
function inputs(): ReadonlySet<string> {
  const { metafile } = buildSync({
    absWorkingDir: TOP,
    entryPoints: [join('functions', NAME, 'handler.ts')],
    ...{ bundle: true, write: false, metafile: true, platform: 'node', format: 'esm', outdir: 'out' },
    mainFields: ['module', 'main'],
  });
  const files = new Set<string>(['tsconfig.json']);
  for (const file of Object.keys(metafile.inputs)) {
    files.add(file);
    for (let up = dirname(file); up !== '.'; up = dirname(up)) {
      if (existsSync(join(TOP, up, 'package.json'))) files.add(join(up, 'package.json'));
    }
  }
  return files;
}

function checkout(path: string, modified: Date): string {
  const top = join(folder, path);
  for (const file of inputs()) {
    mkdirSync(dirname(join(top, file)), { recursive: true });
    cpSync(join(TOP, file), join(top, file));
    utimesSync(join(top, file), modified, modified);
  }
  return top;
}

describe('the bundle of a function', () => {
  it('is the same bytes from two folders, of two days, into two more', () => {
    const tops = [checkout('a', new Date('2020-02-29')), checkout('deep/down/in b', new Date('2026-11-29'))];
    const [first, second] = tops.map((top, i) => {
      const out = join(folder, i === 0 ? 'out' : 'further/away/out');
      bundle(top, NAME, out);
      return ['index.mjs', 'index.mjs.map'].map((name) => readFileSync(join(out, name), 'utf8'));
    });
    expect(second).toEqual(first);
    const { sources } = JSON.parse(first?.[1] ?? '') as { sources: string[] };
    expect(sources).toContain(`functions/${NAME}/handler.ts`);
    expect(sources.filter((source) => source.startsWith('..') || source.startsWith('/'))).toEqual([]);
    expect(first?.join('')).not.toContain(folder);
  });
});

describe('the bundle of a function that disassembles', () => {
  it('has the WebAssembly beside it that its code looks for there', () => {
    const out = join(folder, 'explore');
    bundle(TOP, 'explore', out);
    expect(readFileSync(join(out, 'index.mjs'), 'utf8')).toContain('capstone.wasm');
    expect(readFileSync(join(out, 'capstone.wasm')).toString('latin1', 0, 4)).toBe('\0asm');
  });

  it('is the only one', () => {
    const out = join(folder, 'alone');
    bundle(TOP, NAME, out);
    expect(readdirSync(out).sort()).toEqual(['index.mjs', 'index.mjs.map']);
  });
});

describe("the console's page", () => {
  /** What `vite build` makes in a checkout at `path`, by the names of its files. */
  function built(path: string): Record<string, string> {
    const top = join(folder, path);
    for (const each of ['clients/web', 'shared', 'package.json', 'tsconfig.json']) {
      cpSync(join(TOP, each), join(top, each), { recursive: true });
    }
    symlinkSync(join(TOP, 'node_modules'), join(top, 'node_modules'));
    const out = join(folder, `${path} built`);
    const args = ['build', 'clients/web', '--logLevel', 'warn', '--emptyOutDir', '--outDir', out];
    runScript(top, { script: 'node_modules/vite/bin/vite.js', args });
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
    return Object.fromEntries(paths.map((file) => [relative(out, file), sha256(readFileSync(file))]));
  }

  it('is the same bytes from two folders', () => {
    const first = built('page');
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining(['index.html', expect.stringMatching(/^assets.index-.*js$/)]),
    );
    expect(built('some where/else')).toEqual(first);
  });
});

describe('keptBundle', () => {
  it('makes a bundle once, and again only when something that goes into it has changed', () => {
    const top = join(folder, 'kept');
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(top, file)), { recursive: true });
      writeFileSync(join(top, file), text);
    };
    write('functions/f/handler.ts', 'one');
    write('functions/g/handler.ts', 'other');
    write('shared/a.ts', 'shared');
    write('package-lock.json', '{}');
    const made: string[] = [];
    const bundleOf = (command = 'null'): string => {
      const kept = keptBundle(top, 'f', command, (out) => {
        made.push(command);
        writeFileSync(join(out, 'index.mjs'), readFileSync(join(top, 'functions/f/handler.ts')));
      });
      return readFileSync(join(kept, 'index.mjs'), 'utf8');
    };
    expect([bundleOf(), bundleOf()]).toEqual(['one', 'one']);
    expect(made).toHaveLength(1);
    write('functions/g/handler.ts', 'changed');
    write('clients/web/page.ts', 'changed');
    bundleOf();
    expect(made).toHaveLength(1);
    write('functions/f/handler.ts', 'two');
    expect(bundleOf()).toBe('two');
    for (const file of ['shared/a.ts', 'shared/new.ts', 'package-lock.json', 'infra/constructs/bundle.ts']) {
      const before = made.length;
      write(file, 'changed');
      bundleOf();
      expect([file, made.length]).toEqual([file, before + 1]);
    }
    const before = made.length;
    bundleOf('vite');
    write('clients/web/page.ts', 'changed again');
    bundleOf('vite');
    expect(made).toHaveLength(before + 2);
    write('functions/f/handler.ts', 'one');
    expect(bundleOf()).toBe('one');
  });

  it('keeps nothing of a bundle that could not be made', () => {
    const fail = (): never => {
      throw new Error('no such handler');
    };
    expect(() => keptBundle(folder, 'none', 'null', fail)).toThrow('no such handler');
    const make = (out: string): void => {
      writeFileSync(join(out, 'x'), 'x');
    };
    expect(keptBundle(folder, 'none', 'null', make)).toContain('none');
  });
});
