import type {
  Consumer,
  Countersignature,
  ImageInfo,
  SignatureReport,
  Verdict,
  VerifyReport,
} from '../../../shared/contract/verify.ts';
import { paint, type Paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { TextStyle } from '../format.ts';

const KINDS: Readonly<Record<ImageInfo['kind'], string>> = {
  bzimage: 'kernel (bzImage)',
  'arm64-image': 'kernel (arm64 Image)',
  uki: 'unified kernel image',
  zboot: 'EFI zboot kernel',
  'riscv-image': 'kernel (RISC-V Image)',
  's390-image': 'kernel (s390)',
  'elf-kernel': 'kernel (ELF)',
  shim: 'shim',
  'boot-loader': 'boot loader',
  'efi-driver': 'EFI driver',
  efi: 'EFI application',
  firmware: 'firmware capsule',
  module: 'kernel module',
  compressed: 'compressed file',
  unknown: 'no image that is known',
};

/** What is said of one image, for a person: what it is, its signatures, then every verdict. */
export function renderVerify(report: VerifyReport, asked: readonly Consumer[], style: TextStyle): string {
  const p = paint(style.colour);
  const lines = [p.bold(safeText(report.file ?? 'image')), `  ${describeImage(report.image)}`];
  if (report.digests !== undefined) lines.push(`  sha256 ${report.digests.sha256} ${p.dim('(Authenticode)')}`);
  if (report.signatures.length === 0) lines.push('', `  ${p.warn('no signature')}`);
  for (const signature of report.signatures) lines.push('', ...describeSignature(signature, p));
  for (const { rule, where, problem } of report.problems) {
    lines.push('', `  ${p.warn(rule)} ${safeText(where)}: ${safeText(problem)}`);
  }
  lines.push('');
  for (const verdict of report.verdicts) lines.push(...describeVerdict(verdict, asked.includes(verdict.consumer), p));
  return lines.join('\n');
}

function describeImage(image: ImageInfo): string {
  const facts = [
    `${image.compression === undefined ? '' : `${image.compression}, in it: `}${KINDS[image.kind]}`,
    image.product === undefined ? undefined : [image.product.name, image.product.version].join(' ').trim(),
    image.releaseState === 'contradictory' ? `${image.release ?? ''} (but other places differ)` : image.release,
    image.machine,
    image.format,
    `${image.sizeBytes} bytes`,
    image.buildId === undefined ? undefined : `build-id ${image.buildId}`,
    image.inner === undefined ? undefined : `${image.inner.section} ${image.inner.signed ? 'signed' : 'not signed'}`,
  ];
  return facts
    .filter((fact) => fact !== undefined)
    .map((fact) => safeText(fact))
    .join(' · ');
}

function describeSignature(signature: SignatureReport, p: Paint): readonly string[] {
  const lines = [
    `  signature ${signature.index + 1} ${p.dim(`at byte ${signature.offset}, ${signature.sizeBytes} bytes`)}`,
  ];
  if (signature.problem !== undefined) lines.push(`    ${p.alarm(safeText(signature.problem))}`);
  if (signature.digestMatches === false) lines.push(`    ${p.alarm('not of this image: its digest is another')}`);
  for (const signer of signature.signers) {
    const who = signer.chain.length > 0 ? signer.chain.join(' ← ') : namedSigner(signer);
    lines.push(`    ${safeText(who)}  ${stateOf(signer, p)}`);
    const time = signer.signingTime === undefined ? '' : `, signing time ${signer.signingTime}`;
    lines.push(`    ${p.dim(safeText(`${signer.digestAlgorithm}, ${signer.signatureAlgorithm}${time}`))}`);
    for (const each of signer.countersignatures ?? [])
      lines.push(`    ${p.dim(safeText(describeCountersignature(each)))}`);
  }
  return lines;
}

type Signer = SignatureReport['signers'][number];

/** Issuer and serial number are what to look for the certificate by. */
function namedSigner({ subject, issuer, serial, keyId }: Signer): string {
  if (subject !== undefined) return subject;
  if (issuer !== undefined) return `certificate not included: serial ${serial ?? '?'} of ${issuer}`;
  return `certificate not included${keyId === undefined ? '' : `: key identifier ${keyId}`}`;
}

function stateOf(signer: Signer, p: Paint): string {
  const reason = signer.stateReason === undefined ? '' : `: ${safeText(signer.stateReason)}`;
  if (signer.state === 'not-checkable') return p.warn(`not checkable here${reason}`);
  if (!signer.valid) return p.alarm(`bad signature${reason}`);
  const pss = signer.signatureAlgorithm === 'rsaPss' ? ' (RSA-PSS: good, but no kernel and no firmware takes it)' : '';
  const expired = signer.expired === true ? p.dim(' (certificate expired: neither firmware nor kernels ask)') : '';
  return `${signer.trusted ? p.good('trusted') : p.warn('not trusted')}${pss}${expired}`;
}

function describeCountersignature({ kind, time, signer, state, digestMatches }: Countersignature): string {
  const what = { rfc3161: 'timestamp (RFC 3161)', authenticode: 'countersignature', nested: 'nested signature' }[kind];
  const by = signer === undefined ? '' : ` by ${signer}`;
  return `${what}${time === undefined ? '' : ` ${time}`}${by}, ${state === 'not-checkable' ? 'not checkable here' : state}${digestMatches === false ? ': of another image' : ''}; no consumer looks at it`;
}

function describeVerdict(verdict: Verdict, asked: boolean, p: Paint): readonly string[] {
  const answer = verdict.accepts ? p.good('accepts') : (asked ? p.alarm : p.warn)('refuses');
  const errno = verdict.errno === null ? '' : ` ${verdict.errno}`;
  const lines = [`  ${verdict.consumer.padEnd(11)} ${answer}${errno}  ${safeText(verdict.reason)}`];
  const able = verdict.withKexecFile;
  if (able !== undefined) {
    const said = able.accepts ? 'accepts' : `refuses ${able.errno ?? ''}`;
    lines.push(`  ${''.padEnd(11)} ${p.dim(`built with CONFIG_KEXEC_FILE: ${said}  ${safeText(able.reason)}`)}`);
  }
  const revoking = verdict.withRevocationList;
  if (revoking !== undefined && revoking.accepts !== verdict.accepts) {
    lines.push(
      `  ${''.padEnd(11)} ${p.dim(`built with a revocation list: ${revoking.accepts ? 'accepts' : `refuses ${revoking.errno ?? ''}`}  ${safeText(revoking.reason)}`)}`,
    );
  }
  return lines;
}
