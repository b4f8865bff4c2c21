/** Asking for a change that another person approves, from whichever verb it is asked. */
import { contentOf } from '../../../shared/aws/images/changes/content.ts';
import { ChangeRecord } from '../../../shared/contract/changes.ts';
import { InputError } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { show } from '../format.ts';
import { renderChange } from '../output/changes-text.ts';
import type { ServiceClient } from '../service/client.ts';

export const REASON_OPTION = [
  '--reason <TEXT>',
  'why: whoever approves it reads this, and it stays in the log',
] as const;
export const EMERGENCY_OPTION = [
  '--emergency',
  'in force at once, without another person, where the operator allows that: everybody is told',
] as const;

export async function propose(
  path: string,
  body: { readonly reason: string; readonly emergency?: true },
  client: ServiceClient,
  context: CliContext,
  options: { readonly json?: true | undefined },
): Promise<void> {
  showChange(checked(await client.post(path, body, ChangeRecord)), context, options);
}

/** Exits 1 while it is not in force. */
export function showChange(
  change: ChangeRecord,
  context: CliContext,
  options: { readonly json?: true | undefined },
): void {
  const hint =
    change.state === 'pending'
      ? `\n\nsomebody else approves it: purgatory changes approve ${change.id} --content ${change.content}`
      : '';
  show(
    context,
    {
      data: change,
      text: (style) => `${renderChange(change, style)}${hint}`,
      exitCode: change.state === 'in-force' ? ExitCode.Ok : ExitCode.No,
    },
    options,
  );
}

/** What is shown is what its content names: digested here, not taken from the service. @throws {InputError} */
export function checked(change: ChangeRecord): ChangeRecord {
  const content = contentOf(change.proposal);
  if (content === change.content) return change;
  throw new InputError(`the service shows a change of the content ${content} and calls it ${change.content}`);
}
