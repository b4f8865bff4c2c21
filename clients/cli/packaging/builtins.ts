/**
 * Node's own modules as the objects that they are.
 *
 * An `import` of one makes Node read every property of it for the names that the module exports, and some do much when they are read:
 * `fs` loads its streams, `process` opens standard input, `crypto` loads all of Web Crypto. `process.getBuiltinModule` answers the same
 * object and reads none.
 */
import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/** Stands before a module's name in what esbuild writes: so its import is told from a text that looks like one. */
const MARK = 'node-itself:';

const IMPORT = new RegExp(
  String.raw`import\s*(?:(?<whole>[\w$]+)\s*,?)?\s*(?:\{(?<names>[^{}]*)\}|\*\s*as\s+(?<all>[\w$]+))?\s*(?:from\s*)?"${MARK}(?<name>[\w/]+)";?`,
  'g',
);

/** Marks each import of a module of Node's. */
export const MARKED_BUILTINS: Plugin = {
  name: 'marked-builtins',
  setup(build) {
    build.onResolve({ filter: /^[a-z]/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      if (kind !== 'import-statement' || !builtinModules.includes(name)) return undefined;
      return { path: `${MARK}${name}`, external: true, sideEffects: false };
    });
  },
};

/**
 * @param code an ES module that esbuild made with {@link MARKED_BUILTINS}
 * @throws {Error} where an import is written in a way that is not known here
 */
export function withBuiltinsAsObjects(code: string): string {
  const bindings: string[] = [];
  const rest = code.replaceAll(IMPORT, (...args) => {
    const { whole, names, all, name = '' } = args.at(-1) as Partial<Record<string, string>>;
    const pattern = names?.replaceAll(/\s+as\s+/g, ':');
    for (const bound of [whole, all, pattern && `{${pattern}}`])
      if (bound !== undefined) bindings.push(`const ${bound}=process.getBuiltinModule("node:${name}");`);
    return '';
  });
  const left = rest.indexOf(MARK);
  if (left >= 0) throw new Error(`an import is not understood: ${rest.slice(Math.max(0, left - 80), left + 40)}`);
  // Before everything else, as what is imported is there before the first line runs; a line that names the interpreter stays the first.
  const [interpreter = ''] = /^#!.*\n/.exec(rest) ?? [];
  return [interpreter, ...bindings, rest.slice(interpreter.length)].join('');
}
