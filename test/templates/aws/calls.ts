/**
 * Which calls of AWS a function's code can make. Its modules are those that its bundle has; within them a function or method counts
 * as reached when its name is used in one that is reached, from the handler on. So a store's method that this function never
 * calls asks for no right, although the bundle holds it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

const TOP = join(import.meta.dirname, '../../..');

interface Unit {
  readonly name: string;
  /** Names of functions, methods and imported things that its body uses. */
  readonly uses: Set<string>;
  /** `PutObjectCommand` without `Command`. */
  readonly commands: Set<string>;
  readonly file: string;
  /** The function or class that it stands in. */
  readonly within: Unit | undefined;
}

export interface Reached {
  readonly commands: ReadonlySet<string>;
  readonly files: readonly string[];
}

const known = new Map<string, Promise<Reached>>();

/** What `functions/<name>/handler.ts` can reach. */
export function reached(name: string): Promise<Reached> {
  const there = known.get(name) ?? read(name);
  known.set(name, there);
  return there;
}

async function read(name: string): Promise<Reached> {
  const entry = `functions/${name}/handler.ts`;
  const { metafile } = await build({
    absWorkingDir: TOP,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: 'x.mjs',
  });
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 && file.endsWith('.ts') ? [file] : [],
  );
  const units = files.flatMap((file) => unitsOf(file));
  return { commands: spread(units, entry), files };
}

/**
 * Follows names from the handler's own code and from what runs when a module is loaded. What stands within a function or a class is
 * reached only where that is.
 */
function spread(units: readonly Unit[], entry: string): ReadonlySet<string> {
  const used = new Set<string>();
  const done = new Set<Unit>();
  const isReached = ({ name, file, within }: Unit): boolean =>
    (name === MODULE || file === entry || used.has(name)) && (within === undefined || done.has(within));
  for (let before = -1; before < done.size;) {
    before = done.size;
    for (const unit of units) {
      if (done.has(unit) || !isReached(unit)) continue;
      done.add(unit);
      for (const use of unit.uses) used.add(use);
    }
  }
  return new Set([...done].flatMap(({ commands }) => [...commands]));
}

const MODULE = '(module)';
const TRANSACTED = new Set(['Put', 'Update', 'Delete', 'ConditionCheck']);

const unitsKnown = new Map<string, readonly Unit[]>();

/** Read once, though most files are in several bundles. */
function unitsOf(file: string): readonly Unit[] {
  const units = unitsKnown.get(file) ?? readUnits(file);
  unitsKnown.set(file, units);
  return units;
}

function readUnits(file: string): Unit[] {
  const source = ts.createSourceFile(file, readFileSync(join(TOP, file), 'utf8'), ts.ScriptTarget.Latest);
  const units: Unit[] = [];
  const begin = (name: string, within?: Unit): Unit => {
    const unit = { name, uses: new Set<string>(), commands: new Set<string>(), file, within };
    units.push(unit);
    return unit;
  };
  const walk = (node: ts.Node, unit: Unit): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    const name = nameOfFunction(node);
    if (name !== undefined) {
      const inner = begin(name, unit);
      node.forEachChild((child) => {
        walk(child, inner);
      });
      return;
    }
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
      const [, command] = /^(\w+)Command$/.exec(node.expression.text) ?? [];
      if (command !== undefined) unit.commands.add(command);
    }
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) unit.uses.add(node.text);
    // One of the parts of a transaction: `{ Put: … }`.
    if (ts.isPropertyAssignment(node) && TRANSACTED.has(textOf(node.name) ?? ''))
      unit.commands.add(`Transact${textOf(node.name) ?? ''}`);
    node.forEachChild((child) => {
      walk(child, unit);
    });
  };
  walk(source, begin(MODULE));
  return units;
}

/** A class, a function, a method or a property that holds one; undefined for code that runs where it stands. */
function nameOfFunction(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isClassDeclaration(node))
    return textOf(node.name);
  if (ts.isConstructorDeclaration(node)) return undefined;
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    const { initializer } = node;
    const isFunction =
      initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
    return isFunction ? textOf(node.name) : undefined;
  }
  return undefined;
}

function textOf(name: ts.Node | undefined): string | undefined {
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}
