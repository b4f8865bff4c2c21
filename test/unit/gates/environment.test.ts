import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { isContext, runInThisContext } from 'node:vm';

it('the tests have an ordinary global object, as a program has', () => {
  const { jest } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    jest: { testEnvironment: string };
  };
  expect(jest.testEnvironment).toBe('<rootDir>/test/support/environment.mjs');
  // The global object of an intercepted context is not the object that its code sees.
  expect(isContext(globalThis)).toBe(true);
});

it('is a context of its own all the same: no test sees what another left', () => {
  Object.assign(globalThis, { left: 1 });
  expect(runInThisContext('typeof left')).toBe('undefined');
});
