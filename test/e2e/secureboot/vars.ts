/**
 * OVMF's variables with keys enrolled: edk2's store of authenticated variables (MdeModulePkg/Include/Guid/VariableFormat.h),
 * written into the blank one that OVMF comes with.
 */
import {
  encodeGuid,
  SIGNATURE_TYPE,
  writeSignatureLists,
} from '../../../shared/authenticode/revocation/signature-list.ts';
import {
  EFI_GLOBAL_VARIABLE_GUID,
  EFI_IMAGE_SECURITY_DATABASE_GUID,
  encodeEfiTime,
} from '../../../shared/authenticode/revocation/authenticated-variable.ts';

const SECURE_BOOT_ENABLE_GUID = 'f0a30bc7-af08-4556-99c4-001009c93a44';
const OWNER = '11111111-2222-3333-4444-555566667777';
/** The firmware volume's header, then that of the store. */
const FIRST_VARIABLE = 0x48 + 28;
const NV_BS = 0x03;
const NV_BS_RT_TIME_AUTHENTICATED = 0x27;

export interface EnrolledKeys {
  /** Certificates, DER. */
  readonly platformKey: Uint8Array;
  readonly keyExchangeKey: Uint8Array;
  readonly db: readonly Uint8Array[];
  /** Signature lists. */
  readonly dbx?: Uint8Array;
}

export function enrolKeys(blank: Uint8Array, keys: EnrolledKeys): Uint8Array {
  const list = (...certificates: readonly Uint8Array[]): Uint8Array =>
    writeSignatureLists(certificates.map((data) => ({ type: SIGNATURE_TYPE.x509, owner: OWNER, data })));
  const variables = [
    variable('PK', EFI_GLOBAL_VARIABLE_GUID, list(keys.platformKey)),
    variable('KEK', EFI_GLOBAL_VARIABLE_GUID, list(keys.keyExchangeKey)),
    variable('db', EFI_IMAGE_SECURITY_DATABASE_GUID, list(...keys.db)),
    ...(keys.dbx === undefined ? [] : [variable('dbx', EFI_IMAGE_SECURITY_DATABASE_GUID, keys.dbx)]),
    variable('SecureBootEnable', SECURE_BOOT_ENABLE_GUID, Uint8Array.of(1), NV_BS),
  ];
  const out = Uint8Array.from(blank);
  let at = FIRST_VARIABLE;
  for (const bytes of variables) {
    out.set(bytes, at);
    at = Math.ceil((at + bytes.length) / 4) * 4;
  }
  return out;
}

function variable(
  name: string,
  vendor: string,
  data: Uint8Array,
  attributes = NV_BS_RT_TIME_AUTHENTICATED,
): Uint8Array {
  const nameBytes = Buffer.from(`${name}\0`, 'utf16le');
  const header = Buffer.alloc(60);
  header.writeUInt16LE(0x55aa, 0);
  header[2] = 0x3f;
  header.writeUInt32LE(attributes, 4);
  if (attributes === NV_BS_RT_TIME_AUTHENTICATED) header.set(encodeEfiTime(new Date('2020-01-01T00:00:00Z')), 16);
  header.writeUInt32LE(nameBytes.length, 36);
  header.writeUInt32LE(data.length, 40);
  header.set(encodeGuid(vendor), 44);
  return Buffer.concat([header, nameBytes, data]);
}
