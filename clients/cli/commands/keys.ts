import { Command, Option } from '@commander-js/extra-typings';
import { SIGNATURE_TYPE, writeSignatureLists } from '../../../shared/authenticode/revocation/signature-list.ts';
import { PURGATORY_OWNER_GUID } from '../../../shared/authenticode/revocation/publication.ts';
import { toPem } from '../../../shared/authenticode/sign/certificate.ts';
import {
  CertificateRequestAnswer,
  KeyList,
  KeyPurpose,
  PcrKeys,
  SigningPolicy,
} from '../../../shared/contract/images.ts';
import type { ProposeChange } from '../../../shared/contract/changes.ts';
import type { KeyRecord } from '../../../shared/contract/images.ts';
import { InputError, NotFoundError } from '../../../shared/errors.ts';
import { safeJson, safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { EMERGENCY_OPTION, propose, REASON_OPTION } from '../images/change.ts';
import { readSmallFile, writeWhole } from '../images/open.ts';
import { renderKeys } from '../output/images-text.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function keysCommand(context: CliContext) {
  return new Command('keys')
    .description('Certificates of the keys that sign (the keys themselves never leave KMS), and the signing policy.')
    .addCommand(initCommand(context))
    .addCommand(listCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(requestCommand(context))
    .addCommand(importCommand(context))
    .addCommand(policyCommand(context));
}

function initCommand(context: CliContext) {
  return new Command('init')
    .description("Makes the CA's certificate, the signer's and that of the key for revocations. What is there stays.")
    .requiredOption('--organization <NAME>', 'who signs')
    .option('--root-name <NAME>', "the CA's name")
    .option('--signer-name <NAME>', "the signer's name")
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const body = {
        organization: options.organization,
        ...(options.rootName === undefined ? {} : { rootName: options.rootName }),
        ...(options.signerName === undefined ? {} : { signerName: options.signerName }),
      };
      showKeys(await client.post('keys/init', body, KeyList), context, options);
    });
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('The certificates.')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      showKeys(await client.get('keys', KeyList), context, options);
    });
}

function exportCommand(context: CliContext) {
  return new Command('export')
    .description(
      'Writes a certificate, or the key of PCR policies: to be enrolled in firmware (db), as MOK, or built into a kernel.',
    )
    .addOption(
      new Option('--purpose <NAME>', 'which; pcr: the key of PCR policies, for ukify --pcrpkey and systemd-cryptenroll')
        .choices([...KeyPurpose.options, 'pcr'] as const)
        .default('root' as const),
    )
    .option('--before', 'of pcr: the key before, while it signs as well')
    .addOption(new Option('--form <FORM>', 'as what').choices(['pem', 'der', 'esl']).default('pem' as const))
    .option('-o, --output <FILE>', 'where it goes; standard output where absent')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const write = async (bytes: Uint8Array): Promise<void> => {
        if (options.output === undefined) context.stdout.write(bytes);
        else await writeWhole(options.output, [bytes]);
      };
      if (options.before === true && options.purpose !== 'pcr')
        throw new UsageError('--before goes with --purpose pcr');
      if (options.purpose === 'pcr') {
        if (options.form === 'esl') throw new UsageError('a key is no entry of a signature list: --form pem or der');
        const keys = await client.get('keys/pcr', PcrKeys);
        const key = options.before === true ? keys.before : keys;
        if (key === undefined)
          throw new NotFoundError('there is no key of PCR policies before this one that still signs');
        const der = Buffer.from(key.publicKey, 'base64');
        await write(options.form === 'der' ? der : Buffer.from(toPem(der, 'PUBLIC KEY')));
        return;
      }
      const { keys } = await client.get('keys', KeyList);
      const record = keys.find(({ purpose, active }) => purpose === options.purpose && active);
      if (record === undefined)
        throw new NotFoundError(`there is no certificate for ${options.purpose} yet: purgatory keys init`);
      await write(inForm(record, options.form));
    });
}

function requestCommand(context: CliContext) {
  return new Command('csr')
    .description('A certificate request of the signing key, for an outside CA.')
    .requiredOption('--name <NAME>', 'common name')
    .option('--organization <NAME>')
    .option('-o, --output <FILE>', 'where it goes; standard output where absent')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const body = {
        commonName: options.name,
        ...(options.organization === undefined ? {} : { organization: options.organization }),
      };
      const { request } = await client.post('keys/csr', body, CertificateRequestAnswer);
      if (options.output === undefined) context.stdout.write(request);
      else await writeWhole(options.output, [Buffer.from(request)]);
    });
}

function importCommand(context: CliContext) {
  return new Command('import')
    .description(
      'Asks that from now on be signed with a certificate that an outside CA issued for the signing key; somebody else approves it.',
    )
    .argument('<CHAIN>', 'PEM: the certificate, then those above it but the root')
    .option('--root <FILE>', 'PEM: the root that consumers trust')
    .requiredOption(...REASON_OPTION)
    .option(...EMERGENCY_OPTION)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (chain, options) => {
      const client = await connect(options, context);
      const text = async (file: string): Promise<string> => Buffer.from(await readSmallFile(file)).toString('utf8');
      const proposal = {
        kind: 'certificate' as const,
        chain: await text(chain),
        ...(options.root === undefined ? {} : { root: await text(options.root) }),
      };
      await propose('changes', bodyOf(proposal, options.reason, options.emergency), client, context, options);
    });
}

function policyCommand(context: CliContext) {
  return new Command('policy')
    .description(
      'Shows the signing policy, or asks that it be replaced by a file; `version` in it is the one that was read. Somebody else approves it.',
    )
    .argument('[FILE]', 'JSON')
    .option(...REASON_OPTION)
    .option(...EMERGENCY_OPTION)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (file, options) => {
      const { reason, emergency } = options;
      if (file !== undefined && reason === undefined) throw new UsageError('a new policy needs --reason');
      const client = await connect(options, context);
      if (file === undefined || reason === undefined) {
        const policy = await client.get('signing-policy', SigningPolicy);
        context.stdout.write(`${safeJson(policy, options.json === true ? undefined : 2)}\n`);
        return;
      }
      const proposal = { kind: 'policy' as const, policy: await readPolicy(file) };
      await propose('changes', bodyOf(proposal, reason, emergency), client, context, options);
    });
}

function bodyOf(proposal: ProposeChange['proposal'], reason: string, emergency: true | undefined) {
  return { proposal, reason, ...(emergency === undefined ? {} : { emergency }) };
}

async function readPolicy(file: string): Promise<SigningPolicy> {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(await readSmallFile(file)).toString('utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new InputError(`${file} is not JSON: ${cause.message}`, { cause });
    throw cause;
  }
  const parsed = SigningPolicy.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function inForm(record: KeyRecord, form: 'pem' | 'der' | 'esl'): Uint8Array {
  const der = Buffer.from(record.certificate, 'base64');
  switch (form) {
    case 'pem':
      return Buffer.from(toPem(der));
    case 'der':
      return der;
    case 'esl':
      return writeSignatureLists([{ type: SIGNATURE_TYPE.x509, owner: PURGATORY_OWNER_GUID, data: der }]);
  }
}

function showKeys(list: KeyList, context: CliContext, options: { json?: true | undefined }): void {
  const text = (style: Parameters<typeof renderKeys>[1]): string =>
    `${renderKeys(list.keys, style)}\nlog ${safeText(list.log.origin)}`;
  show(context, { data: list, text }, options);
}
