import { Command, Option } from '@commander-js/extra-typings';
import { ChangePage, ChangeRecord, ChangeState } from '../../../shared/contract/changes.ts';
import type { CliContext } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { show } from '../format.ts';
import { checked, showChange } from '../images/change.ts';
import { renderChange, renderChanges } from '../output/changes-text.ts';
import type { ServiceClient } from '../service/client.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function changesCommand(context: CliContext) {
  return new Command('changes')
    .description('Changes of the signing policy, of certificates, and revocations: one person asks, another approves.')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(approveCommand(context))
    .addCommand(refuseCommand(context));
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('What was asked for, newest first.')
    .addOption(new Option('--state <STATE>', 'only those').choices(ChangeState.options))
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const found: ChangeRecord[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.get('changes', ChangePage, { cursor });
        found.push(...page.changes.filter(({ state }) => options.state === undefined || state === options.state));
        cursor = page.next;
      } while (cursor !== undefined);
      show(context, { data: { changes: found }, text: (style) => renderChanges(found, style) }, options);
    });
}

function showCommand(context: CliContext) {
  return new Command('show')
    .description('One change: what it makes different, and who is for it. Exits 1 while it is not in force.')
    .argument('<ID>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      showChange(await read(id, await connect(options, context)), context, options);
    });
}

function approveCommand(context: CliContext) {
  return new Command('approve')
    .description('Approves what somebody else asked for. Exits 1 while it is not in force.')
    .argument('<ID>')
    .requiredOption('--content <SHA256>', 'as `changes show` prints it: nobody approves what they did not look at')
    .option('--comment <TEXT>', 'why')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      const client = await connect(options, context);
      const decision = { decision: 'approve', content: options.content, comment: options.comment };
      showChange(await decide(await read(id, client), decision, client), context, options);
    });
}

function refuseCommand(context: CliContext) {
  return new Command('refuse')
    .description('Refuses a change, or withdraws an own one; also one that is approved and waits for its time.')
    .argument('<ID>')
    .option('--reason <TEXT>', 'why')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      const client = await connect(options, context);
      const change = await read(id, client);
      const decision = { decision: 'refuse', content: change.content, comment: options.reason };
      const refused = await decide(change, decision, client);
      const exitCode = refused.state === 'refused' ? ExitCode.Ok : ExitCode.No;
      show(context, { data: refused, text: (style) => renderChange(refused, style), exitCode }, options);
    });
}

async function read(id: string, client: ServiceClient): Promise<ChangeRecord> {
  return checked(await client.get(`changes/${encodeURIComponent(id)}`, ChangeRecord));
}

/** Revocations are decided on where they are carried out. */
function decide(
  { id, proposal }: ChangeRecord,
  decision: { readonly decision: string; readonly content: string; readonly comment: string | undefined },
  client: ServiceClient,
): Promise<ChangeRecord> {
  const room = proposal.kind === 'revocation' ? 'revocations/changes' : 'changes';
  return client.post(`${room}/${encodeURIComponent(id)}/decisions`, decision, ChangeRecord);
}
