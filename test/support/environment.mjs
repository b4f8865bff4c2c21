/**
 * Jest's environment for Node, with one difference: the context of the tests has an ordinary global object. Jest's own hands
 * every access of a global (`Number`, `Math`, `Uint8Array`, …) to an interceptor and a Proxy in JavaScript. Measured with Node 24:
 * 30 times slower, and most of what tests of parsers took.
 */
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

export default class FastGlobals extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    // Jest passes the object to be wrapped: here nothing is.
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
