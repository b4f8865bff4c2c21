/**
 * Holds the variables that we tell against drgn's: `node test/interop/locals-oracle.ts [-v] DUMP DEBUGINFO DRGN.json`, where DRGN.json is
 * what `drgn-locals.py` has written and DEBUGINFO a debug file or folder.
 *
 * Every variable that drgn names is looked for in the same function of the same frame. Counted are values that are equal and that
 * differ, and who of the two knows none: drgn calls absent what we call optimised out or unknown.
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { fileSource } from '../../shared/bytes/file-source.ts';
import { openDebugFiles } from '../../shared/symbols/locals/find.ts';
import { frameVariables } from '../../shared/symbols/locals/source.ts';
import type { Datum } from '../../shared/vmcore/explore/datum.ts';
import { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import { tellVariables } from '../../shared/vmcore/explore/locals/tell-variables.ts';
import type { ToldVariable } from '../../shared/vmcore/explore/locals/tell-variables.ts';
import { tracesOf } from '../../shared/vmcore/explore/views/stacks.ts';

interface DrgnVariable {
  readonly name: string;
  readonly is: 'absent' | 'value' | 'memory' | 'bytes' | 'error';
  readonly value?: string;
  readonly address?: string;
}

interface DrgnFrame {
  readonly function: string | null;
  readonly inlined: boolean;
  readonly variables: readonly DrgnVariable[];
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', short: 'v' } },
});
const [dump, debuginfo, oracle] = positionals;
if (dump === undefined || debuginfo === undefined || oracle === undefined) {
  console.error('usage: node test/interop/locals-oracle.ts [-v] DUMP DEBUGINFO DRGN.json');
  process.exit(2);
}
const files = await openDebugFiles({ paths: [debuginfo], servers: [], debuginfod: { fetch, directory: tmpdir() } });
const ask = frameVariables((build) => files.find(build));
const source = await fileSource(dump);
const explorer = await Explorer.open([source]);
const traces = await tracesOf(explorer.world);
const drgn = JSON.parse(readFileSync(oracle, 'utf8')) as Record<string, readonly DrgnFrame[]>;

const counts = new Map<string, number>();
const note = (outcome: string, of: unknown): void => {
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  if (values.verbose === true && outcome !== 'equal') console.log(outcome, JSON.stringify(of));
};
for (const [address, frames] of Object.entries(drgn)) {
  const trace = traces.byAddress.get(BigInt(address));
  if (trace === undefined) continue;
  const told = await tellVariables(explorer.world, ask, trace);
  for (const [i, functions] of physical(frames).entries()) {
    const own = told[i]?.functions ?? [];
    for (const theirs of functions) {
      const ours = own.find((each) => each.function === theirs.function && each.inlined === theirs.inlined);
      const seen = new Map<string, number>();
      for (const variable of theirs.variables) {
        // A block may declare the name of the one around it: drgn names both.
        const at = seen.get(variable.name) ?? 0;
        seen.set(variable.name, at + 1);
        const found = ours?.variables.filter(({ name }) => name === variable.name)[at];
        note(outcomeOf(variable, found), { address, frame: i, function: theirs.function, variable, ours: found });
      }
    }
  }
}
await explorer.close();
await Promise.all([source.close(), files.close()]);
for (const [outcome, count] of [...counts].sort(([, a], [, b]) => b - a))
  console.log(String(count).padStart(6), outcome);
process.exitCode = [...counts.keys()].some((outcome) => /differ|missing/.test(outcome)) ? 1 : 0;

/** drgn lists inlined functions as frames of their own, before the one that they are in. */
function physical(frames: readonly DrgnFrame[]): DrgnFrame[][] {
  const groups: DrgnFrame[][] = [];
  let group: DrgnFrame[] = [];
  for (const frame of frames) {
    group.push(frame);
    if (frame.inlined) continue;
    groups.push(group);
    group = [];
  }
  return groups;
}

function outcomeOf(theirs: DrgnVariable, ours: ToldVariable | undefined): string {
  if (ours === undefined) return theirs.is === 'absent' ? 'absent at drgn, not named by us' : 'missing here';
  const { datum, why = '' } = ours;
  const reason = why.replace(/:.*/, '');
  if (theirs.is === 'absent') return `absent at drgn, here ${datum === undefined ? reason : 'known'}`;
  if (theirs.is === 'error') return `not readable for drgn, here ${datum === undefined ? reason : 'known'}`;
  if (datum === undefined) return `known at drgn, here ${reason}`;
  const number = numberOf(datum);
  if (theirs.is === 'value') {
    const isEqual =
      number !== undefined && BigInt.asUintN(64, number) === BigInt.asUintN(64, BigInt(theirs.value ?? 0));
    return isEqual ? 'equal' : 'values differ';
  }
  if (number === undefined || theirs.is === 'bytes') return 'a structure, told by its members';
  return number === BigInt(theirs.address ?? 0) ? 'equal' : 'addresses differ';
}

function numberOf(datum: Datum): bigint | undefined {
  switch (datum.is) {
    case 'pointer':
      return BigInt(datum.address);
    case 'integer':
    case 'enum':
      return BigInt(datum.value);
    default:
      return undefined;
  }
}
