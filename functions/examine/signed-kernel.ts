/**
 * Who signed the kernel that crashed: the build-id in its memory finds the very image in the register. A kernel that is
 * revoked, or that nobody signed in a fleet that signs its kernels, is a finding of its own.
 */
import type { StoredImage } from '../../shared/aws/images/items.ts';
import type { Finding, IntegrityInfo, Report } from '../../shared/contract/report.ts';
import type { RevocationRecord } from '../../shared/contract/revocations.ts';

export interface KernelRegister {
  byBuildId(buildId: string): Promise<readonly StoredImage[]>;
  revocations(): Promise<readonly RevocationRecord[]>;
  /** Whether the fleet signs its kernels here at all: else that one is not in the register says nothing. */
  holdsKernels(): Promise<boolean>;
  /** Remembers that a host ran this kernel: a revocation says first whom it hits. */
  sighted(host: string, buildId: string, at: Date): Promise<void>;
}

/** The report with the verdict on its kernel's signature, and the finding that follows from it. */
export async function withSignature(report: Report, host: string, register: KernelRegister, at: Date): Promise<Report> {
  const buildId = report.kernel?.buildId;
  if (buildId === undefined) return withImage(report, 'unknown');
  await register.sighted(host, buildId, at);
  const images = (await register.byBuildId(buildId)).filter(({ state }) => state === 'signed');
  const revocation = revocationOf(buildId, images, await register.revocations());
  if (revocation !== undefined) return withImage(report, 'revoked', revokedFinding(report, buildId, revocation));
  if (images.length > 0) return withImage(report, 'signed');
  return (await register.holdsKernels())
    ? withImage(report, 'unsigned', unsignedFinding(report, buildId))
    : withImage(report, 'unknown');
}

interface Revocation {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** Images of one build-id are one kernel, signed anew or in another wrapping: it is revoked when all of them are. */
function revocationOf(
  buildId: string,
  images: readonly StoredImage[],
  revocations: readonly RevocationRecord[],
): Revocation | undefined {
  const ofBuild = revocations.find(({ target }) => target.kind === 'build-id' && target.buildId === buildId);
  if (ofBuild !== undefined) return ofBuild;
  const [first, ...others] = images;
  return first !== undefined && others.every(({ revoked }) => revoked !== undefined) ? first.revoked : undefined;
}

function withImage(report: Report, image: IntegrityInfo['image'], finding?: Finding): Report {
  return {
    ...report,
    integrity: { ...report.integrity, image },
    findings: finding === undefined ? report.findings : [finding, ...report.findings],
  };
}

function revokedFinding(report: Report, buildId: string, { by, at, reason }: Revocation): Finding {
  return {
    code: 'revoked-kernel',
    severity: 'critical',
    summary: `the kernel ${nameOf(report)} is revoked and was running all the same`,
    evidence: [`build-id ${buildId}`, `revoked ${at} by ${by}: ${reason}`],
  };
}

function unsignedFinding(report: Report, buildId: string): Finding {
  return {
    code: 'unsigned-kernel',
    severity: 'critical',
    summary: `nobody signed the kernel ${nameOf(report)}: the register knows no image of it`,
    evidence: [`build-id ${buildId}`, 'no signed image in the register has this build-id, and others are there'],
  };
}

function nameOf({ kernel }: Report): string {
  return kernel?.release ?? 'that crashed';
}
