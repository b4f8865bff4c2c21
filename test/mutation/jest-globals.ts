/** What tests import from `@jest/globals`, where they run in `worker.ts` rather than in jest: the same parts of jest. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, getState, it, setState, test } from 'jest-circus';
import { expect } from 'expect';
import { fn, spyOn } from 'jest-mock';

const jest = {
  fn,
  spyOn,
  setTimeout(testTimeout: number) {
    setState({ ...getState(), testTimeout });
  },
};

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test };
