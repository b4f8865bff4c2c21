import { describe, expect, it } from '@jest/globals';
import type { StoredImage } from '../../../../shared/domain/image/record.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import type { RevocationRecord } from '../../../../shared/contract/revocations.ts';
import { withSignature } from '../../../../functions/examine/signed-kernel.ts';
import type { KernelRegister } from '../../../../functions/examine/signed-kernel.ts';

const NOW = new Date('2026-11-23T02:15:30.000Z');
const BUILD = '3b43fad5034874490492495d552c0af6a5fab235';
const report: Report = {
  reportVersion: 1,
  dump: { format: 'elf', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
  kernel: { release: '6.12.117', machine: 'x86_64', tainted: [], buildId: BUILD },
  integrity: { image: 'unknown', text: { checkedBytes: 10, differences: [] } },
  findings: [{ code: 'deadlock', severity: 'critical', summary: 'A waits for B', evidence: [] }],
  unavailable: [],
};
const withoutKernel: Report = { ...report };
delete withoutKernel.kernel;

const image = (changes: Partial<StoredImage> = {}) => ({ id: '1', state: 'signed', ...changes }) as StoredImage;
const revoked = { at: NOW.toISOString(), by: 'ada', reason: 'CVE-2026-1' };

function registerOf(images: readonly StoredImage[], options: { inUse?: boolean; list?: RevocationRecord[] } = {}) {
  const sighted: string[] = [];
  const register: KernelRegister = {
    byBuildId: (buildId) => Promise.resolve(buildId === BUILD ? images : []),
    revocations: () => Promise.resolve(options.list ?? []),
    holdsKernels: () => Promise.resolve(options.inUse ?? true),
    sighted: (host, buildId) => {
      sighted.push(`${host} ${buildId}`);
      return Promise.resolve();
    },
  };
  return { register, sighted };
}

const verdict = async (of: ReturnType<typeof registerOf>, from = report) =>
  await withSignature(from, 'fs-17.eu', of.register, NOW);

describe('withSignature', () => {
  it('finds the signed image of the kernel that crashed, and remembers who ran it', async () => {
    const register = registerOf([image({ state: 'expired' }), image()]);
    const judged = await verdict(register);
    expect(judged.integrity).toEqual({ image: 'signed', text: { checkedBytes: 10, differences: [] } });
    expect(judged.findings).toEqual(report.findings);
    expect(register.sighted).toEqual([`fs-17.eu ${BUILD}`]);
  });

  it('names the key that signed, as people know it', async () => {
    const signer = { subject: 'CN=release-2026-11, O=Example', certificateSha256: 'a'.repeat(64) };
    expect((await verdict(registerOf([image({ signer })]))).integrity?.signedBy).toBe('release-2026-11');
  });

  it('says first that a kernel is revoked, by whom and why', async () => {
    const judged = await verdict(registerOf([image({ revoked })]));
    expect(judged.integrity?.image).toBe('revoked');
    expect(judged.findings.map(({ code }) => code)).toEqual(['revoked-kernel', 'deadlock']);
    expect(judged.findings[0]?.evidence).toContain(`revoked ${revoked.at} by ada: CVE-2026-1`);
  });

  it('counts a kernel of which one image is revoked as revoked, whatever was signed later', async () => {
    expect((await verdict(registerOf([image({ revoked }), image({ id: '2' })]))).integrity?.image).toBe('revoked');
  });

  it('knows a build-id that was revoked although no image of it is registered', async () => {
    const list = [{ target: { kind: 'build-id' as const, buildId: BUILD }, version: 1, ...revoked }];
    expect((await verdict(registerOf([], { list, inUse: false }))).integrity?.image).toBe('revoked');
  });

  it('says that nobody signed a kernel, in a fleet that signs its kernels', async () => {
    const judged = await verdict(registerOf([image({ state: 'refused' })]));
    expect(judged.integrity?.image).toBe('unsigned');
    expect(judged.findings[0]).toMatchObject({ code: 'unsigned-kernel', severity: 'critical' });
  });

  it('says nothing of signatures in a fleet that signs none here', async () => {
    const judged = await verdict(registerOf([], { inUse: false }));
    expect(judged.integrity?.image).toBe('unknown');
    expect(judged.findings).toEqual(report.findings);
  });

  it('says nothing of a kernel whose build-id is not known', async () => {
    const register = registerOf([image()]);
    expect((await verdict(register, withoutKernel)).integrity).toMatchObject({ image: 'unknown' });
    expect(register.sighted).toEqual([]);
  });
});
