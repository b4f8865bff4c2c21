/**
 * Jest's environment: the process itself, put back after each file as it was before.
 *
 * Jest's own is a context of V8 for each file, in which all that a file imports is loaded anew: AWS's clients, CDK, zod. That took most of
 * the time of unit tests. What has state of ours is made anew all the same (`modules.mjs`).
 */
import { ModuleMocker } from 'jest-mock';

/** Libraries that stay loaded keep what they made, by their custom: CDK its tokens (`__cdkTokenMap`), zod its settings. */
const OF_A_LIBRARY = '__';

export default class ThisProcess {
  constructor() {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.putBack = remember();
    // Otherwise X-Ray's tracer makes an async hook wherever it is loaded and never ends it: every promise of this file and of all later
    // ones would ask it. Nothing is traced outside Lambda.
    process.env.AWS_XRAY_MANUAL_MODE = '1';
  }

  async setup() {}

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    this.putBack();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}

/** @returns what makes globals, the process, its environment and its folder what they are now */
function remember() {
  const globals = new Map(Object.entries(Object.getOwnPropertyDescriptors(globalThis)));
  const ofProcess = Object.entries(Object.getOwnPropertyDescriptors(process));
  const env = { ...process.env };
  const folder = process.cwd();
  return () => {
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (!globals.has(name) && !name.startsWith(OF_A_LIBRARY)) Reflect.deleteProperty(globalThis, name);
    }
    for (const [name, was] of globals) putBack(globalThis, name, was);
    for (const [name, was] of ofProcess) putBack(process, name, was);
    for (const name of Object.keys(process.env)) {
      if (!(name in env)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, env);
    if (process.cwd() !== folder) process.chdir(folder);
    process.exitCode = undefined;
  };
}

function putBack(target, name, was) {
  const is = Object.getOwnPropertyDescriptor(target, name);
  if (is?.value === was.value && is?.get === was.get) return;
  if (is === undefined || is.configurable) Object.defineProperty(target, name, was);
  else if (is.writable) target[name] = was.value;
}
