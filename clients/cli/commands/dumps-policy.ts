import { Command, Option } from '@commander-js/extra-typings';
import { WantedPolicy } from '../../../shared/contract/upload-policy.ts';
import { UploadPolicy } from '../../../shared/contract/uploads.ts';
import type { CliContext } from '../context.ts';
import { show } from '../format.ts';
import { positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

const AMOUNTS = UploadPolicy.options;

/** `dumps policy`: shows how much of a dump is wanted; with options, changes those (an admin may). */
export function policyCommand(context: CliContext) {
  return new Command('policy')
    .description(
      'How much of a dump hosts are asked for, by what is known of its problem: never more than they would send.',
    )
    .addOption(
      new Option('--new <POLICY>', 'of the first crash of a problem, or of the one that brings it back').choices(
        AMOUNTS,
      ),
    )
    .addOption(new Option('--recurring <POLICY>', 'of a further one').choices(AMOUNTS))
    .addOption(new Option('--known <POLICY>', 'of one whose problem has reports enough').choices(AMOUNTS))
    .option('--known-after <N>', 'so many reports are enough', positiveInteger)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const before = await client.get('wanted-policy', WantedPolicy);
      const given = {
        new: options.new,
        recurring: options.recurring,
        known: options.known,
        knownAfterReports: options.knownAfter,
      };
      const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const policy =
        Object.keys(changes).length === 0
          ? before
          : await client.put('wanted-policy', { ...before, ...changes }, WantedPolicy);
      show(context, { data: policy, text: () => render(policy) }, options);
    });
}

function render({ new: first, recurring, known, knownAfterReports }: WantedPolicy): string {
  return [
    `new        ${first}`,
    `recurring  ${recurring}`,
    `known      ${known} (after ${knownAfterReports} ${knownAfterReports === 1 ? 'report' : 'reports'})`,
  ].join('\n');
}
