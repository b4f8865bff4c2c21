/**
 * Jest's environment for Node, with two differences.
 *
 * The context of the tests has an ordinary global object. Jest's own hands every access of a global (`Number`, `Math`,
 * `Uint8Array`, …) to an interceptor and a Proxy in JavaScript. Measured with Node 24: 30 times slower, and most of what tests of
 * parsers took.
 *
 * What a file leaves in memory goes with it. Otherwise a worker keeps the modules and the data of each file that it has run, and every
 * collection of garbage walks through them: the later a test came, the longer it took.
 */
import v8 from 'node:v8';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

// V8 keeps the code of modules for the next time it sees the same. It never does here, for each module is made with an identity of its
// own (a symbol for its imports); and the code keeps that identity, which keeps the module.
v8.setFlagsFromString('--no-compilation-cache');

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

  async setup() {
    await super.setup();
    // Otherwise X-Ray's tracer makes an async hook wherever it is loaded and never ends it: every promise of this file and of all later
    // ones would ask it. Nothing is traced outside Lambda.
    this.global.process.env.AWS_XRAY_MANUAL_MODE = '1';
  }

  async teardown() {
    const { global } = this;
    await super.teardown();
    // Jest keeps the tests themselves under a symbol of the global object. In Node 24 a module holds those that it imports in a way that
    // the collector does not see through: a way back from them to it, which this is, would keep all of them for good.
    for (const symbol of Object.getOwnPropertySymbols(global)) Reflect.deleteProperty(global, symbol);
  }
}
