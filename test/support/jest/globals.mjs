/** What files of tests import from `@jest/globals`: made anew for each, from what the runtime was given. */
import { current } from './current.mjs';

const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test, jest } = current.globals;

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test };
