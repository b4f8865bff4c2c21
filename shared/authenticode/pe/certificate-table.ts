/**
 * The attribute certificate table (PE Format, "The Attribute Certificate Table"): signatures one after another, each
 *
 *     u32 dwLength, with these eight bytes | u16 wRevision 0x0200 | u16 wCertificateType 2 = PKCS#7 | content | zeros to 8
 */
import type { RuleViolation } from './rules.ts';

export const WIN_CERTIFICATE_HEADER_BYTES = 8;
export const WIN_CERT_REVISION_2_0 = 0x0200;
export const WIN_CERT_TYPE_PKCS_SIGNED_DATA = 0x0002;
const ALIGNMENT = 8;
/** More than this many no real image has. */
const MAX_CERTIFICATES = 64;

export interface WinCertificate {
  readonly index: number;
  /** In the file. */
  readonly offset: number;
  /** dwLength. */
  readonly lengthBytes: number;
  readonly revision: number;
  readonly type: number;
  /** What follows the header, padding that dwLength covers among it. */
  readonly content: Uint8Array;
}

export const alignUp = (value: number, to: number = ALIGNMENT): number => Math.ceil(value / to) * to;

/** The signatures of a table, as far as it can be followed, and what is wrong with it. */
export function readCertificateTable(
  table: Uint8Array,
  tableOffset: number,
): { certificates: readonly WinCertificate[]; violations: readonly RuleViolation[] } {
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  const certificates: WinCertificate[] = [];
  const violations: RuleViolation[] = [];
  let offset = 0;
  while (offset < table.length) {
    const where = `certificate[${certificates.length}]`;
    const left = table.length - offset;
    if (left < WIN_CERTIFICATE_HEADER_BYTES) {
      violations.push({ rule: 'certificate-length', where, problem: `${left} bytes are left for it` });
      break;
    }
    const lengthBytes = view.getUint32(offset, true);
    if (lengthBytes <= WIN_CERTIFICATE_HEADER_BYTES || lengthBytes > left) {
      violations.push({
        rule: 'certificate-length',
        where,
        problem: `dwLength is ${lengthBytes}, ${left} bytes are left`,
      });
      break;
    }
    if (certificates.length >= MAX_CERTIFICATES) {
      violations.push({ rule: 'certificate-count', where, problem: `more than ${MAX_CERTIFICATES} signatures` });
      break;
    }
    const revision = view.getUint16(offset + 4, true);
    const type = view.getUint16(offset + 6, true);
    if (revision !== WIN_CERT_REVISION_2_0) {
      violations.push({ rule: 'certificate-revision', where, problem: `wRevision is 0x${revision.toString(16)}` });
    }
    if (type !== WIN_CERT_TYPE_PKCS_SIGNED_DATA) {
      violations.push({ rule: 'certificate-type', where, problem: `wCertificateType is 0x${type.toString(16)}` });
    }
    const end = offset + lengthBytes;
    const padded = Math.min(alignUp(end), table.length);
    if (table.subarray(end, padded).some((byte) => byte !== 0)) {
      violations.push({ rule: 'certificate-padding', where, problem: 'padding that is not zero: it is not digested' });
    }
    const content = table.subarray(offset + WIN_CERTIFICATE_HEADER_BYTES, end);
    if (type === WIN_CERT_TYPE_PKCS_SIGNED_DATA) violations.push(...behindMessage(content, where));
    certificates.push({
      index: certificates.length,
      offset: tableOffset + offset,
      lengthBytes,
      revision,
      type,
      content,
    });
    offset = padded;
  }
  return { certificates, violations };
}

/** What dwLength covers behind the PKCS#7: signers pad with zeros to eight bytes, and nothing digests what stands there. */
function* behindMessage(content: Uint8Array, where: string): Generator<RuleViolation> {
  const end = derEnd(content);
  if (end === undefined) return;
  const behind = content.subarray(end);
  if (behind.length < ALIGNMENT && behind.every((byte) => byte === 0)) return;
  const problem = `${behind.length} bytes stand behind the PKCS#7, which no signature covers`;
  yield { rule: 'certificate-trailing-bytes', where, problem };
}

/** Where the outermost element of DER ends; undefined where that is not within the bytes, or of indefinite length. */
function derEnd(bytes: Uint8Array): number | undefined {
  const [, first = 0x80] = bytes;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || count > 4 || bytes.length < 2 + count) return undefined;
  const length = count === 0 ? first : bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = 2 + count + length;
  return end <= bytes.length ? end : undefined;
}

/** One signature as it stands in a table: header, PKCS#7, zeros. dwLength is that of the specification: without the zeros. */
export function writeWinCertificate(pkcs7: Uint8Array): Uint8Array {
  const length = WIN_CERTIFICATE_HEADER_BYTES + pkcs7.length;
  const out = new Uint8Array(alignUp(length));
  const view = new DataView(out.buffer);
  view.setUint32(0, length, true);
  view.setUint16(4, WIN_CERT_REVISION_2_0, true);
  view.setUint16(6, WIN_CERT_TYPE_PKCS_SIGNED_DATA, true);
  out.set(pkcs7, WIN_CERTIFICATE_HEADER_BYTES);
  return out;
}
