/** What is asked for goes by names that tell its kind: the log, which has the names, can then be taken for no other kind. */
import type { SignatureKind } from '../../contract/images.ts';

/** Of the PCR policies of a UKI: `linux.efi:pcrs`. */
export const PCRS_SUFFIX = ':pcrs';
/** Of a file system that dm-verity guards: `root-6.12.118:roothash`. */
export const ROOT_HASH_SUFFIX = ':roothash';

const SUFFIXES: Readonly<Record<SignatureKind, string | undefined>> = {
  authenticode: undefined,
  appended: undefined,
  'pcr-policies': PCRS_SUFFIX,
  'root-hash': ROOT_HASH_SUFFIX,
};

export function isNameOfKind(name: string, kind: SignatureKind): boolean {
  const suffix = Object.values(SUFFIXES).find((each) => each !== undefined && name.endsWith(each));
  return suffix === SUFFIXES[kind];
}

/** How requests of this kind end, in words. */
export function nameRule(kind: SignatureKind): string {
  const suffix = SUFFIXES[kind];
  if (suffix !== undefined) return `requests of the kind ${kind} have names that end in ${suffix}`;
  return `names that end in ${PCRS_SUFFIX} or ${ROOT_HASH_SUFFIX} are those of other kinds than ${kind}`;
}

/** Whether the signature is one of an image, that somebody loads. */
export function isOfImage({ kind }: { readonly kind: SignatureKind }): boolean {
  return kind === 'authenticode' || kind === 'appended';
}
