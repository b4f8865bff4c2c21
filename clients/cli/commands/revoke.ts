import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { RevocationFileName, RevocationList, RevocationPreview } from '../../../shared/contract/revocations.ts';
import type { RevocationTarget } from '../../../shared/contract/revocations.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { EMERGENCY_OPTION, propose } from '../images/change.ts';
import { openImageFile, planOf, readSmallFile, writeWhole } from '../images/open.ts';
import { positiveInteger } from '../paging.ts';
import { renderPreview, renderRevocations } from '../output/revocations-text.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function revokeCommand(context: CliContext) {
  const command = new Command('revoke').description(
    'Revokes images, certificates and generations of components. Without --reason it says what would happen, and no more; with it, it waits for somebody else to approve it.',
  );
  for (const [name, argument, description, target] of targets(context)) {
    command.addCommand(targetCommand(name, argument, description, target, context));
  }
  return command.addCommand(sbatCommand(context)).addCommand(listCommand(context));
}

type MakeTarget = (value: string) => Promise<RevocationTarget>;

function targets(context: CliContext): readonly (readonly [string, string, string, MakeTarget])[] {
  return [
    [
      'image',
      '<IMAGE>',
      'an image: a file, or its digest',
      async (value) => ({
        kind: 'image',
        digest: /^[0-9a-f]{64}$/.test(value) ? value : await digestOf(value, context),
      }),
    ],
    ['build-id', '<HEX>', 'the images of a build', (value) => Promise.resolve({ kind: 'build-id', buildId: value })],
    [
      'certificate',
      '<PEM>',
      'a certificate, and all that it issued',
      async (value) => ({ kind: 'certificate', certificate: Buffer.from(await readSmallFile(value)).toString('utf8') }),
    ],
    [
      'tbs',
      '<SHA256>',
      'a certificate by the hash of its signed part',
      (value) => Promise.resolve({ kind: 'tbs', tbsSha256: value }),
    ],
    [
      'release',
      '<RELEASE>',
      'a release, as uname -r says it: nothing of it is signed or handed out any more',
      (value) => Promise.resolve({ kind: 'release', release: value }),
    ],
  ];
}

function targetCommand(name: string, argument: string, description: string, target: MakeTarget, context: CliContext) {
  return new Command(name)
    .description(`Revokes ${description}.`)
    .argument(argument)
    .option('--reason <TEXT>', 'ask for it, for this reason: somebody else approves it')
    .option(...EMERGENCY_OPTION)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (value, options) => {
      await run(await target(value), options, context);
    });
}

function sbatCommand(context: CliContext) {
  return new Command('sbat')
    .description('Revokes every image in which a component is below a generation. Only shim knows of SBAT.')
    .argument('<COMPONENT>')
    .argument('<GENERATION>', 'the lowest that may boot', positiveInteger)
    .option('--reason <TEXT>', 'ask for it, for this reason: somebody else approves it')
    .option(...EMERGENCY_OPTION)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (component, generation, options) => {
      await run({ kind: 'sbat', component, generation }, options, context);
    });
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('What is revoked; with -o the files that say so: dbx, MokListX, SbatLevel, keys for the kernel.')
    .option('-o, --output <DIRECTORY>', 'write the files there')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const list = await client.get('revocations', RevocationList);
      if (options.output !== undefined) await writeFiles(list, options.output);
      show(context, { data: list, text: (style) => renderRevocations(list, style) }, options);
    });
}

async function run(
  target: RevocationTarget,
  options: {
    reason?: string | undefined;
    emergency?: true | undefined;
    json?: true | undefined;
    url?: string | undefined;
  },
  context: CliContext,
): Promise<void> {
  if (options.emergency === true && options.reason === undefined) throw new UsageError('--emergency needs --reason');
  const client = await connect(options, context);
  if (options.reason === undefined) {
    const preview = await client.post('revocations/preview', { target, reason: 'preview' }, RevocationPreview);
    show(context, { data: preview, text: (style) => renderPreview(preview, style) }, options);
    return;
  }
  const { reason, emergency } = options;
  const body = { target, reason, ...(emergency === undefined ? {} : { emergency }) };
  await propose('revocations', body, client, context, options);
}

async function writeFiles(list: RevocationList, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const name of RevocationFileName.options) {
    const base64 = list.files[name];
    if (base64 !== undefined) await writeWhole(join(directory, name), [Buffer.from(base64, 'base64')]);
  }
}

async function digestOf(file: string, context: CliContext): Promise<string> {
  const { source } = await openImageFile(file, context);
  try {
    const plan = await planOf(file, source, { waive: true });
    if (plan.kind === 'appended')
      throw new UsageError(`${safeText(file)}: modules are revoked by their build-id or certificate`);
    return Buffer.from(plan.digest).toString('hex');
  } finally {
    await source.close();
  }
}
