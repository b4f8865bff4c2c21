/** Who would load a registered image, as it is signed and as things are revoked now. */
import { dbxRecords } from '../../shared/authenticode/revocation/publication.ts';
import { certificateRecord } from '../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../shared/authenticode/verify.ts';
import type { ImageRegister } from '../../shared/aws/images/register.ts';
import { registeredDigests, revocationSet } from '../../shared/domain/image/revocations.ts';
import { type RevocationStore } from '../../shared/aws/images/revocations.ts';
import type { SigningSettings } from '../../shared/aws/images/settings.ts';
import type { SignedImages } from '../../shared/aws/images/signed-images.ts';
import type { VerifyReport } from '../../shared/contract/verify.ts';
import { ConflictError } from '../../shared/errors.ts';

export interface VerifyDeps {
  readonly register: Pick<ImageRegister, 'require' | 'byBuildId' | 'byDigest'>;
  readonly settings: Pick<SigningSettings, 'certificates'>;
  readonly revocations: Pick<RevocationStore, 'list'>;
  readonly images: Pick<SignedImages, 'open'>;
}

/** @throws {ConflictError} for an image that is not signed, or was signed by its digest alone */
export async function verifyRegistered(id: string, deps: VerifyDeps): Promise<VerifyReport> {
  const image = await deps.register.require(id);
  const source = await deps.images.open(image);
  if (source === undefined) throw new ConflictError(`the image ${id} is ${image.state}: there is nothing to verify`);
  const roots = (await deps.settings.certificates()).filter(({ purpose }) => purpose === 'root');
  const set = await revocationSet(await deps.revocations.list(), registeredDigests(deps.register));
  const db = roots.map(({ certificate }) => certificateRecord(Buffer.from(certificate, 'base64')));
  const report = await verifyImage(source, { policy: { db, dbx: dbxRecords(set), sbatLevel: set.sbat } });
  return { file: image.name, ...report };
}
