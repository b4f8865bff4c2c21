/** How files of tests share a process (test/support/jest): libraries are loaded once, and nothing of ours passes from one to the next. */
import { describe, expect, it, jest } from '@jest/globals';
import asyncHooks from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isContext } from 'node:vm';
import type { ModuleMocker } from 'jest-mock';
import * as z from 'zod';
import type * as cursors from '../../../shared/bytes/cursor.ts';
import * as crashes from '../../../shared/contract/crashes.ts';
import { FormatError } from '../../../shared/errors.ts';

interface Environment {
  readonly moduleMocker: ModuleMocker;
  readonly setup: () => Promise<void>;
  readonly teardown: () => Promise<void>;
}

interface Modules {
  readonly loadAnew: (path: string, generation: string) => Promise<Record<string, unknown>>;
}

const { default: ThisProcess } = (await import(supporting('environment.mjs'))) as { default: new () => Environment };
const { loadAnew } = (await import(supporting('modules.mjs'))) as Modules;

function supporting(file: string): string {
  return new URL(`../../support/jest/${file}`, import.meta.url).href;
}

/** Lets `change` do what a file of tests may do, and ends as after a file. */
async function fileThat(change: (environment: Environment) => void): Promise<void> {
  const environment = new ThisProcess();
  await environment.setup();
  try {
    change(environment);
  } finally {
    await environment.teardown();
  }
}

describe('the environment of tests', () => {
  it('is the process itself, not a context in which all that is imported is made anew', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      jest: { testEnvironment: string; runtime: string };
    };
    expect(manifest.jest).toMatchObject({
      testEnvironment: '<rootDir>/test/support/jest/environment.mjs',
      runtime: '<rootDir>/test/support/jest/runtime.mjs',
    });
    expect(isContext(globalThis)).toBe(false);
  });

  it('has globals, environment variables and the folder as before, whatever a file did to them', async () => {
    const { fetch, process: here, setTimeout: timer } = globalThis;
    const exit = Object.getOwnPropertyDescriptor(process, 'exit');
    const home = process.env['HOME'];
    const folder = process.cwd();
    await fileThat(() => {
      Object.assign(globalThis, { fetch: () => 'left', left: 1, setTimeout: () => 'left' });
      Object.assign(process, { exit: () => 'left' });
      Object.assign(process.env, { HOME: '/left', LEFT: 'left' });
      process.exitCode = 7;
      process.chdir(tmpdir());
    });
    expect(globalThis.fetch).toBe(fetch);
    expect(globalThis.setTimeout).toBe(timer);
    expect(globalThis.process).toBe(here);
    expect('left' in globalThis).toBe(false);
    expect(Object.getOwnPropertyDescriptor(process, 'exit')).toEqual(exit);
    expect(process.env['HOME']).toBe(home);
    expect(process.env).not.toHaveProperty('LEFT');
    expect(process.exitCode).toBeUndefined();
    expect(process.cwd()).toBe(folder);
  });

  it('has what a library keeps for itself among the globals, for it stays loaded', async () => {
    const kept = { tokens: [] };
    await fileThat(() => {
      Object.assign(globalThis, { __keptByALibrary: kept });
    });
    expect(Reflect.get(globalThis, '__keptByALibrary')).toBe(kept);
    Reflect.deleteProperty(globalThis, '__keptByALibrary');
  });

  it('watches no function any more that a file watched', async () => {
    const { max } = Math;
    await fileThat(({ moduleMocker }) => {
      moduleMocker.spyOn(Math, 'max').mockReturnValue(0);
      expect(Math.max(1, 2)).toBe(0);
    });
    expect(Math.max).toBe(max);
  });

  it('has what was removed, too', async () => {
    const path = process.env['PATH'];
    const { structuredClone: clone } = globalThis;
    await fileThat(() => {
      Reflect.deleteProperty(process.env, 'PATH');
      Reflect.deleteProperty(globalThis, 'structuredClone');
    });
    expect(process.env['PATH']).toBe(path);
    expect(globalThis.structuredClone).toBe(clone);
  });

  it('has no async hooks of X-Ray, or each promise of this and later files would ask them', async () => {
    const make = jest.spyOn(asyncHooks, 'createHook');
    await import('../../../shared/aws/runtime/tracing.ts');
    expect(make).not.toHaveBeenCalled();
  });
});

describe('the modules of a file of tests', () => {
  it('are its own, also those that they import', async () => {
    const [one, two] = [await load('shared/errors.ts', 'one'), await load('shared/errors.ts', 'two')];
    const { Cursor } = (await load('shared/bytes/cursor.ts', 'one')) as Pick<typeof cursors, 'Cursor'>;
    expect(await load('shared/errors.ts', 'one')).toBe(one);
    expect(two['FormatError']).not.toBe(one['FormatError']);
    expect(() => new Cursor(new Uint8Array(3), 'sample').u32('field')).toThrow(one['FormatError']);
    expect(one['FormatError']).not.toBe(FormatError);
  });

  it('share libraries, as a program does', async () => {
    const { CrashId } = (await load('shared/contract/crashes.ts', 'one')) as Pick<typeof crashes, 'CrashId'>;
    expect(CrashId.constructor).toBe(z.ZodString);
    expect(CrashId).not.toBe(crashes.CrashId);
  });

  it('may hold markup', async () => {
    const { FilterForm } = await load('clients/web/src/ui/filter.tsx', 'one');
    expect(FilterForm).toBeInstanceOf(Function);
  });

  it('say where they are as their sources do', () => {
    const [, path, line] = /\((.*):(\d+):\d+\)$/m.exec(new Error('here').stack ?? '') ?? [];
    expect(fileURLToPath(path ?? '')).toBe(import.meta.filename);
    expect(readFileSync(import.meta.filename, 'utf8').split('\n')[Number(line) - 1]).toContain("new Error('here')");
  });
});

function load(path: string, generation: string): Promise<Record<string, unknown>> {
  return loadAnew(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), generation);
}
