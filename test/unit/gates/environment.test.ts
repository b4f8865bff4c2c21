import { describe, expect, it, jest } from '@jest/globals';
import asyncHooks from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { isContext, runInThisContext } from 'node:vm';

describe('the environment of tests', () => {
  it('has an ordinary global object, as a program has', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      jest: { testEnvironment: string };
    };
    expect(manifest.jest.testEnvironment).toBe('<rootDir>/test/support/environment.mjs');
    // The global object of an intercepted context is not the object that its code sees.
    expect(isContext(globalThis)).toBe(true);
  });

  it('is a context of its own all the same: no test sees what another left', () => {
    Object.assign(globalThis, { left: 1 });
    expect(runInThisContext('typeof left')).toBe('undefined');
  });

  it('has no async hooks of X-Ray, or each promise of this and later files would ask them', async () => {
    const make = jest.spyOn(asyncHooks, 'createHook');
    await import('../../../shared/aws/runtime/tracing.ts');
    expect(make).not.toHaveBeenCalled();
  });

  it('lets go of the tests of a file with it', async () => {
    const environment = await another();
    const { global } = environment;
    await environment.setup();
    const state = Symbol('JEST_STATE_SYMBOL');
    global[state] = { tests: [] };
    await environment.teardown();
    expect(global[state]).toBeUndefined();
  });
});

interface Environment {
  readonly global: Record<symbol, unknown>;
  setup(): Promise<void>;
  teardown(): Promise<void>;
}

/** As Jest makes one for each file. */
async function another(): Promise<Environment> {
  const url = new URL('../../support/environment.mjs', import.meta.url);
  const { default: Made } = (await import(url.href)) as {
    default: new (config: object, context: object) => Environment;
  };
  const projectConfig = { globals: {}, testEnvironmentOptions: {}, fakeTimers: {} };
  return new Made({ globalConfig: {}, projectConfig }, { console });
}
