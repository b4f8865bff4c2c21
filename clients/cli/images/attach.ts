/** From a request that is signed to the signed file, and into a UKI to the kernel within. */
import { isZboot } from '../../../shared/authenticode/image/magic.ts';
import { openZboot, type InnerKernel } from '../../../shared/authenticode/image/zboot.ts';
import { openImage } from '../../../shared/authenticode/image-view.ts';
import { sectionSource, withSection } from '../../../shared/authenticode/pe/replace-section.ts';
import { applySignature, type Placement, type SigningPlan } from '../../../shared/authenticode/sign/sign-image.ts';
import { certificateRecord } from '../../../shared/authenticode/trust-files.ts';
import { judge } from '../../../shared/authenticode/verdicts.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import type { ImageRecord, KeyList } from '../../../shared/contract/images.ts';
import { InputError } from '../../../shared/errors.ts';
import type { ServiceClient } from '../service/client.ts';
import { fetchSignature, type IssuedSignature } from './request.ts';

/** The signed file, and which of the consumers that were asked for would refuse it. */
export async function attachIssued(
  client: ServiceClient,
  record: ImageRecord,
  plan: SigningPlan,
  position: Placement,
  keysOf?: () => Promise<KeyList>,
): Promise<{ readonly signed: ByteSource; readonly refusing: readonly string[] }> {
  const issued = await fetchSignature(client, record, plan, keysOf);
  const signed = await applySignature(plan, issued.signature, position);
  return { signed, refusing: await whoRefuses(signed, record, issued) };
}

/** The service has checked it; what comes over a network is checked again before it is written. */
async function whoRefuses(
  signed: ByteSource,
  record: ImageRecord,
  issued: IssuedSignature,
): Promise<readonly string[]> {
  const anchors = [issued.root, issued.leaf].filter((certificate) => certificate !== undefined);
  const view = await openImage(signed);
  const db = anchors.map((certificate) => certificateRecord(certificate));
  const verdicts = await judge(view, { db, dbx: [] }, record.consumers);
  return verdicts
    .filter(({ accepts }) => !accepts)
    .map(({ consumer, reason }) => `${consumer} would refuse it: ${reason}`);
}

/**
 * The kernel in a UKI or an EFI zboot image, and the image around another one.
 *
 * @param pcrs whether a UKI's PCR policies are signed anew afterwards
 * @param note told of what takes long
 * @throws {InputError} where they would be left stale, or the kernel can't be put in its place
 */
export async function openInner(source: ByteSource, pcrs: boolean, note: (text: string) => void): Promise<InnerKernel> {
  const { head, headers, problem } = await openImage(source);
  if (headers === undefined) throw problem ?? new InputError('no EFI image');
  if (isZboot(head)) {
    const { inner, around } = await openZboot(source, headers);
    return {
      inner,
      around: (kernel) => {
        note('the signed kernel is packed into its EFI zboot image again: of 30 MB that takes half a minute');
        return around(kernel);
      },
    };
  }
  if (!pcrs && headers.sections.some(({ name }) => name === '.pcrsig')) {
    const why =
      'the UKI has PCR signatures (.pcrsig) over its sections: another .linux makes another PCR 11, and what is bound to them is not unlocked';
    throw new InputError(
      `${why}. Have them signed anew (--pcrs; in a manifest pcrs: true), or build it with the signed kernel and sign it without --inner`,
    );
  }
  const inner = sectionSource(source, headers, '.linux');
  return { inner, around: (kernel) => withSection(source, headers, '.linux', kernel) };
}
