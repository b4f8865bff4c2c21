/** What revoking needs of the world. */
import type { ChangeDeps } from '../../shared/aws/images/changes/ports.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import type { ImageRegister } from '../../shared/aws/images/register.ts';
import type { RevocationStore } from '../../shared/aws/images/revocations.ts';
import type { SigningSettings } from '../../shared/aws/images/settings.ts';
import type { Sightings } from '../../shared/aws/images/sightings.ts';
import type { SignedImages } from '../../shared/aws/images/signed-images.ts';
import type { KmsSigner } from '../../shared/aws/images/kms-signer.ts';
import type { TransparencyLog } from '../../shared/aws/images/transparency-log.ts';

/** Published files, kept for good. */
export interface PublishedFiles {
  keep(version: number, name: string, bytes: Uint8Array): Promise<void>;
  read(version: number, name: string): Promise<Uint8Array | undefined>;
}

export interface RevokeDeps {
  readonly register: Pick<ImageRegister, 'list' | 'byDigest' | 'byBuildId' | 'require' | 'update'>;
  readonly revocations: Pick<RevocationStore, 'list' | 'add' | 'note'>;
  readonly settings: Pick<SigningSettings, 'certificates' | 'policy'>;
  readonly images: SignedImages;
  readonly sightings: Pick<Sightings, 'hosts'>;
  readonly files: PublishedFiles;
  readonly kek: KmsSigner;
  readonly log: TransparencyLog;
  readonly bus: EventBus;
  readonly changes: ChangeDeps['changes'];
  readonly twoPeople: ChangeDeps['twoPeople'];
  readonly newId: ChangeDeps['newId'];
  readonly now: () => Date;
}
