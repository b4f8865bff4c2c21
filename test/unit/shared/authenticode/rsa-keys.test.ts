/** What the kernel makes of RSA signatures, whichever keys were asked before. */
import { createHash, createPublicKey, sign } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { kernelProfile } from '../../../../shared/authenticode/kernel/profile.ts';
import { verifySignature } from '../../../../shared/authenticode/kernel/public-key.ts';
import type { KernelPublicKey, KernelSignature } from '../../../../shared/authenticode/kernel/public-key.ts';
import { takeRsaKey } from '../../../support/rsa-keys.ts';

const KEYS = 3;
/** More than are kept at once. */
const OTHERS = 70;
const data = Buffer.from('what was signed');
const profile = kernelProfile('6.12');

const pairs = Array.from({ length: KEYS }, () => {
  const privateKey = takeRsaKey();
  const key = createPublicKey(privateKey).export({ format: 'der', type: 'pkcs1' });
  const signature: KernelSignature = {
    key: 'rsa',
    hash: 'sha256',
    bytes: sign('sha256', data, privateKey),
    data,
    digest: createHash('sha256').update(data).digest(),
  };
  return { key: { algorithm: 'rsa', key } satisfies KernelPublicKey, signature };
});

function expectEachItsOwn(): void {
  for (const { key } of pairs) {
    for (const other of pairs) {
      const judge = () => {
        verifySignature(key, other.signature, profile);
      };
      if (other.key === key) expect(judge).not.toThrow();
      else expect(judge).toThrow(expect.objectContaining({ errno: expect.stringMatching(/^(EBADMSG|EINVAL)$/) }));
    }
  }
}

it('each key takes its own signatures and no other, the first time and later', () => {
  expectEachItsOwn();
  expectEachItsOwn();
});

it('and so after more keys than are kept', () => {
  const [first] = pairs;
  for (let at = 0; at < OTHERS; at++) {
    // Another modulus: the same bytes but for some in its middle.
    const key = Buffer.from(first!.key.key);
    key.writeUInt16BE(at + 1, 100);
    expect(() => {
      verifySignature({ ...first!.key, key }, first!.signature, profile);
    }).toThrow();
  }
  expectEachItsOwn();
});
