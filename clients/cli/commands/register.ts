import { Command, Option } from '@commander-js/extra-typings';
import { planSigning } from '../../../shared/authenticode/sign/sign-image.ts';
import {
  ImageId,
  ImagePage,
  ImageRecord,
  InclusionProof,
  KeyList,
  RequestState,
} from '../../../shared/contract/images.ts';
import { InputError, NotFoundError } from '../../../shared/errors.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { show } from '../format.ts';
import { openImageFile, readSmallFile, writeWhole } from '../images/open.ts';
import { checkProof, monitorLog, parseJson, ProofFile, type ProvenEntry } from '../images/proof.ts';
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
      const images = await pages(options.limit, async (limit, cursor) => {
        const page = await client.get('images', ImagePage, {
          limit,
          cursor,
          state: options.state,
          buildId: options.buildId,
        });
        return { items: page.images, next: page.next };
      });
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

function proveCommand(context: CliContext) {
  return new Command('prove')
    .description('Proves that the signature of an image is in the log; the proof is checked here, and can be kept.')
    .argument('<IMAGE>', 'a file, an id or a digest')
    .option('-o, --output <FILE>', 'keep the proof, with the key to check it with')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (what, options) => {
      const client = await connect(options, context);
      const record = await find(what, client, context);
      const proof = await client.get(`images/${record.id}/proof`, InclusionProof);
      const { log } = await client.get('keys', KeyList);
      const file: ProofFile = { proof, log };
      const proven = checkProof(file);
      if (proven.entry.digest !== record.digest) throw new InputError('the entry is of another image');
      if (options.output !== undefined) await writeWhole(options.output, [Buffer.from(`${JSON.stringify(file)}\n`)]);
      showProof(proven, context, options);
    });
}

function checkCommand(context: CliContext) {
  return new Command('check')
    .description('Checks a proof that was kept, without the service. With an image: that it is of this image.')
    .argument('<PROOF>')
    .argument('[IMAGE]')
    .option('--json', 'one JSON document')
    .action(async (file, image, options) => {
      const parsed = ProofFile.safeParse(parseJson(Buffer.from(await readSmallFile(file)).toString('utf8')));
      if (!parsed.success) throw new InputError(`${file} is no proof`);
      const proven = checkProof(parsed.data);
      if (image !== undefined && (await digestOf(image, context)) !== proven.entry.digest) {
        context.stderr.write(`purgatory: the proof is not of ${safeText(image)}\n`);
        context.exitCode = ExitCode.No;
        return;
      }
      showProof(proven, context, options);
    });
}

function monitorCommand(context: CliContext) {
  return new Command('monitor')
    .description('Checks that the log only grew since it was looked at last. Exits 1 when its past was changed.')
    .requiredOption('--state <FILE>', 'where is kept what was seen')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const result = await monitorLog(await connect(options, context), options.state);
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
    return Buffer.from((await planSigning(source, { waive: true })).digest).toString('hex');
  } finally {
    await source.close();
  }
}

function showProof(
  { entry, index, size }: ProvenEntry,
  context: CliContext,
  options: { json?: true | undefined },
): void {
  const text = (): string =>
    `entry ${index} of ${size}: ${entry.type} ${safeText(entry.name ?? '')} by ${safeText(entry.by)}, ${entry.at}`;
  show(context, { data: { index, size, entry }, text }, options);
}
