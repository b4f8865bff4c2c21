/** `locals`: what the functions of a stack were called with, and what their variables hold. */
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import type { Datum } from '../datum.ts';
import { tellVariables, type ToldFrame } from '../locals/tell-variables.ts';
import { stackTasks, type ViewContext } from './context.ts';
import { tracesOf } from './stacks.ts';
import { integer, text, type Table } from './table.ts';

const NONE = text('');

/** `locals [TASK …] [#FRAME …]`; `-a`: of what runs. */
export async function locals(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { world } = context;
  const ask = world.frameVariables;
  if (ask === undefined) {
    throw new ExploreError(ExploreErrorCode.Unsupported, 'variables are told by debug files, of which none was given', {
      expected: '`purgatory explore DUMP` with --debuginfo FILE, --debuginfo /usr/lib/debug or --debuginfod URL',
    });
  }
  const frames = words.flatMap((word) => (/^#\d+$/.test(word) ? Number(word.slice(1)) : []));
  const tasks = await stackTasks(
    context,
    words.filter((word) => !word.startsWith('#')),
  );
  const traces = await tracesOf(world);
  const rows: Datum[][] = [];
  const notes = new Set<string>();
  for (const task of tasks) {
    const trace = traces.byAddress.get(task.address);
    if (trace === undefined || trace.unwound.frames.length === 0) {
      notes.add(`pid ${task.pid}: ${trace?.note ?? 'no stack'}`);
      continue;
    }
    for (const [i, frame] of (await tellVariables(world, ask, trace)).entries()) {
      if (frames.length > 0 && !frames.includes(i)) continue;
      rows.push(...rowsOf([integer(task.pid), integer(i)], trace.frames[i]?.symbol ?? '', frame));
    }
  }
  return {
    columns: ['PID', 'FRAME', 'FUNCTION', 'KIND', 'NAME', 'TYPE', 'VALUE', 'WHY'],
    rows,
    ...(notes.size === 0 ? {} : { notes: [...notes] }),
  };
}

function rowsOf(lead: readonly Datum[], symbol: string, { functions, note }: ToldFrame): Datum[][] {
  if (functions.length === 0) return [[...lead, text(symbol), NONE, NONE, NONE, NONE, text(note)]];
  return functions.flatMap(({ function: name, inlined, variables }) => {
    const called = text(inlined ? `${name} (inlined)` : name);
    if (variables.length === 0) return [[...lead, called, NONE, NONE, NONE, NONE, NONE]];
    return variables.map((variable) => [
      ...[...lead, called, text(variable.isParameter ? 'parameter' : 'variable')],
      ...[text(variable.name), text(variable.type), variable.datum ?? NONE, text(variable.why ?? '')],
    ]);
  });
}
