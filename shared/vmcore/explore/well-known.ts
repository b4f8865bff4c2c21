/** Types of well-known globals, which BTF does not hold: see `declarations.ts`. */
import { DECLARATIONS } from './declarations.ts';

const NAME = /([A-Za-z_][A-Za-z0-9_]*)(?:\)\(.*\))?(?:\[[^\]]*\])*$/;
let index: ReadonlyMap<string, readonly string[]> | undefined;

/** C declarations of a global of this name, the likeliest first: which of them fits is for the dump to say. */
export function declarationsOf(name: string): readonly string[] {
  index ??= indexDeclarations();
  return index.get(name) ?? [];
}

function indexDeclarations(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of DECLARATIONS.split('\n')) {
    const colon = line.indexOf(':');
    if (colon >= 0) {
      for (const name of line
        .slice(colon + 1)
        .trim()
        .split(' '))
        add(found, name, `${line.slice(0, colon)} ${name}`);
      continue;
    }
    const declaration = line.replace(/;$/, '');
    const name = NAME.exec(declaration)?.[1];
    if (name !== undefined) add(found, name, declaration);
  }
  return found;
}

function add(found: Map<string, string[]>, name: string, declaration: string): void {
  const others = found.get(name);
  if (others === undefined) found.set(name, [declaration]);
  else others.push(declaration);
}
