import { createPrivateKey } from 'node:crypto';
import { Command, Option } from '@commander-js/extra-typings';
import { parseCheckpoint, verifierKey } from '../../../shared/authenticode/log/checkpoint.ts';
import { parseWitnessKey } from '../../../shared/authenticode/log/cosignature.ts';
import {
  ImageId,
  ImagePage,
  ImageRecord,
  InclusionProof,
  KeyList,
  RequestState,
} from '../../../shared/contract/images.ts';
import { codeOf, InputError, NotFoundError } from '../../../shared/errors.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { fingerprintOf, logKeyStore, readLogKey, type LogKey } from '../images/log-keys.ts';
import { openImageFile, planOf, readSmallFile, writeWhole } from '../images/open.ts';
import { checkProof, monitorLog, parseJson, ProofFile, writeCosigned, type ProvenEntry } from '../images/proof.ts';
import { renderImage, renderImages } from '../output/images-text.ts';
import { pages, positiveInteger } from '../paging.ts';
import type { ServiceClient } from '../service/client.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function registerCommand(context: CliContext) {
  return new Command('register')
    .description('Images that were signed or asked for, and the log that proves it.')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(keyCommand(context))
    .addCommand(proveCommand(context))
    .addCommand(checkCommand(context))
    .addCommand(monitorCommand(context));
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('Images, newest first.')
    .addOption(new Option('--state <STATE>', 'only these').choices(RequestState.options))
    .option('--build-id <HEX>', 'the image that a dump came from')
    .option('--limit <N>', 'at most so many', positiveInteger, 50)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const { state, buildId } = options;
      const images = await pages(
        options.limit,
        (at) => client.get('images', ImagePage, { ...at, state, buildId }),
        (page) => page.images,
      );
      show(context, { data: { images }, text: (style) => renderImages(images, style) }, options);
    });
}

function showCommand(context: CliContext) {
  return new Command('show')
    .description('One image: by id, by digest, or by the file itself.')
    .argument('<IMAGE>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (what, options) => {
      const record = await find(what, await connect(options, context), context);
      show(context, { data: record, text: (style) => renderImage(record, style) }, options);
    });
}

function keyCommand(context: CliContext) {
  return new Command('key')
    .description(
      'The key of the log, as verifiers and witnesses take it, and its fingerprint: compare that with what whoever runs the log says. ' +
        'It is kept, and every proof is checked with it from then on.',
    )
    .option('--fingerprint <SHA256>', 'keep it only if it is this one')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const { log } = await (await connect(options, context)).get('keys', KeyList);
      const fingerprint = fingerprintOf(log);
      if (options.fingerprint !== undefined && normal(options.fingerprint) !== fingerprint) {
        throw new InputError(`the log ${log.origin} has the key ${fingerprint}`, { field: 'fingerprint' });
      }
      await logKeyStore(context.env).keep(log);
      const verifier = verifierKey(log.origin, Buffer.from(log.publicKey, 'base64'));
      const text = (): string => `${safeText(verifier)}\nfingerprint ${fingerprint}`;
      show(context, { data: { ...log, fingerprint, verifierKey: verifier }, text }, options);
    });
}

function proveCommand(context: CliContext) {
  return new Command('prove')
    .description('Proves that the signature of an image is in the log; the proof is checked here, and can be kept.')
    .argument('<IMAGE>', 'a file, an id or a digest')
    .option('-o, --output <FILE>', 'keep the proof: all that a check needs but the key of the log')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (what, options) => {
      const client = await connect(options, context);
      const record = await find(what, client, context);
      const proof = await client.get(`images/${record.id}/proof`, InclusionProof);
      const { log } = await client.get('keys', KeyList);
      const pins = logKeyStore(context.env);
      if (await pins.keep(log)) {
        context.stderr.write(
          `purgatory: the key of the log ${safeText(log.origin)} was seen for the first time and is kept in ${pins.path}: ${fingerprintOf(log)}\n`,
        );
      }
      const file: ProofFile = { proof };
      const proven = checkProof(file, log);
      if (proven.entry.digest !== record.digest) throw new InputError('the entry is of another image');
      if (options.output !== undefined) await writeWhole(options.output, [Buffer.from(`${JSON.stringify(file)}\n`)]);
      showProof(proven, context, options);
    });
}

function checkCommand(context: CliContext) {
  return new Command('check')
    .description(
      'Checks a proof without the service, with the key of the log that is kept or given; a key in the proof is not looked at. ' +
        'With an image: that it is of this image.',
    )
    .argument('<PROOF>')
    .argument('[IMAGE]')
    .option('--key <KEY>', 'of the log: NAME+ID+KEY as `register key` prints it, or a file that holds it or PEM')
    .option(
      '--checkpoint <FILE>',
      'the checkpoint with the lines of witnesses, as `register monitor --cosigned` writes it',
    )
    .option('--witness <KEY>', 'a witness that has to vouch for the checkpoint (repeatable)', collect, [])
    .option('--json', 'one JSON document')
    .action(async (file, image, options) => {
      const parsed = ProofFile.safeParse(parseJson(await readText(file)));
      if (!parsed.success) throw new InputError(`${file} is no proof`);
      const { proof } = parsed.data;
      const checkpoint = options.checkpoint === undefined ? proof.checkpoint : await readText(options.checkpoint);
      const log = await keyOf(parseCheckpoint(checkpoint).origin, options.key, context);
      const witnesses = options.witness.map((text) => parseWitnessKey(text));
      const proven = checkProof({ proof: { ...proof, checkpoint } }, log, witnesses);
      if (image !== undefined && (await digestOf(image, context)) !== proven.entry.digest) {
        context.stderr.write(`purgatory: the proof is not of ${safeText(image)}\n`);
        context.exitCode = ExitCode.No;
        return;
      }
      showProof(proven, context, options);
    });
}

/** @throws {InputError} where nobody told the key of this log */
async function keyOf(origin: string, given: string | undefined, context: CliContext): Promise<LogKey> {
  if (given !== undefined) return readLogKey(await keyText(given), origin);
  const pins = logKeyStore(context.env);
  const kept = await pins.find(origin);
  if (kept !== undefined) return kept;
  throw new InputError(
    `the key of the log ${origin} is not known here: give it with --key, or have it kept by \`purgatory register key\``,
  );
}

/** The key itself, or a file that holds it. */
async function keyText(given: string): Promise<string> {
  try {
    return await readText(given);
  } catch (error) {
    const isNoFile = error instanceof NotFoundError || ['ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error) ?? '');
    if (isNoFile) return given;
    throw error;
  }
}

async function readText(file: string): Promise<string> {
  return Buffer.from(await readSmallFile(file)).toString('utf8');
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Fingerprints are written with colons and in capitals too. */
function normal(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}

function monitorCommand(context: CliContext) {
  return new Command('monitor')
    .description('Checks that the log only grew since it was looked at last. Exits 1 when its past was changed.')
    .requiredOption('--state <FILE>', 'where is kept what was seen')
    .option('--witness <NAME>', 'be a witness of this name: vouch for what was found to be a continuation')
    .option('--witness-key <PEM>', 'the Ed25519 key that the witness signs with')
    .option('--cosigned <FILE>', 'where the checkpoint goes with the line of the witness')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const { witness, witnessKey, cosigned } = options;
      const given = [witness, witnessKey, cosigned].filter((option) => option !== undefined).length;
      if (given !== 0 && given !== 3) throw new UsageError('--witness, --witness-key and --cosigned go together');
      const { checkpoint, ...result } = await monitorLog(
        await connect(options, context),
        options.state,
        logKeyStore(context.env),
      );
      if (result.consistent && witness !== undefined && witnessKey !== undefined && cosigned !== undefined) {
        const key = createPrivateKey(await readText(witnessKey));
        await writeCosigned(checkpoint, { name: witness, key, output: cosigned, at: context.now() });
      }
      const grown = result.previousSize === undefined ? '' : `, ${result.size - result.previousSize} more than before`;
      show(
        context,
        {
          data: result,
          text: () =>
            result.consistent
              ? `${safeText(result.origin)}: ${result.size} entries${grown}`
              : `${safeText(result.origin)}: its past was changed`,
          exitCode: result.consistent ? ExitCode.Ok : ExitCode.No,
        },
        options,
      );
    });
}

/** @throws {NotFoundError} for an image that the register does not know */
async function find(what: string, client: ServiceClient, context: CliContext): Promise<ImageRecord> {
  if (ImageId.safeParse(what).success) return client.get(`images/${what}`, ImageRecord);
  const digest = /^[0-9a-f]{64}$/.test(what) ? what : await digestOf(what, context);
  const { images } = await client.get('images', ImagePage, { digest });
  const record = images.find(({ state }) => state === 'signed') ?? images[0];
  if (record === undefined) throw new NotFoundError(`the register has no image with the digest ${digest}`);
  return record;
}

async function digestOf(file: string, context: CliContext): Promise<string> {
  const { source } = await openImageFile(file, context);
  try {
    return Buffer.from((await planOf(file, source, { waive: true })).digest).toString('hex');
  } finally {
    await source.close();
  }
}

function showProof(
  { entry, index, size, log, witnesses }: ProvenEntry,
  context: CliContext,
  options: { json?: true | undefined },
): void {
  const text = (): string =>
    [
      `entry ${index} of ${size}: ${entry.type} ${safeText(entry.name ?? '')} by ${safeText(entry.by)}, ${entry.at}`,
      `log ${safeText(log.origin)}, key ${log.fingerprint}`,
      ...witnesses.map(({ name, at }) => `witness ${safeText(name)}, ${at}`),
    ].join('\n');
  show(context, { data: { index, size, entry, log, witnesses }, text }, options);
}
