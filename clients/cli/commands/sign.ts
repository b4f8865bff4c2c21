import { basename } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import type { Placement } from '../../../shared/authenticode/sign/sign-image.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { streamSource } from '../../../shared/bytes/concat-source.ts';
import { ImageRecord } from '../../../shared/contract/images.ts';
import { PCRS_SUFFIX, ROOT_HASH_SUFFIX } from '../../../shared/domain/image/kinds.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError, describeError } from '../exit-code.ts';
import { show } from '../format.ts';
import { attachIssued, openInner } from '../images/attach.ts';
import { openImageFile, planOf, writeWhole } from '../images/open.ts';
import { withPcrSignatures } from '../images/pcrs.ts';
import { requestDigest, requestPcrs, requestSignature, signatureOfDigest, waitForDecision } from '../images/request.ts';
import { renderImage } from '../output/images-text.ts';
import type { ServiceClient } from '../service/client.ts';
import { connect } from '../service/connect.ts';
import type { Release } from '../release/items.ts';
import { URL_OPTION, type ServiceOptions } from '../service/url-option.ts';
import type { Added } from '../symbols/add.ts';

export function signCommand(context: CliContext) {
  return new Command('sign')
    .description(
      'Has an image signed by the service: a kernel, a UKI, another EFI image, a module. The image is sent, policy and ' +
        'approvals decide, the signature is attached here. Exits 1 where it is refused, or nobody has decided yet: then ' +
        'the same line with --request goes on. A folder, a kernel package (.deb, .rpm) or a --manifest is a release: all of ' +
        'it is asked for, approved by one `purgatory approve --release`, and written below -o; the same line goes on.',
    )
    .argument('[IMAGE]', 'the image; - reads standard input; or a folder or package')
    .option('-o, --output <FILE>', 'where the signed image goes; of a release: the folder')
    .option('--manifest <FILE>', 'a release as YAML or JSON lists it (docs/signing.md)')
    .option('--release <NAME>', 'what the release of a folder or package is called')
    .option('--jobs <N>', 'of a release: so many images at once', parseJobs, DEFAULT_JOBS)
    .option('--again', 'of a release: ask again for what was refused')
    .option(
      '--detached-digest <SHA256>',
      'sign this Authenticode digest, where policy allows it: -o gets the PKCS#7 alone',
    )
    .option(
      '--root-hash <SHA256>',
      'sign this root hash of dm-verity, where policy allows it: -o gets the PKCS#7 alone',
    )
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
      'of a UKI or an EFI zboot image: have the kernel in it signed first, so that kexec loads it as well; with ID, go on with that request',
    )
    .option(
      '--pcrs [ID]',
      'of a UKI: have the policies of its PCR 11 signed, after --inner, and put into .pcrsig; with ID, go on with that request',
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
      const { detachedDigest, rootHash } = options;
      const digest = detachedDigest ?? rootHash;
      if (digest !== undefined) {
        if (detachedDigest !== undefined && rootHash !== undefined)
          throw new UsageError('--detached-digest, or --root-hash');
        await signDigest(
          { ...options, digest, kind: rootHash === undefined ? 'authenticode' : 'root-hash', output },
          context,
        );
        return;
      }
      const release = await releaseOf(file, options);
      if (release !== undefined) {
        await signParts(release, { ...options, output }, context);
        return;
      }
      if (file === undefined) throw new UsageError('which IMAGE, or which --manifest?');
      const { source } = await openImageFile(file, context);
      try {
        const client = await connect(options, context);
        const name = options.name ?? basename(file);
        const unified =
          options.inner === undefined ? source : await withSignedInner(source, name, client, options, context);
        if (unified === undefined) return;
        const measured =
          options.pcrs === undefined ? unified : await withSignedPcrs(unified, name, client, options, context);
        if (measured === undefined) return;
        const made = await signThrough(measured, name, '--request', options.request, client, options, context);
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

const DEFAULT_JOBS = 8;
/** More at once than this stand in each other's way at the log. */
const MAX_JOBS = 16;

interface ReleaseFlags extends ServiceOptions {
  readonly manifest?: string | undefined;
  readonly release?: string | undefined;
  readonly jobs: number;
  readonly again?: true | undefined;
  readonly wait: number;
  readonly comment?: string | undefined;
  readonly json?: true | undefined;
}

async function releaseOf(
  file: string | undefined,
  { manifest, release }: Pick<ReleaseFlags, 'manifest' | 'release'>,
): Promise<Release | undefined> {
  if (manifest === undefined && (file === undefined || file === '-')) return undefined;
  const { readManifest, readRelease } = await import('../release/items.ts');
  if (manifest === undefined) return file === undefined ? undefined : readRelease(file, release);
  if (file !== undefined || release !== undefined)
    throw new UsageError('--manifest says what is in the release, and its name');
  return readManifest(manifest);
}

async function signParts(
  release: Release,
  options: ReleaseFlags & { readonly output: string },
  context: CliContext,
): Promise<void> {
  const { signRelease } = await import('../release/sign.ts');
  const { kmsOf, renderOutcomes } = await import('../release/text.ts');
  try {
    const client = await connect(options, context);
    const { output, jobs, comment, wait } = options;
    const wish = { output, jobs, comment, waitMinutes: wait, again: options.again === true };
    const outcomes = await signRelease(release, wish, client, context);
    if (outcomes.some(({ state }) => state === 'pending')) {
      context.stderr.write(
        `purgatory: somebody else: purgatory approve --release ${release.name}; then the same again\n`,
      );
    }
    const isWhole = outcomes.every(({ state }) => state === 'signed');
    show(
      context,
      {
        data: { release: release.name, output, images: outcomes, otherFiles: release.others, kms: kmsOf(outcomes) },
        text: () => renderOutcomes(release.name, outcomes, release.others),
        exitCode: isWhole ? ExitCode.Ok : ExitCode.No,
      },
      options,
    );
  } finally {
    await release.close();
  }
}

/** For tools that make the digest and attach the signature by themselves. */
async function signDigest(
  options: Pick<ReleaseFlags, 'wait' | 'comment' | 'json' | 'url'> & {
    readonly digest: string;
    readonly kind: 'authenticode' | 'root-hash';
    readonly output: string;
    readonly name?: string | undefined;
    readonly request?: string | undefined;
  },
  context: CliContext,
): Promise<void> {
  const { digest, kind, name, output, request, comment, wait } = options;
  const option = kind === 'root-hash' ? '--root-hash' : '--detached-digest';
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new UsageError(`${option} takes a SHA-256 in hex`);
  if (name === undefined) throw new UsageError('--name says what the signing policy knows the digest by');
  const client = await connect(options, context);
  const asked =
    request === undefined
      ? await requestDigest(client, digest, kind, { name: nameOfKind(name, kind), comment })
      : await client.get(`images/${request}`, ImageRecord);
  const record = await waitForDecision(client, asked, wait, context);
  if (record.state === 'signed') {
    const { signature } = await signatureOfDigest(client, record, digest);
    await writeWhole(output, [signature]);
  } else if (record.state === 'pending') {
    context.stderr.write(`purgatory: once approved: the same with --request ${record.id}\n`);
  }
  show(
    context,
    {
      data: record,
      text: (style) =>
        record.state === 'signed' ? `signed: ${safeText(output)} (${record.id})` : renderImage(record, style),
      exitCode: record.state === 'signed' ? ExitCode.Ok : ExitCode.No,
    },
    options,
  );
}

function nameOfKind(name: string, kind: 'authenticode' | 'root-hash'): string {
  return kind === 'authenticode' || name.endsWith(ROOT_HASH_SUFFIX) ? name : `${name}${ROOT_HASH_SUFFIX}`;
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
  readonly pcrs?: string | true | undefined;
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
  const plan = await planOf(name, source, { waive: force !== undefined });
  const wish = { name, digestOnly: options.digestOnly === true, force, comment };
  const asked =
    request === undefined
      ? await requestSignature(client, plan, wish, context)
      : await client.get(`images/${request}`, ImageRecord);
  const record = await decided(asked, again, wait, client, options, context);
  if (record === undefined) return undefined;
  const { signed, refusing } = await attachIssued(client, record, plan, position);
  if (refusing.length > 0 && force === undefined) {
    context.stderr.write(`purgatory: not written: ${safeText(refusing.join('; '))}\n`);
    context.exitCode = ExitCode.No;
    return undefined;
  }
  return { signed, record };
}

/** The request once it is signed; undefined where it is not (yet): then that was shown. */
async function decided(
  asked: ImageRecord,
  again: '--request' | '--inner' | '--pcrs',
  wait: number,
  client: ServiceClient,
  options: Pick<SignOptions, 'json'>,
  context: CliContext,
): Promise<ImageRecord | undefined> {
  const record = await waitForDecision(client, asked, wait, context);
  if (record.state === 'signed') return record;
  if (record.state === 'pending')
    context.stderr.write(`purgatory: once approved: the same with ${again} ${record.id}\n`);
  show(context, { data: record, text: (style) => renderImage(record, style), exitCode: ExitCode.No }, options);
  return undefined;
}

/** The UKI with the signatures of what it measures. They are a request of their own, `NAME:pcrs`: they unlock what a TPM keeps. */
async function withSignedPcrs(
  uki: ByteSource,
  name: string,
  client: ServiceClient,
  options: SignOptions,
  context: CliContext,
): Promise<ByteSource | undefined> {
  const { pcrs, force, comment, wait } = options;
  const request = typeof pcrs === 'string' ? pcrs : undefined;
  const asked =
    request === undefined
      ? await requestPcrs(client, uki, { name: `${name}${PCRS_SUFFIX}`, force, comment }, context)
      : await client.get(`images/${request}`, ImageRecord);
  const record = await decided(asked, '--pcrs', wait, client, options, context);
  if (record === undefined) return undefined;
  if (request === undefined)
    context.stderr.write(`purgatory: its PCR policies are signed: go on with --pcrs ${record.id}\n`);
  return withPcrSignatures(uki, record, client);
}

/** The UKI or zboot image with a signed kernel in it. The kernel is a request of its own, `NAME:linux`: kexec sees it alone. */
async function withSignedInner(
  source: ByteSource,
  name: string,
  client: ServiceClient,
  options: SignOptions,
  context: CliContext,
): Promise<ByteSource | undefined> {
  const { inner, around } = await openInner(source, options.pcrs !== undefined, (text) => {
    context.stderr.write(`purgatory: ${text}\n`);
  });
  const request = typeof options.inner === 'string' ? options.inner : undefined;
  const made = await signThrough(inner, `${name}:linux`, '--inner', request, client, options, context);
  if (made === undefined) return undefined;
  if (request === undefined)
    context.stderr.write(`purgatory: the kernel in it is signed: go on with --inner ${made.record.id}\n`);
  return around(made.signed);
}

function parseJobs(text: string): number {
  const jobs = Number(text);
  if (!/^\d{1,2}$/.test(text) || jobs < 1 || jobs > MAX_JOBS) throw new UsageError(`--jobs takes 1 to ${MAX_JOBS}`);
  return jobs;
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!/^\d{1,5}$/.test(text)) throw new UsageError('--wait takes a number of minutes');
  return minutes;
}
