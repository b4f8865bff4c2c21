/**
 * Who signed the kernel that crashed: the build-id in its memory finds the very image in the register. A kernel that is
 * revoked, or that nobody signed in a fleet that signs its kernels, is a finding of its own.
 */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import { judgeKernel } from '../../shared/aws/images/kernel-state.ts';
import type { Revocation } from '../../shared/aws/images/kernel-state.ts';
import type { KnownFinding } from '../../shared/contract/finding-codes.ts';
import type { IntegrityInfo, Report } from '../../shared/contract/report.ts';
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
  const [images, revocations] = await Promise.all([register.byBuildId(buildId), register.revocations()]);
  const { state, revocation } = await judgeKernel(buildId, images, revocations, () => register.holdsKernels());
  if (revocation !== undefined) return withImage(report, state, revokedFinding(report, buildId, revocation));
  const judged = withImage(report, state, state === 'unsigned' ? unsignedFinding(report, buildId) : undefined);
  return state === 'signed' ? withSigner(judged, images) : judged;
}

/** The kernel is signed: whose key it was, of an image that is not revoked. */
function withSigner(report: Report, images: readonly StoredImage[]): Report {
  const signer = images.find(({ state, revoked }) => state === 'signed' && revoked === undefined)?.signer;
  if (signer === undefined || report.integrity === undefined) return report;
  // `CN=release-2026-11, O=…`: people know the key by its common name.
  const [, name] = /(?:^|[,/+]\s*)CN=([^,/+]+)/.exec(signer.subject) ?? [];
  return { ...report, integrity: { ...report.integrity, signedBy: (name ?? signer.subject).trim() } };
}

function withImage(report: Report, image: IntegrityInfo['image'], finding?: KnownFinding): Report {
  return {
    ...report,
    integrity: { ...report.integrity, image },
    findings: finding === undefined ? report.findings : [finding, ...report.findings],
  };
}

function revokedFinding(report: Report, buildId: string, { by, at, reason }: Revocation): KnownFinding {
  return {
    code: 'revoked-kernel',
    severity: 'critical',
    summary: `the kernel ${nameOf(report)} is revoked and was running all the same`,
    evidence: [`build-id ${buildId}`, `revoked ${at} by ${by}: ${reason}`],
  };
}

function unsignedFinding(report: Report, buildId: string): KnownFinding {
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
