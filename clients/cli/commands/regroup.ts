import { Command } from '@commander-js/extra-typings';
import { RegroupPage, RegroupPlan } from '../../../shared/contract/regroup.ts';
import type { Move } from '../../../shared/contract/regroup.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { plural } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { show } from '../format.ts';
import { progressLine } from '../output/progress.ts';
import type { ServiceClient } from '../service/client.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

interface Outcome {
  readonly dryRun: boolean;
  readonly read: number;
  readonly withoutLog: number;
  /** Uploads whose log takes too long to read. */
  readonly unread: readonly string[];
  readonly moves: readonly Move[];
}

export function regroupCommand(context: CliContext) {
  return new Command('regroup')
    .description('Reads all logs again by the rules of now and moves what belongs elsewhere.')
    .option('--dry-run', 'show what would move, and move nothing')
    .option('--from <CURSOR>', 'go on where an earlier run ended; it says where when it is cut off')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const dryRun = options.dryRun ?? false;
      const plan = new RegroupPlan();
      const progress = progressLine(context.stderr);
      const moves: Move[] = [];
      let read = 0;
      let withoutLog = 0;
      const unread: string[] = [];
      let cursor = options.from;
      do {
        const page: RegroupPage = await nextPage(client, dryRun, cursor, context);
        unread.push(...page.unread);
        read += page.read;
        withoutLog += page.withoutLog;
        moves.push(...page.moves, ...page.reread.flatMap((reread) => plan.next(reread) ?? []));
        cursor = page.next;
        progress.update(`${plural(read, 'log')} read, ${moves.length} to move`);
      } while (cursor !== undefined);
      progress.clear();
      const outcome = { dryRun, read, withoutLog, unread, moves };
      show(context, { data: outcome, text: () => render(outcome) }, options);
    });
}

/** Says where to go on when it ends early: a page may be asked for again at any point. */
async function nextPage(
  client: ServiceClient,
  dryRun: boolean,
  cursor: string | undefined,
  { stderr }: CliContext,
): Promise<RegroupPage> {
  try {
    return await client.post('crashes/regroup', { dryRun, cursor }, RegroupPage);
  } catch (error) {
    if (cursor !== undefined) stderr.write(`purgatory: cut off; go on with --from ${safeText(cursor)}\n`);
    throw error;
  }
}

/** One line for all that moved from one title to another: a fleet's crashes move by the thousand. */
function render({ dryRun, read, withoutLog, unread, moves }: Outcome): string {
  const ways = new Map<string, number>();
  for (const { fromTitle, toTitle, opens } of moves) {
    const way = `${fromTitle}  ->  ${toTitle}${opens ? ' (new)' : ''}`;
    ways.set(way, (ways.get(way) ?? 0) + 1);
  }
  const lines = [...ways].sort(([, a], [, b]) => b - a).map(([way, count]) => safeText(`${count}  ${way}`));
  const gone = withoutLog === 0 ? '' : `, ${withoutLog} without a log`;
  const slow = unread.length === 0 ? '' : `, ${unread.length} too large to read in time`;
  const verb = dryRun ? 'would move' : 'moved';
  return [...lines, `${plural(read, 'log')} read${gone}${slow}; ${moves.length} ${verb}`].join('\n');
}
