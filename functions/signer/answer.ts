/** What may be asked of the key: each question is answered by one use-case. */
import { SignerRequest } from '../../shared/aws/images/signing/order.ts';
import { issue, requestCertificate } from './issue.ts';
import type { SignerDeps } from './ports.ts';
import { sign } from './sign.ts';

export async function answer(request: unknown, deps: SignerDeps): Promise<object> {
  const asked = SignerRequest.parse(request);
  switch (asked.ask) {
    case 'public-key':
      return { publicKey: Buffer.from(await deps.keys.image.publicKey()).toString('base64') };
    case 'sign':
      return sign(asked.order, deps);
    case 'certificates':
      return issue(asked, deps);
    case 'certificate-request':
      return requestCertificate(asked, deps);
  }
}
