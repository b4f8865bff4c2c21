/** What is asked for goes by names that tell its kind: the log, which has the names, can then be taken for no other kind. */
import type { SignatureKind } from '../../contract/images.ts';

/** Of the PCR policies of a UKI: `linux.efi:pcrs`. */
export const PCRS_SUFFIX = ':pcrs';

export function isNameOfKind(name: string, kind: SignatureKind): boolean {
  return name.endsWith(PCRS_SUFFIX) === (kind === 'pcr-policies');
}
