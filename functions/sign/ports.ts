/** What signing needs of the world. */
import type { ChangeDeps } from '../../shared/aws/images/changes/ports.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import type { ImageObjects } from '../../shared/aws/images/objects.ts';
import type { ImageRegister } from '../../shared/aws/images/register.ts';
import type { RevocationStore } from '../../shared/aws/images/revocations.ts';
import type { SigningSettings } from '../../shared/aws/images/settings.ts';
import type { KmsSigner } from '../../shared/aws/images/kms-signer.ts';
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
    | 'byBuildId'
    | 'lastSigned'
    | 'index'
    | 'signature'
    | 'keepSignature'
  >;
  readonly objects: ImageObjects;
  readonly settings: Pick<SigningSettings, 'policy' | 'replacePolicy' | 'certificates' | 'putCertificate'>;
  readonly revocations: Pick<RevocationStore, 'list'>;
  readonly log: TransparencyLog;
  readonly changes: ChangeDeps['changes'];
  readonly twoPeople: ChangeDeps['twoPeople'];
  readonly keys: { readonly image: KmsSigner; readonly ca: KmsSigner; readonly kek: KmsSigner };
  readonly bus: EventBus;
  readonly newId: (now: Date) => string;
  readonly now: () => Date;
  readonly count: (metric: (typeof SignMetric)[keyof typeof SignMetric], value?: number) => void;
}
