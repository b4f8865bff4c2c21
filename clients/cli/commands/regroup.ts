import { Command } from '@commander-js/extra-typings';
import { RegroupPage, RegroupPlan } from '../../../shared/contract/regroup.ts';
import type { Move } from '../../../shared/contract/regroup.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { plural } from '../../../shared/render/units.ts';
import type { CliContext } from '../context.ts';
import { show } from '../format.ts';
import { progressLine } from '../output/progress.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

interface Outcome {
  readonly dryRun: boolean;
  readonly read: number;
  readonly withoutLog: number;
  readonly moves: readonly Move[];
}

export function regroupCommand(context: CliContext) {
  return new Command('regroup')
    .description('Reads all logs again by the rules of now and moves what belongs elsewhere.')
    .option('--dry-run', 'show what would move, and move nothing')
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
      let cursor: string | undefined;
      do {
        const page: RegroupPage = await client.post('crashes/regroup', { dryRun, cursor }, RegroupPage);
        read += page.read;
        withoutLog += page.withoutLog;
        moves.push(...page.moves, ...page.reread.flatMap((reread) => plan.next(reread) ?? []));
        cursor = page.next;
        progress.update(`${plural(read, 'log')} read, ${moves.length} to move`);
      } while (cursor !== undefined);
      progress.clear();
      const outcome = { dryRun, read, withoutLog, moves };
      show(context, { data: outcome, text: () => render(outcome) }, options);
    });
}

function render({ dryRun, read, withoutLog, moves }: Outcome): string {
  const lines = moves.map(({ uploadId, fromTitle, toTitle, opens }) =>
    safeText(`${uploadId}  ${fromTitle}  ->  ${toTitle}${opens ? ' (new)' : ''}`),
  );
  const gone = withoutLog === 0 ? '' : `, ${withoutLog} without a log`;
  const verb = dryRun ? 'would move' : 'moved';
  return [...lines, `${plural(read, 'log')} read${gone}; ${moves.length} ${verb}`].join('\n');
}
