/** Jest's runtime, which loads what a file of tests needs: here Node does, see `modules.mjs`. */
import { createRequire } from 'node:module';
import { current } from './current.mjs';
import { loadAnew, nextGeneration, sourceMaps } from './modules.mjs';

const require = createRequire(import.meta.url);
/** Jest's runner keeps the tests of a file and who hears of them in its module and under this name. */
const LISTENERS = Symbol.for('EVENT_HANDLERS');
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

export default class NativeRuntime {
  #environment;
  #generation = nextGeneration();

  constructor(_config, environment) {
    this.#environment = environment;
  }

  setGlobalsForRuntime(globals) {
    current.globals = { ...globals, jest: this.#jest() };
  }

  /** Modules of Jest, with no state of an earlier file. */
  requireInternalModule(path) {
    Reflect.deleteProperty(globalThis, LISTENERS);
    Reflect.deleteProperty(globalThis, TIMEOUT);
    Reflect.deleteProperty(require.cache, path);
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return loadAnew(path, this.#generation);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {
    current.globals = undefined;
  }

  #jest() {
    const { moduleMocker } = this.#environment;
    const jest = {
      fn: moduleMocker.fn.bind(moduleMocker),
      spyOn: moduleMocker.spyOn.bind(moduleMocker),
      setTimeout(ms) {
        globalThis[TIMEOUT] = ms;
        return jest;
      },
    };
    return new Proxy(jest, { get: (target, name) => target[name] ?? absent(name) });
  }
}

function absent(name) {
  throw new Error(
    `There is no jest.${String(name)} here: Node loads the modules of tests, and test/support/jest says what there is.`,
  );
}
