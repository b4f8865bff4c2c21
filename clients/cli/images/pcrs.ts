/** A UKI that gets the signatures of its PCR policies: what it measures, and the UKI with a `.pcrsig` of them. */
import { pcrPolicies } from '../../../shared/authenticode/facts/pcr.ts';
import { readPcrKeys } from '../../../shared/authenticode/facts/pcr-key.ts';
import { readPcrStarts } from '../../../shared/authenticode/facts/uki.ts';
import { openImage } from '../../../shared/authenticode/image-view.ts';
import { withAddedSection } from '../../../shared/authenticode/pe/add-section.ts';
import type { PeHeaders } from '../../../shared/authenticode/pe/headers.ts';
import { withSection } from '../../../shared/authenticode/pe/replace-section.ts';
import { objectionToPcrSignatures } from '../../../shared/authenticode/sign/pcr-signatures.ts';
import { memorySource, type ByteSource } from '../../../shared/bytes/byte-source.ts';
import { PcrKeys, type ImageRecord } from '../../../shared/contract/images.ts';
import { allPcrKeys } from '../../../shared/domain/image/pcr-keys.ts';
import { ConflictError, InputError } from '../../../shared/errors.ts';
import type { ServiceClient } from '../service/client.ts';
import { signatureOfDigest } from './request.ts';

const SECTION = '.pcrsig';

/** The request is for what this very UKI measures, and is signed: puts the signatures into it. */
export async function withPcrSignatures(
  uki: ByteSource,
  record: ImageRecord,
  client: ServiceClient,
): Promise<ByteSource> {
  const headers = await headersOf(uki);
  const { pcrs, digest = '' } = record;
  if (pcrs === undefined) throw new ConflictError(`the request ${record.id} is not one of PCR policies`);
  // Not as the service says: as these bytes are.
  const policies = pcrPolicies(await readPcrStarts(uki, headers), pcrs);
  const keys = await client.get('keys/pcr', PcrKeys);
  const signing = allPcrKeys(keys);
  const other = (await readPcrKeys(uki, headers)).find(
    (key) => !signing.some(({ fingerprint }) => fingerprint === key),
  );
  if (other !== undefined)
    throw new ConflictError(`its .pcrpkey is ${other}, the key that signs is ${keys.fingerprint}`);
  const { signature } = await signatureOfDigest(client, record, digest);
  for (const { publicKey, fingerprint } of signing) {
    const objection = objectionToPcrSignatures(signature, policies, Buffer.from(publicKey, 'base64'));
    if (objection === undefined) continue;
    const how =
      'where the keys were changed since it was signed, the same without its id has it signed by those of now';
    throw new ConflictError(`the request ${record.id}: ${objection} by the key ${fingerprint} (${how})`);
  }
  return withPcrSection(uki, signature);
}

/** In the place of what is there, or behind all else. @throws {InputError} where a profile would not find it */
export async function withPcrSection(uki: ByteSource, json: Uint8Array): Promise<ByteSource> {
  const headers = await headersOf(uki);
  const names = headers.sections.map(({ name }) => name);
  const profile = names.indexOf('.profile');
  const place = names.indexOf(SECTION);
  if (names.lastIndexOf(SECTION) !== place || (profile >= 0 && (place < 0 || place > profile))) {
    const why =
      'a UKI with profiles needs one .pcrsig, before the first .profile: it holds the signatures of all of them';
    throw new InputError(`${why}. Build it so (an empty object, {}, is enough)`, { field: 'image' });
  }
  return place < 0
    ? withAddedSection(uki, headers, SECTION, json)
    : withSection(uki, headers, SECTION, memorySource(json));
}

async function headersOf(uki: ByteSource): Promise<PeHeaders> {
  const { headers, problem } = await openImage(uki);
  if (headers === undefined) throw problem ?? new InputError('no EFI image');
  return headers;
}
