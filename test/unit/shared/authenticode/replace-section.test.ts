import { beforeAll, describe, expect, it } from '@jest/globals';
import { openImage } from '../../../../shared/authenticode/image-view.ts';
import { sectionSource, withSection } from '../../../../shared/authenticode/pe/replace-section.ts';
import { parsePeHeaders } from '../../../../shared/authenticode/pe/headers.ts';
import { signAuthenticode } from '../../../../shared/authenticode/sign/signed-data.ts';
import { applySignature, planSigning } from '../../../../shared/authenticode/sign/sign-image.ts';
import { memorySource, type ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { buildPe, code, type PeSectionSpec } from '../../../support/pe-writer.ts';
import { answers, bytesOf } from '../../../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../../../support/signing-keys.ts';

const kernel = buildPe({ bzImage: true, release: '6.12.1-inner' });
const STUB: PeSectionSpec = { name: '.text', data: code(0x200), executable: true };
const section = (name: string, length: number): PeSectionSpec => ({ name, data: new Uint8Array(length).fill(0x61) });
/** `.linux` fills its pages in memory: a signature has no room behind it. */
const full = { name: '.linux', data: kernel, virtualSize: kernel.length };

let authority: TestAuthority;
beforeAll(async () => {
  authority = await makeTestAuthority();
});

const unified = (...sections: readonly PeSectionSpec[]): Uint8Array => buildPe({ peOffset: 0x280, sections });

async function sign(source: ByteSource): Promise<ByteSource> {
  const plan = await planSigning(source);
  return applySignature(plan, await signAuthenticode(plan.digest, authority.identity), 'replace');
}

async function signBoth(image: Uint8Array): Promise<Buffer> {
  const source = memorySource(image, 'uki.efi');
  const headers = parsePeHeaders(image, image.length);
  const inner = await sign(sectionSource(source, headers, '.linux'));
  return bytesOf(await sign(await withSection(source, headers, '.linux', inner)));
}

describe('withSection', () => {
  it.each([
    ['last', [STUB, section('.osrel', 0x200), full]],
    ['before an initrd that has to move', [STUB, full, section('.initrd', 0x2000), section('.osrel', 0x200)]],
  ])('signs the kernel within a UKI and the UKI around it, the kernel being %s', async (_place, sections) => {
    const signed = await signBoth(unified(...sections));
    expect(await answers(signed, authority)).toMatchObject({ uefi: 'ok', shim: 'ok' });
    const headers = parsePeHeaders(signed, signed.length);
    const inner = await bytesOf(sectionSource(memorySource(signed), headers, '.linux'));
    expect(await answers(inner, authority)).toMatchObject({ uefi: 'ok', 'kexec-6.1': 'ok', 'kexec-6.12': 'ok' });
    for (const { name, data } of sections.filter(({ name }) => name !== '.linux')) {
      expect(await bytesOf(sectionSource(memorySource(signed), headers, name))).toEqual(Buffer.from(data));
    }
    const spans = headers.sections
      .map(({ virtualAddress, virtualSize }) => [virtualAddress, virtualAddress + virtualSize] as const)
      .sort(([a], [b]) => a - b);
    for (const [index, [, end]] of spans.entries()) {
      expect(spans[index + 1]?.[0] ?? headers.sizeOfImage).toBeGreaterThanOrEqual(end);
    }
  });

  it('signs the same image to the same bytes', async () => {
    const image = unified(STUB, full, section('.initrd', 0x2000));
    expect(await signBoth(image)).toEqual(await signBoth(image));
  });

  it('moves no code or data of the stub', async () => {
    const image = unified(STUB, full, section('.data', 0x200));
    await expect(signBoth(image)).rejects.toThrow(".linux has no room to grow before .data, which can't move");
  });

  it.each([
    ['without the section', [STUB], 'no section .linux'],
    ['with two of them', [STUB, full, full], 'several sections .linux'],
  ])('refuses an image %s', async (_what, sections, problem) => {
    const { headers } = await openImage(memorySource(unified(...sections)));
    if (headers === undefined) throw new Error('no PE image');
    expect(() => sectionSource(memorySource(unified(...sections)), headers, '.linux')).toThrow(problem);
  });
});
