/** The functions that an instruction is in, inlined ones too, with their variables. */
import { At, PLAIN_LANGUAGES, Tag } from '../dwarf/constants.ts';
import type { Entry, UnitEntries } from '../dwarf/entries.ts';
import { ValueKind } from '../dwarf/forms.ts';

const MAX_DEPTH = 256;
const MAX_VARIABLES = 10_000;

/** A function, or one that was inlined into the one before. */
export interface FunctionScope {
  readonly entry: Entry;
  /** Parameters first, then the variables of those blocks that the instruction is in. */
  readonly parameters: readonly Entry[];
  readonly variables: readonly Entry[];
}

const CODE: ReadonlySet<number> = new Set([Tag.FormalParameter, Tag.Variable, Tag.LexicalBlock, Tag.InlinedSubroutine]);
const FUNCTIONS: ReadonlySet<number> = new Set([Tag.Subprogram]);
const FUNCTIONS_WITHIN: ReadonlySet<number> = new Set([
  ...[Tag.Subprogram, Tag.Namespace, Tag.Module],
  ...[Tag.StructureType, Tag.ClassType, Tag.UnionType],
]);

/** Outermost first; none where no function of the unit covers the place. */
export function scopesAt(unit: UnitEntries, place: number): readonly FunctionScope[] {
  const tags = PLAIN_LANGUAGES.has(unit.unit.root.language) ? FUNCTIONS : FUNCTIONS_WITHIN;
  const found = functionAt(unit, unit.root, place, tags, MAX_DEPTH);
  const scopes: FunctionScope[] = [];
  for (let next = found; next !== undefined && scopes.length < MAX_DEPTH;) {
    const scope: MutableScope = { entry: next, parameters: [], variables: [] };
    scopes.push(scope);
    next = gather(unit, next, place, scope);
  }
  return scopes;
}

function functionAt(
  unit: UnitEntries,
  parent: Entry,
  place: number,
  tags: ReadonlySet<number>,
  left: number,
): Entry | undefined {
  for (const child of unit.children(parent, tags)) {
    if (child.tag === Tag.Subprogram && unit.contains(child, place)) return child;
    // Functions of other languages than C stand within types and namespaces, and within functions.
    const within = left > 0 && tags !== FUNCTIONS ? functionAt(unit, child, place, tags, left - 1) : undefined;
    if (within !== undefined) return within;
  }
  return undefined;
}

interface MutableScope extends FunctionScope {
  readonly parameters: Entry[];
  readonly variables: Entry[];
}

/** Takes in what a function declares. @returns the function that was inlined where the instruction is */
function gather(unit: UnitEntries, from: Entry, place: number, scope: MutableScope): Entry | undefined {
  let parent: Entry | undefined = from;
  for (let depth = 0; parent !== undefined && depth < MAX_DEPTH; depth += 1) {
    let block: Entry | undefined;
    let inlined: Entry | undefined;
    for (const child of unit.children(parent, CODE)) {
      if (scope.parameters.length + scope.variables.length >= MAX_VARIABLES) return undefined;
      if (child.tag === Tag.FormalParameter) scope.parameters.push(child);
      else if (child.tag === Tag.Variable) scope.variables.push(child);
      else if (!unit.contains(child, place)) continue;
      else if (child.tag === Tag.LexicalBlock) block ??= child;
      else inlined ??= child;
    }
    if (inlined !== undefined) return inlined;
    parent = block;
  }
  return undefined;
}

const CALLS: ReadonlySet<number> = new Set([
  ...[Tag.CallSite, Tag.GnuCallSite],
  ...[Tag.LexicalBlock, Tag.InlinedSubroutine],
]);
const CALL_PARAMETERS: ReadonlySet<number> = new Set([Tag.CallSiteParameter, Tag.GnuCallSiteParameter]);

/** The call that returns to `place`, and what it passed. */
export interface CallSite {
  readonly entry: Entry;
  readonly parameters: readonly Entry[];
}

export function callReturningTo(unit: UnitEntries, within: Entry, place: number, depth = 0): CallSite | undefined {
  if (depth > MAX_DEPTH) return undefined;
  for (const child of unit.children(within, CALLS)) {
    if (child.tag === Tag.CallSite || child.tag === Tag.GnuCallSite) {
      const value = child.attributes.get(At.CallReturnPc) ?? child.attributes.get(At.LowPc);
      if (value === undefined || unit.unit.addressOf(value) !== place) continue;
      return { entry: child, parameters: [...unit.children(child, CALL_PARAMETERS)] };
    }
    const found = callReturningTo(unit, child, place, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a flag is set. */
export function hasFlag({ attributes }: Entry, ...flags: readonly number[]): boolean {
  return flags.some((flag) => {
    const value = attributes.get(flag);
    return value?.kind === ValueKind.Number && value.number !== 0;
  });
}
