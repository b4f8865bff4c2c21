/**
 * Signed updates of EFI variables (UEFI 2.10, 8.2.2 EFI_VARIABLE_AUTHENTICATION_2), `.auth` files:
 *
 *     EFI_TIME (16) | WIN_CERTIFICATE_UEFI_GUID: u32 length, 0x0200, 0x0EF1, PKCS7 GUID, SignedData | content
 */
import { decodeGuid } from './signature-list.ts';

export const EFI_CERT_TYPE_PKCS7_GUID = '4aafd29d-68df-49ee-8aa9-347d375665a7';
const EFI_TIME_BYTES = 16;
const WIN_CERT_TYPE_EFI_GUID = 0x0ef1;

/** The content of a signed update; undefined where the bytes are none. */
export function stripAuthenticationHeader(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < EFI_TIME_BYTES + 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(EFI_TIME_BYTES, true);
  const isUpdate =
    view.getUint16(EFI_TIME_BYTES + 4, true) === 0x0200 &&
    view.getUint16(EFI_TIME_BYTES + 6, true) === WIN_CERT_TYPE_EFI_GUID &&
    decodeGuid(bytes.subarray(EFI_TIME_BYTES + 8, EFI_TIME_BYTES + 24)) === EFI_CERT_TYPE_PKCS7_GUID;
  if (!isUpdate || length < 24 || length > bytes.length - EFI_TIME_BYTES) return undefined;
  return bytes.subarray(EFI_TIME_BYTES + length);
}
