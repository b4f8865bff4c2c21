import { basename } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { openImage } from '../../../shared/authenticode/image-view.ts';
import { sectionSource, withSection } from '../../../shared/authenticode/pe/replace-section.ts';
import { applySignature, planSigning, type Placement } from '../../../shared/authenticode/sign/sign-image.ts';
import { certificateRecord } from '../../../shared/authenticode/trust-files.ts';
import { judge } from '../../../shared/authenticode/verdicts.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { streamSource } from '../../../shared/bytes/concat-source.ts';
import { ImageRecord } from '../../../shared/contract/images.ts';
import { InputError } from '../../../shared/errors.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError, describeError } from '../exit-code.ts';
import { show } from '../format.ts';
import { openImageFile, writeWhole } from '../images/open.ts';
import { fetchSignature, requestSignature, waitForDecision, type IssuedSignature } from '../images/request.ts';
import { renderImage } from '../output/images-text.ts';
import type { ServiceClient } from '../service/client.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';
import type { Added } from '../symbols/add.ts';

export function signCommand(context: CliContext) {
  return new Command('sign')
    .description(
      'Has an image signed by the service: a kernel, a UKI, another EFI image, a module. The image is sent, policy and ' +
        'approvals decide, the signature is attached here. Exits 1 where it is refused, or nobody has decided yet: then ' +
        'the same line with --request goes on.',
    )
    .argument('<IMAGE>', 'the image; - reads standard input')
    .option('-o, --output <FILE>', 'where the signed image goes')
    .option('--name <NAME>', "what the signing policy knows it by (default: the file's name)")
    .option('--request <ID>', 'go on with a request that was made before')
    .option('--wait <MINUTES>', 'how long to wait for approvals', parseMinutes, 0)
    .addOption(
      new Option('--position <PLACE>', 'where the signature goes among others; Linux looks at the first alone')
        .choices(['replace', 'first', 'last'])
        .default('replace' as const),
    )
    .option(
      '--inner [ID]',
      'of a UKI: have its .linux signed first, so that kexec loads it as well; with ID, go on with that request',
    )
    .option('--digest-only', 'send the digest and not the image, where policy allows it')
    .option('--force <REASON>', 'although a rule is broken, where policy allows it; the reason is logged')
    .option('--comment <TEXT>', 'for those who approve')
    .option('--symbols <FILE...>', 'keep the source lines of these debug files as well, once it is signed')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (file, options) => {
      const { output } = options;
      if (output === undefined) throw new UsageError('-o FILE says where the signed image goes');
      const { source } = await openImageFile(file, context);
      try {
        const client = await connect(options, context);
        const name = options.name ?? basename(file);
        const unified =
          options.inner === undefined ? source : await withSignedInner(source, name, client, options, context);
        if (unified === undefined) return;
        const made = await signThrough(unified, name, '--request', options.request, client, options, context);
        if (made === undefined) return;
        await writeWhole(output, streamSource(made.signed));
        const { record } = made;
        const symbols = await keepSymbols(options.symbols ?? [], client, context);
        const failed = symbols.filter(({ outcome }) => outcome === 'failed');
        for (const { from, reason } of failed) {
          context.stderr.write(`purgatory: no lines of ${safeText(from)}: ${safeText(reason ?? '')}\n`);
        }
        show(
          context,
          {
            data: { ...record, output, ...(symbols.length === 0 ? {} : { symbols }) },
            text: () => `signed: ${safeText(output)} (${record.id})`,
          },
          options,
        );
      } finally {
        await source.close();
      }
    });
}

/** The image is signed whatever becomes of its lines: a file that is none is told, and the others are kept. */
async function keepSymbols(
  files: readonly string[],
  client: ServiceClient,
  context: CliContext,
): Promise<readonly Added[]> {
  if (files.length === 0) return [];
  const { addSymbols, serviceStore } = await import('../symbols/add.ts');
  const store = serviceStore(client, context);
  const kept: Added[] = [];
  for (const file of files) {
    try {
      for await (const one of addSymbols([file], store, context)) kept.push(one);
    } catch (error) {
      context.signal.throwIfAborted();
      kept.push({ outcome: 'failed', from: file, reason: describeError(error) });
    }
  }
  return kept;
}

interface SignOptions {
  readonly inner?: string | true | undefined;
  readonly wait: number;
  readonly position: Placement;
  readonly digestOnly?: true | undefined;
  readonly force?: string | undefined;
  readonly comment?: string | undefined;
  readonly json?: true | undefined;
}

/** From the image to the signed image; undefined where it is not signed (yet): then that was shown. */
async function signThrough(
  source: ByteSource,
  name: string,
  again: '--request' | '--inner',
  request: string | undefined,
  client: ServiceClient,
  options: SignOptions,
  context: CliContext,
): Promise<{ readonly signed: ByteSource; readonly record: ImageRecord } | undefined> {
  const { force, comment, wait, position } = options;
  const plan = await planSigning(source, { waive: force !== undefined });
  const wish = { name, digestOnly: options.digestOnly === true, force, comment };
  const asked =
    request === undefined
      ? await requestSignature(client, plan, wish, context)
      : await client.get(`images/${request}`, ImageRecord);
  const record = await waitForDecision(client, asked, wait, context);
  if (record.state !== 'signed') {
    if (record.state === 'pending')
      context.stderr.write(`purgatory: once approved: the same with ${again} ${record.id}\n`);
    show(context, { data: record, text: (style) => renderImage(record, style), exitCode: ExitCode.No }, options);
    return undefined;
  }
  const issued = await fetchSignature(client, record, plan);
  const signed = await applySignature(plan, issued.signature, position);
  const refusing = await whoRefuses(signed, record, issued);
  if (refusing.length > 0 && force === undefined) {
    context.stderr.write(`purgatory: not written: ${safeText(refusing.join('; '))}\n`);
    context.exitCode = ExitCode.No;
    return undefined;
  }
  return { signed, record };
}

/** The UKI with a signed kernel in it. The kernel is a request of its own, `NAME:linux`: kexec sees it alone. */
async function withSignedInner(
  source: ByteSource,
  name: string,
  client: ServiceClient,
  options: SignOptions,
  context: CliContext,
): Promise<ByteSource | undefined> {
  const { headers, problem } = await openImage(source);
  if (headers === undefined) throw problem ?? new InputError('no EFI image');
  if (headers.sections.some(({ name }) => name === '.pcrsig')) {
    const why =
      'the UKI has PCR signatures (.pcrsig) over its sections: another .linux makes another PCR 11, and what is bound to them is not unlocked';
    throw new InputError(`${why}. Build it with the signed kernel (ukify --linux), then sign it without --inner`);
  }
  const inner = sectionSource(source, headers, '.linux');
  const request = typeof options.inner === 'string' ? options.inner : undefined;
  const made = await signThrough(inner, `${name}:linux`, '--inner', request, client, options, context);
  if (made === undefined) return undefined;
  if (request === undefined)
    context.stderr.write(`purgatory: its .linux is signed: go on with --inner ${made.record.id}\n`);
  return withSection(source, headers, '.linux', made.signed);
}

/** The service has checked it; what comes over a network is checked again before it is written. */
async function whoRefuses(
  signed: ByteSource,
  record: ImageRecord,
  issued: IssuedSignature,
): Promise<readonly string[]> {
  const anchors = [issued.root, issued.leaf].filter((certificate) => certificate !== undefined);
  const view = await openImage(signed);
  const db = anchors.map((certificate) => certificateRecord(certificate));
  const verdicts = await judge(view, { db, dbx: [] }, record.consumers);
  return verdicts
    .filter(({ accepts }) => !accepts)
    .map(({ consumer, reason }) => `${consumer} would refuse it: ${reason}`);
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!/^\d{1,5}$/.test(text)) throw new UsageError('--wait takes a number of minutes');
  return minutes;
}
