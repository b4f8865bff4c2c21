import { GenerateMacCommand, KMSInvalidMacException, VerifyMacCommand } from '@aws-sdk/client-kms';
import type { KMSClient } from '@aws-sdk/client-kms';
import { TransientError } from '../../errors.ts';
import type { Mac } from './mac-token.ts';

const MacAlgorithm = 'HMAC_SHA_256';

/** The MAC of the KMS key `keyId`. */
export function kmsMac(kms: KMSClient, keyId: string): Mac {
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
        throw new TransientError('KMS could not verify a host token', { cause: error });
      }
    },
  };
}
