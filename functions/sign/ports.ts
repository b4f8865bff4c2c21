/** What signing needs of the world. */
import type { ChangeDeps } from '../../shared/aws/images/changes/ports.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import type { ImageObjects } from '../../shared/aws/images/objects.ts';
import type { ImageRegister } from '../../shared/aws/images/register.ts';
import type { RevocationStore } from '../../shared/aws/images/revocations.ts';
import type { SigningSettings } from '../../shared/aws/images/settings.ts';
import type { KmsSigner } from '../../shared/aws/images/kms-signer.ts';
import type { Inspector } from '../../shared/aws/images/signing/inspection.ts';
import type { Signer } from '../../shared/aws/images/signing/order.ts';
import type { TransparencyLog } from '../../shared/aws/images/transparency-log.ts';
import type { SignMetric } from './names.ts';

export interface SignDeps {
  readonly register: Pick<
    ImageRegister,
    | 'get'
    | 'require'
    | 'create'
    | 'update'
    | 'list'
    | 'byDigest'
    | 'ofPart'
    | 'byBuildId'
    | 'lastSigned'
    | 'index'
    | 'signature'
    | 'keepSignature'
  >;
  readonly objects: Pick<ImageObjects, 'presign' | 'find' | 'keepSignature'>;
  readonly settings: Pick<SigningSettings, 'policy' | 'replacePolicy' | 'certificates' | 'putCertificate'>;
  readonly revocations: Pick<RevocationStore, 'list'>;
  readonly log: TransparencyLog;
  readonly changes: ChangeDeps['changes'];
  readonly twoPeople: ChangeDeps['twoPeople'];
  /** The keys that sign images and certificates: another function's, which checks what is decided here. */
  readonly signer: Signer;
  /** Images are read by another function, which decides nothing. */
  readonly inspector: Inspector;
  readonly kek: Pick<KmsSigner, 'publicKey'>;
  readonly bus: EventBus;
  readonly newId: (now: Date) => string;
  readonly now: () => Date;
  readonly count: (metric: (typeof SignMetric)[keyof typeof SignMetric], value?: number) => void;
}
