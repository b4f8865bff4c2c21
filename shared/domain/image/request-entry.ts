import type { CertificateRequest } from '../../contract/images.ts';

/** What the log calls a request for the signing key's certificate. */
export function certificateRequestEntry({ commonName, organization }: CertificateRequest): string {
  return `certificate request of CN=${commonName}${organization === undefined ? '' : `, O=${organization}`}`;
}
