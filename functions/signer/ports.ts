import type { KmsPolicySigner, KmsSigner } from '../../shared/aws/images/kms-signer.ts';
import type { SignerMetric } from './names.ts';
import type { Ledger } from './ledger.ts';

export interface SignerDeps {
  readonly keys: {
    readonly image: KmsSigner;
    readonly ca: KmsSigner;
    readonly pcr: KmsPolicySigner;
    /** The key of PCR policies before, while it still signs. */
    readonly pcrBefore?: KmsPolicySigner | undefined;
  };
  readonly ledger: Pick<Ledger, 'hold' | 'log' | 'signature' | 'keepSignature' | 'certificate' | 'keepCertificate'>;
  readonly now: () => Date;
  readonly count: (metric: (typeof SignerMetric)[keyof typeof SignerMetric]) => void;
}
