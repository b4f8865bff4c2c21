/** What may be asked of the key: each question is answered by one use-case. */
import { SignerRequest } from '../../shared/aws/images/signing/order.ts';
import { believes } from './believe.ts';
import { issue, requestCertificate } from './issue.ts';
import type { SignerDeps } from './ports.ts';
import { pcrKeysOf, sign } from './sign.ts';

export async function answer(request: unknown, deps: SignerDeps): Promise<object> {
  const asked = SignerRequest.parse(request);
  if (asked.ask === 'public-key') {
    return { publicKey: Buffer.from(await deps.keys.image.publicKey()).toString('base64') };
  }
  if (asked.ask === 'pcr-key') return pcrKeysOf(deps.keys);
  // Whatever has a key sign something is shown by the log that is believed.
  const disbelief = await believes(asked.ask === 'sign' ? asked.order.log : asked.log, deps);
  if (disbelief !== undefined) return disbelief;
  switch (asked.ask) {
    case 'sign':
      return sign(asked.order, deps);
    case 'certificates':
      return issue(asked, deps);
    case 'certificate-request':
      return requestCertificate(asked, deps);
  }
}
