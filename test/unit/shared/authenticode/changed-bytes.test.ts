import { beforeAll, describe, expect, it } from '@jest/globals';
import { openImage } from '../../../../shared/authenticode/image-view.ts';
import { parsePeHeaders } from '../../../../shared/authenticode/pe/headers.ts';
import { signAuthenticode } from '../../../../shared/authenticode/sign/signed-data.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { judge } from '../../../../shared/authenticode/verdicts.ts';
import type { Consumer } from '../../../../shared/contract/verify.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { attach, digestOf } from '../../../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../../../support/signing-keys.ts';
import { tries } from '../../../support/thorough.ts';

/** Of the headers; what follows up to their end is padding, which is digested like the rest. */
const EACH_BYTES = 0x400;
const POSITIONS = tries(500, 10_000);

describe('one changed byte', () => {
  let authority: TestAuthority;
  let signed: Buffer;
  beforeAll(async () => {
    authority = await makeTestAuthority();
    const image = buildPe({
      bzImage: true,
      sections: [
        { name: '.text', data: new Uint8Array(0x2000).fill(0x90), executable: true },
        { name: '.data', data: new Uint8Array(0x1000).fill(7) },
      ],
    });
    signed = await attach(image, await signAuthenticode(digestOf(image)('sha256'), authority.identity));
  });

  const refused = async (...consumers: readonly Consumer[]): Promise<boolean> => {
    const view = await openImage(memorySource(signed));
    const policy = { db: [certificateRecord(authority.root)], dbx: [] };
    const verdicts = await judge(view, policy, consumers);
    return verdicts.every(({ accepts }) => !accepts);
  };

  it(`is refused wherever it is digested: at each byte of the headers, and at ${POSITIONS} positions behind`, async () => {
    const headers = parsePeHeaders(signed, signed.length);
    const directory = headers.certificateDirectory;
    const contentEnd = directory?.offset ?? 0;
    const entry = directory?.entryOffset ?? 0;
    const isDigested = (at: number): boolean =>
      !(at >= headers.checksumOffset && at < headers.checksumOffset + 4) && !(at >= entry && at < entry + 8);
    const behind = contentEnd - EACH_BYTES;
    const sampled = Array.from(
      { length: POSITIONS },
      (_, index) => EACH_BYTES + Math.floor((index * behind) / POSITIONS),
    );
    const accepted: number[] = [];
    for (const at of [...Array(EACH_BYTES).keys(), ...sampled]) {
      const before = signed[at] ?? 0;
      signed[at] = before ^ (1 << (at % 8));
      if (isDigested(at) && !(await refused(at % 2 === 0 ? 'uefi' : 'kexec-6.12'))) accepted.push(at);
      signed[at] = before;
    }
    expect(accepted).toEqual([]);
    expect(await refused('uefi')).toBe(false);
    expect(await refused('kexec-6.12')).toBe(false);
  });
});
