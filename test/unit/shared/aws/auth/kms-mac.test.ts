import { createHmac } from 'node:crypto';
import type { VerifyMacCommand } from '@aws-sdk/client-kms';
import { GenerateMacCommand, KMSInvalidMacException, type KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, it } from '@jest/globals';
import { kmsMac } from '../../../../../shared/aws/auth/kms-mac.ts';

/** KMS as it is: a MAC that is not the key's is an error. */
function fakeKms(): KMSClient {
  const tag = (key = '', message: Uint8Array = new Uint8Array()) => createHmac('sha256', key).update(message).digest();
  return {
    send: (command: GenerateMacCommand | VerifyMacCommand) => {
      const { KeyId, Message } = command.input;
      if (command instanceof GenerateMacCommand) return Promise.resolve({ Mac: tag(KeyId, Message) });
      if (tag(KeyId, Message).equals(Buffer.from(command.input.Mac ?? []))) return Promise.resolve({ MacValid: true });
      return Promise.reject(new KMSInvalidMacException({ message: 'no', $metadata: {} }));
    },
  } as unknown as KMSClient;
}

describe('kmsMac', () => {
  const message = Buffer.from('pgh1.x');
  const kms = fakeKms();

  it('makes MACs under the current key, and takes those of the one before', async () => {
    const before = await kmsMac(kms, 'one').generate(message);
    const rotated = kmsMac(kms, 'two,one');
    const after = await rotated.generate(message);
    expect(after).not.toEqual(before);
    await expect(rotated.verify(message, before)).resolves.toBe(true);
    await expect(rotated.verify(message, after)).resolves.toBe(true);
    await expect(kmsMac(kms, 'one').verify(message, after)).resolves.toBe(false);
  });

  it('takes none of a key that was replaced twice', async () => {
    const first = await kmsMac(kms, 'one').generate(message);
    await expect(kmsMac(kms, 'three,two').verify(message, first)).resolves.toBe(false);
  });
});
