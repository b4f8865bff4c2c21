/**
 * Signature on a PE image as kexec_file_load checks it: linux v6.1/v6.12 crypto/asymmetric_keys/verify_pefile.c. Its own
 * parser, because it finds other things wrong, and in another order, than firmware does.
 */
import type { ByteRange } from '../../bytes/byte-source.ts';
import { parseAuthenticodeContent } from './authenticode-content.ts';
import type { Blacklist, KernelCertificate } from './certificate.ts';
import { KernelError } from './errno.ts';
import { parsePkcs7Message } from './pkcs7-message.ts';
import { verifyAgainstKeyring, type Keyrings } from './pkcs7-verify.ts';
import { hasHash, type HashName, type KernelProfile } from './profile.ts';

/** What the checks need of an image. Fetched before, so that the model itself is not asynchronous but for digests. */
export interface KernelImageView {
  readonly sizeBytes: number;
  /** The file's first bytes: all headers, or as many as there are. */
  readonly head: Uint8Array;
  /** The certificate table as the headers place it, where it lies within the file. */
  readonly certificateTable: Uint8Array | undefined;
  digest(hash: HashName, ranges: readonly ByteRange[]): Promise<Uint8Array>;
}

const MZ_HEADER_BYTES = 64;
const PE_HEADER_BYTES = 24;
const PE32_HEADER_BYTES = 96;
const PE32PLUS_HEADER_BYTES = 112;
const DIRECTORY_BYTES = 8;
const SECTION_BYTES = 40;
const CERTIFICATE_DIRECTORY = 4 * DIRECTORY_BYTES;
const WIN_CERTIFICATE_BYTES = 8;
const WIN_CERT_REVISION_2_0 = 0x200;
const WIN_CERT_TYPE_PKCS_SIGNED_DATA = 2;

interface PeContext {
  readonly checksumOffset: number;
  readonly headerSize: number;
  readonly directoryEntryOffset: number;
  readonly certificatesSize: number;
  readonly sections: readonly Uint8Array[];
}

/** `verify_pefile_signature`. @throws {KernelError} with the errno it returns */
export async function verifyPefileSignature(
  image: KernelImageView,
  keyring: 'secondary' | 'platform',
  keyrings: Keyrings,
  profile: KernelProfile,
  blacklist: Blacklist,
): Promise<KernelCertificate> {
  const context = parseBinary(image);
  const pkcs7 = stripSignatureWrapper(image, context);
  const message = parsePkcs7Message(pkcs7, profile, blacklist);
  const key = verifyAgainstKeyring(message, keyring, 'kexec-pe', keyrings, profile);
  if (message.dataElement === undefined) {
    throw new KernelError('ENODATA', 'pkcs7_get_content_data', 'the signature holds no content');
  }
  const content = parseAuthenticodeContent(message.dataElement, profile);
  if (!hasHash(profile, content.hash)) {
    throw new KernelError('ENOPKG', 'pefile_digest_pe', `${content.hash} is not built into this kernel`);
  }
  const ranges = digestRanges(image, context);
  const digest = await image.digest(content.hash, ranges);
  if (digest.length !== content.digest.length) {
    throw new KernelError('EBADMSG', 'pefile_digest_pe', `${content.hash} digest of ${content.digest.length} bytes`);
  }
  if (Buffer.compare(digest, content.digest) !== 0) {
    throw new KernelError(
      'EKEYREJECTED',
      'pefile_digest_pe',
      `the image's digest is ${hex(digest)}, the signature is over ${hex(content.digest)}: it was changed after signing`,
    );
  }
  return key;
}

/** `pefile_parse_binary` */
function parseBinary(image: KernelImageView): PeContext {
  const { head, sizeBytes } = image;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const bad = (problem: string): KernelError => new KernelError('ELIBBAD', 'pefile_parse_binary', problem);
  const check = (base: number, offset: number, length: number, what: string): void => {
    if (offset < base || length >= sizeBytes || offset > sizeBytes - length) throw bad(`${what} is outside the file`);
  };
  // Beyond what was fetched: headers larger than any real image has.
  const within = (offset: number, length: number, what: string): number => {
    if (offset + length > head.length)
      throw bad(`${what} at 0x${offset.toString(16)} is too far from the file's start`);
    return offset;
  };
  const u16 = (offset: number, what: string): number => view.getUint16(within(offset, 2, what), true);
  const u32 = (offset: number, what: string): number => view.getUint32(within(offset, 4, what), true);

  check(0, 0, MZ_HEADER_BYTES, 'the MZ header');
  if (u16(0, 'MZ') !== 0x5a4d) throw bad('no MZ header');
  const peAddress = u32(0x3c, 'e_lfanew');
  check(MZ_HEADER_BYTES, peAddress, PE_HEADER_BYTES, 'the PE header');
  if (u32(peAddress, 'PE signature') !== 0x4550) throw bad('no PE signature');
  const optional = peAddress + PE_HEADER_BYTES;
  check(0, optional, 2, 'the optional header');
  const magic = u16(optional, 'optional header magic');
  if (magic !== 0x10b && magic !== 0x20b) throw bad(`optional header magic 0x${magic.toString(16)}`);
  const optionalBytes = magic === 0x10b ? PE32_HEADER_BYTES : PE32PLUS_HEADER_BYTES;
  check(0, optional, optionalBytes, 'the optional header');
  const headerSize = u32(optional + 60, 'SizeOfHeaders');
  const directories = u32(optional + optionalBytes - 4, 'NumberOfRvaAndSizes');
  let cursor = optional + optionalBytes;
  if (cursor >= headerSize || headerSize >= sizeBytes) throw bad(`SizeOfHeaders is ${headerSize}`);
  if (directories > Math.floor((headerSize - cursor) / DIRECTORY_BYTES)) throw bad(`${directories} data directories`);

  const directoryEntryOffset = cursor + CERTIFICATE_DIRECTORY;
  cursor += directories * DIRECTORY_BYTES;
  const address = u32(directoryEntryOffset, 'certificate table');
  const size = u32(directoryEntryOffset + 4, 'certificate table');
  if (address === 0 || size === 0) throw new KernelError('ENODATA', 'pefile_parse_binary', 'the image is not signed');
  check(headerSize, address, size, 'the certificate table');
  // The section table is looked for after the directories, whatever SizeOfOptionalHeader says.
  const sectionCount = u16(peAddress + 6, 'NumberOfSections');
  if (sectionCount > Math.floor((headerSize - cursor) / SECTION_BYTES)) throw bad(`${sectionCount} sections`);
  const sections = Array.from({ length: sectionCount }, (_, index) => {
    const at = within(cursor + index * SECTION_BYTES, SECTION_BYTES, 'section table');
    return head.subarray(at, at + SECTION_BYTES);
  });
  return { checksumOffset: optional + 64, headerSize, directoryEntryOffset, certificatesSize: size, sections };
}

/** `pefile_strip_sig_wrapper`: the first WIN_CERTIFICATE only, whatever follows it. */
function stripSignatureWrapper(image: KernelImageView, context: PeContext): Uint8Array {
  const at = 'pefile_strip_sig_wrapper';
  const bad = (problem: string): KernelError => new KernelError('ELIBBAD', at, problem);
  const table = image.certificateTable;
  if (table === undefined || context.certificatesSize < WIN_CERTIFICATE_BYTES) {
    throw bad('the certificate table has no room for a WIN_CERTIFICATE');
  }
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  const length = view.getUint32(0, true);
  const revision = view.getUint16(4, true);
  const type = view.getUint16(6, true);
  if (length > context.certificatesSize) throw bad(`dwLength ${length} is more than the certificate table's size`);
  if (revision !== WIN_CERT_REVISION_2_0) {
    throw new KernelError('ENOTSUPP', at, `wRevision is 0x${revision.toString(16)}, not 0x200`);
  }
  if (type !== WIN_CERT_TYPE_PKCS_SIGNED_DATA) {
    throw new KernelError('ENOTSUPP', at, `wCertificateType is ${type}, not 2 (PKCS signed data)`);
  }
  // Unsigned arithmetic: a dwLength of less than the header's size wraps to a huge one and is not noticed.
  const available = (length - WIN_CERTIFICATE_BYTES) >>> 0;
  if (available < 4) throw new KernelError('EKEYREJECTED', at, 'the WIN_CERTIFICATE is empty');

  const pkcs7 = table.subarray(WIN_CERTIFICATE_BYTES, Math.min(table.length, available + WIN_CERTIFICATE_BYTES));
  const [tag = 0, first = 0, second = 0, third = 0] = pkcs7;
  if (tag !== 0x30) throw bad('the WIN_CERTIFICATE holds no PKCS#7');
  let wanted: number;
  if (first < 0x80) wanted = first + 2;
  else if (first === 0x80) return pkcs7;
  else if (first === 0x81) wanted = second + 3;
  else if (first === 0x82) wanted = ((second << 8) | third) + 4;
  else throw new KernelError('EMSGSIZE', at, 'the PKCS#7 is larger than 64 KiB (page hashes?)');
  if (wanted > pkcs7.length) throw bad('the PKCS#7 is longer than its WIN_CERTIFICATE');
  return pkcs7.subarray(0, wanted);
}

/** `pefile_digest_pe_contents`: what is digested, in order. */
function digestRanges(image: KernelImageView, context: PeContext): readonly ByteRange[] {
  const { checksumOffset, directoryEntryOffset, headerSize, sections } = context;
  const fault = (problem: string): KernelError => new KernelError('ELIBBAD', 'pefile_digest_pe_contents', problem);
  if (sections.length === 0) throw fault('an image without sections makes the kernel write out of bounds');
  const afterEntry = directoryEntryOffset + DIRECTORY_BYTES;
  if (afterEntry > headerSize) throw fault('SizeOfHeaders does not cover the certificate directory entry');
  const ranges: ByteRange[] = [
    { offset: 0, length: checksumOffset },
    { offset: checksumOffset + 4, length: directoryEntryOffset - checksumOffset - 4 },
    { offset: afterEntry, length: headerSize - afterEntry },
  ];
  let hashed = headerSize;
  for (const section of [...sections].sort(compareSections)) {
    const { rawSize, rawAddress } = sectionFields(section);
    if (rawSize === 0) continue;
    if (rawAddress + rawSize > image.sizeBytes) {
      throw fault('a section lies outside the file: the kernel reads out of bounds');
    }
    ranges.push({ offset: rawAddress, length: rawSize });
    hashed += rawSize;
  }
  if (image.sizeBytes > hashed) {
    if (image.sizeBytes < hashed + context.certificatesSize) {
      throw fault('sections and certificate table together are larger than the file');
    }
    ranges.push({ offset: hashed, length: image.sizeBytes - hashed - context.certificatesSize });
  }
  return ranges;
}

interface SectionFields {
  readonly virtualSize: number;
  readonly virtualAddress: number;
  readonly rawSize: number;
  readonly rawAddress: number;
}

function sectionFields(section: Uint8Array): SectionFields {
  const view = new DataView(section.buffer, section.byteOffset, section.length);
  return {
    virtualSize: view.getUint32(8, true),
    virtualAddress: view.getUint32(12, true),
    rawSize: view.getUint32(16, true),
    rawAddress: view.getUint32(20, true),
  };
}

/** `pefile_compare_shdrs`: by place in the file, then by what else tells two sections apart. */
function compareSections(a: Uint8Array, b: Uint8Array): number {
  const x = sectionFields(a);
  const y = sectionFields(b);
  return (
    x.rawAddress - y.rawAddress ||
    x.virtualAddress - y.virtualAddress ||
    Buffer.compare(untilNul(a), untilNul(b)) ||
    x.virtualSize - y.virtualSize ||
    x.rawSize - y.rawSize
  );
}

function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
