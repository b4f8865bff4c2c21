import { Command, Option } from '@commander-js/extra-typings';
import { Asn1Element } from '../../../shared/authenticode/asn1/tlv.ts';
import { readModuleSignature } from '../../../shared/authenticode/image/module-signature.ts';
import { checkSignerInfo } from '../../../shared/authenticode/pkcs7/check.ts';
import { parseSignedData, type SignedData } from '../../../shared/authenticode/pkcs7/signed-data.ts';
import { DIGEST_ALGORITHMS } from '../../../shared/authenticode/pe/digest.ts';
import { digestToSign, withSignatures } from '../../../shared/authenticode/pe/edit.ts';
import { imageDigestOf } from '../../../shared/authenticode/pkcs7/image-digest.ts';
import { applySignature, type Placement, type SigningPlan } from '../../../shared/authenticode/sign/sign-image.ts';
import { parseCertificate } from '../../../shared/authenticode/x509/certificate.ts';
import { readOne } from '../../../shared/bytes/pending.ts';
import { concatSource, streamSource } from '../../../shared/bytes/concat-source.ts';
import { InputError } from '../../../shared/errors.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { openImageFile, planOf, readSmallFile, writeWhole } from '../images/open.ts';

export function attachCommand(context: CliContext) {
  return new Command('attach')
    .description(
      'Attaches detached signatures (PKCS#7, DER or PEM) to an image; or removes or takes out those it has. A signature ' +
        'must be over this very image. Exits 1 where it is not.',
    )
    .argument('<IMAGE>', 'an EFI image, a kernel, a module; - reads standard input')
    .argument('[SIGNATURE...]', 'signatures, in the order in which they are to stand')
    .option('-o, --output <FILE>', 'where the image goes (with --detach: the signature)')
    .addOption(
      new Option('--position <PLACE>', 'before, behind or instead of those there are; Linux looks at the first alone')
        .choices(['first', 'last', 'replace'])
        .default('last' as const),
    )
    .option('--remove <N>', 'remove the signature of this number, from 1; all for every one', parseNumber)
    .option('--detach <N>', 'write the signature of this number, from 1, to the output', parseNumber)
    .option('--force', 'attach what is not of this image, to an image that breaks the rules')
    .option('--json', 'one JSON document')
    .action(async (file, signatures, options) => {
      const { source } = await openImageFile(file, context);
      try {
        const plan = await planOf(file, source, { waive: options.force === true || signatures.length === 0 });
        const output = requireOutput(options.output);
        if (options.detach !== undefined) {
          const detached = select(plan, options.detach)[0] ?? new Uint8Array(0);
          await writeWhole(output, [detached]);
          report(context, options, { output, signatures: 1 }, 'signature written');
          return;
        }
        if (options.remove !== undefined) {
          const kept = plan.existing.filter(
            (_, index) => options.remove !== 'all' && index !== (options.remove ?? 0) - 1,
          );
          select(plan, options.remove);
          await writeWhole(output, streamSource(await withoutSignatures(plan, kept)));
          report(context, options, { output, signatures: kept.length }, 'signature removed');
          return;
        }
        if (signatures.length === 0) throw new UsageError("missing required argument 'SIGNATURE'");
        const read = await Promise.all(signatures.map(async (name) => fromPem(await readSmallFile(name))));
        for (const [index, signature] of read.entries()) {
          const objection = options.force === true ? undefined : await objectionTo(plan, signature);
          if (objection === undefined) continue;
          context.exitCode = ExitCode.No;
          const what = `${safeText(signatures[index] ?? '')} is not a signature of ${safeText(file)}`;
          context.stderr.write(`purgatory: ${what}: ${safeText(objection)}\n`);
          return;
        }
        await writeWhole(output, streamSource(await attachAll(plan, read, options.position)));
        const count = options.position === 'replace' ? read.length : plan.existing.length + read.length;
        report(context, options, { output, signatures: count }, 'signed image written');
      } finally {
        await source.close();
      }
    });
}

async function attachAll(plan: SigningPlan, signatures: readonly Uint8Array[], placement: Placement) {
  const { source, headers } = plan.image;
  const [only, second] = signatures;
  if (headers === undefined) {
    if (only === undefined || second !== undefined) throw new InputError('a module has one signature');
    return applySignature(plan, only, placement);
  }
  const before = placement === 'last' ? plan.existing : [];
  const after = placement === 'first' ? plan.existing : [];
  return withSignatures(source, headers, [...before, ...signatures, ...after]);
}

async function withoutSignatures(plan: SigningPlan, kept: readonly Uint8Array[]) {
  const { source, headers } = plan.image;
  if (headers !== undefined) return withSignatures(source, headers, kept);
  const length = (await readModuleSignature(source))?.contentBytes ?? source.sizeBytes;
  return concatSource(source.name, [{ source, offset: 0, length }]);
}

/**
 * Why a signature is not one of this image: it is over another digest, or its value is wrong. What can't be checked, because the
 * signer's certificate is not in it (as in those of modules), is no objection.
 */
async function objectionTo(plan: SigningPlan, signature: Uint8Array): Promise<string | undefined> {
  const message = parseSignedData(signature);
  let content = message.content?.content ?? new Uint8Array(0);
  if (plan.kind === 'appended') {
    const { source } = plan.image;
    const length = (await readModuleSignature(source))?.contentBytes ?? source.sizeBytes;
    content = await readOne(source, { offset: 0, length });
  } else {
    const problem = await objectionToDigest(plan, message);
    if (problem !== undefined) return problem;
  }
  if (message.signerInfos.length === 0) return 'it has no signer';
  const certificates = message.certificates.map((certificate) => parseCertificate(certificate));
  const checks = message.signerInfos.map((signer) => checkSignerInfo(signer, certificates, content));
  const bad = checks.find(({ state }) => state === 'invalid');
  return bad === undefined ? undefined : (bad.reason ?? 'its value is wrong');
}

/** With the algorithm of the signature itself. */
async function objectionToDigest(plan: SigningPlan, message: SignedData): Promise<string | undefined> {
  const stated = imageDigestOf(message);
  if (stated === undefined) return 'it is not one of an image (no SpcIndirectData)';
  const { algorithm } = stated;
  const { source, headers } = plan.image;
  const known = DIGEST_ALGORITHMS.find((name) => name === algorithm);
  if (known === undefined || headers === undefined) return `its digest algorithm ${algorithm} is not known`;
  const digest = known === 'sha256' ? plan.digest : await digestToSign(source, headers, known);
  return Buffer.compare(stated.digest, digest) === 0 ? undefined : 'it is over another digest';
}

function select(plan: SigningPlan, number: number | 'all'): readonly Uint8Array[] {
  const chosen = number === 'all' ? plan.existing : plan.existing.slice(number - 1, number);
  if (chosen.length === 0)
    throw new InputError(`the image has ${plan.existing.length} signatures`, { field: 'number' });
  return chosen;
}

function fromPem(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const base64 = /-----BEGIN (?:PKCS7|CMS)-----([^-]*)-----END/.exec(text)?.[1];
  return Asn1Element.only(base64 === undefined ? bytes : Buffer.from(base64, 'base64')).raw;
}

function requireOutput(output: string | undefined): string {
  if (output === undefined) throw new UsageError('-o FILE says where the result goes');
  return output;
}

function parseNumber(text: string): number | 'all' {
  if (text === 'all') return 'all';
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`${text} is no number of a signature`);
  return Number(text);
}

function report(
  context: CliContext,
  options: { json?: true | undefined },
  data: { readonly output: string; readonly signatures: number },
  what: string,
): void {
  const count = `${data.signatures} signature${data.signatures === 1 ? '' : 's'}`;
  show(context, { data, text: () => `${what}: ${safeText(data.output)} (${count})` }, options);
}
