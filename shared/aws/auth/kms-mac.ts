import { GenerateMacCommand, KMSInvalidMacException, VerifyMacCommand } from '@aws-sdk/client-kms';
import type { KMSClient } from '@aws-sdk/client-kms';
import { InputError, TransientError } from '../../errors.ts';
import type { Mac } from './mac-token.ts';

const MacAlgorithm = 'HMAC_SHA_256';

/** Keys as the environment names them: the current one first, then those before it whose MACs are still good. */
export function kmsMac(kms: KMSClient, keys: string): Mac {
  const [current, ...earlier] = keys.split(',').map((key) => macOf(kms, key));
  if (current === undefined) throw new InputError('no key for MACs is named');
  return {
    generate: (message) => current.generate(message),
    async verify(message, mac) {
      for (const key of [current, ...earlier]) if (await key.verify(message, mac)) return true;
      return false;
    },
  };
}

/** The MAC of the KMS key `keyId`. */
function macOf(kms: KMSClient, keyId: string): Mac {
  return {
    async generate(message) {
      const { Mac: mac } = await kms.send(new GenerateMacCommand({ KeyId: keyId, Message: message, MacAlgorithm }));
      if (mac === undefined) throw new TransientError('KMS answered no MAC');
      return mac;
    },
    async verify(message, mac) {
      try {
        const answer = await kms.send(new VerifyMacCommand({ KeyId: keyId, Message: message, Mac: mac, MacAlgorithm }));
        return answer.MacValid === true;
      } catch (error) {
        if (error instanceof KMSInvalidMacException) return false;
        throw new TransientError('KMS could not verify a token', { cause: error });
      }
    },
  };
}
