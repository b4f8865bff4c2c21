/** Putting crash groups together, telling them apart, and taking that back. */
import { Command } from '@commander-js/extra-typings';
import { Grouping, SimilarCrashes } from '../../../shared/contract/crashes.ts';
import type { GroupingAction } from '../../../shared/contract/crashes.ts';
import { moveAll } from '../../../shared/contract/grouping.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { count, plural } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { findCrash } from '../crashes/find.ts';
import { show } from '../format.ts';
import { progressLine } from '../output/progress.ts';
import { connect } from '../service/connect.ts';
import type { ServiceClient } from '../service/client.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function groupingCommands(context: CliContext) {
  return [mergeCommand(context), splitCommand(context), undoCommand(context), similarCommand(context)];
}

/** Asks until all crashes are moved. */
async function group(
  client: ServiceClient,
  id: string,
  action: GroupingAction,
  { stderr }: CliContext,
): Promise<Grouping> {
  const progress = progressLine(stderr);
  const ask = (of: string, what: GroupingAction): Promise<Grouping> =>
    client.post(`crashes/${encodeURIComponent(of)}/grouping`, what, Grouping);
  const first = await ask(id, action);
  try {
    return await moveAll(first, ask, (moved) => {
      progress.update(`${plural(moved, 'crash', 'crashes')} moved`);
    });
  } catch (error) {
    const { merged } = first.group;
    // What was split off is merged by its undo: a second undo would split it off again.
    const again =
      action.action === 'undo' && merged !== undefined
        ? `“purgatory crashes merge ${id} --into ${merged.into}”`
        : 'the same command';
    stderr.write(`purgatory: cut off; what was decided stands, and ${again} moves the rest\n`);
    throw error;
  } finally {
    progress.clear();
  }
}

function mergeCommand(context: CliContext) {
  return new Command('merge')
    .description(
      'Says that a crash is the same problem as another one: it is counted, and told of, as that one from now on.',
    )
    .argument('<ID>')
    .requiredOption('--into <ID>', 'the crash that it goes into')
    .option('--reason <TEXT>', 'why: kept with both')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (given, options) => {
      const client = await connect(options, context);
      const [id, into] = [await findCrash(client, given), await findCrash(client, options.into)];
      const answer = await group(client, id, { action: 'merge', into, ...reasonOf(options) }, context);
      const text = () =>
        `${id} is part of ${into}: ${plural(answer.moved, 'crash', 'crashes')} moved. “purgatory crashes undo ${id}” takes it back.`;
      show(context, { data: answer, text }, options);
    });
}

function splitCommand(context: CliContext) {
  return new Command('split')
    .description(
      'Makes a group of its own of the crashes that have one fingerprint; “crashes show --json” has the fingerprints.',
    )
    .argument('<ID>')
    .requiredOption('--fingerprint <FINGERPRINT>', 'of the crashes that leave')
    .option('--reason <TEXT>', 'why: kept with both')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (given, options) => {
      const client = await connect(options, context);
      const id = await findCrash(client, given);
      const { fingerprint } = options;
      const answer = await group(client, id, { action: 'split', fingerprint, ...reasonOf(options) }, context);
      const part = answer.split?.id ?? '';
      const text = () =>
        `${part} was split off ${id}: ${plural(answer.moved, 'crash', 'crashes')} moved. “purgatory crashes undo ${part}” takes it back.`;
      show(context, { data: answer, text }, options);
    });
}

function undoCommand(context: CliContext) {
  return new Command('undo')
    .description('Takes a merge back, or puts what was split off where it was; with all that came since.')
    .argument('<ID>', 'the crash that was merged, or that was split off')
    .option('--reason <TEXT>', 'why: kept with both')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (given, options) => {
      const client = await connect(options, context);
      const id = await findCrash(client, given);
      const answer = await group(client, id, { action: 'undo', ...reasonOf(options) }, context);
      const { merged } = answer.group;
      const what = merged === undefined ? 'a crash of its own' : `part of ${merged.into}`;
      const text = () =>
        answer.moved === 0
          ? `${id} is ${what}: there was nothing to move.`
          : `${id} is ${what} again: ${plural(answer.moved, 'crash', 'crashes')} moved.`;
      show(context, { data: answer, text }, options);
    });
}

function reasonOf({ reason }: { readonly reason?: string | undefined }): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

function similarCommand(context: CliContext) {
  return new Command('similar')
    .description('Crashes that may be the same problem: near stacks, the same module or subsystem.')
    .argument('<ID>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (given, options) => {
      const client = await connect(options, context);
      const id = await findCrash(client, given);
      const similar = await client.get(`crashes/${encodeURIComponent(id)}/similar`, SimilarCrashes);
      show(context, { data: similar, text: () => renderSimilar(similar) }, options);
    });
}

function renderSimilar({ crashes, partial }: SimilarCrashes): string {
  const rows = crashes.flatMap(({ crash, reasons }) => [
    `${crash.id}  ${safeText(crash.title)} (${count(crash.count)})`,
    `    ${safeText(reasons.join('; '))}`,
  ]);
  const end = partial === true ? ['looked at those that were seen last alone'] : [];
  return [...(rows.length === 0 ? ['no crash looks like it'] : rows), ...end].join('\n');
}
