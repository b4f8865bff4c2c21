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
const NV_BS_RT = 0x07;
const NV_BS_RT_TIME_AUTHENTICATED = 0x27;

export interface EnrolledKeys {
  /** Certificates, DER. */
  readonly platformKey: Uint8Array;
  readonly keyExchangeKey: Uint8Array;
  /** Signature lists. */
  readonly db: Uint8Array;
  readonly dbx?: Uint8Array;
  /** What the firmware tries to start, in order. */
  readonly boot?: readonly BootOption[];
}

export interface BootOption {
  /** Path on the disk's file system, `\\NAME.EFI`. */
  readonly path: string;
  /** What the started image gets as its arguments. */
  readonly argument?: string;
}

/** PCI device of the disk that the options' files are on. */
export const DISK_PCI_DEVICE = 4;

export function enrolKeys(blank: Uint8Array, keys: EnrolledKeys): Uint8Array {
  const list = (data: Uint8Array): Uint8Array =>
    writeSignatureLists([{ type: SIGNATURE_TYPE.x509, owner: OWNER, data }]);
  const variables = [
    variable('PK', EFI_GLOBAL_VARIABLE_GUID, list(keys.platformKey)),
    variable('KEK', EFI_GLOBAL_VARIABLE_GUID, list(keys.keyExchangeKey)),
    variable('db', EFI_IMAGE_SECURITY_DATABASE_GUID, keys.db),
    ...(keys.dbx === undefined ? [] : [variable('dbx', EFI_IMAGE_SECURITY_DATABASE_GUID, keys.dbx)]),
    ...bootVariables(keys.boot ?? []),
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

/** `BootOrder` and `Boot####` (UEFI 2.10, 3.1.3). */
function bootVariables(options: readonly BootOption[]): readonly Uint8Array[] {
  if (options.length === 0) return [];
  const order = Buffer.alloc(options.length * 2);
  const entries = options.map((option, index) => {
    order.writeUInt16LE(index, index * 2);
    const number = index.toString(16).toUpperCase().padStart(4, '0');
    return variable(`Boot${number}`, EFI_GLOBAL_VARIABLE_GUID, loadOption(option), NV_BS_RT);
  });
  return [variable('BootOrder', EFI_GLOBAL_VARIABLE_GUID, order, NV_BS_RT), ...entries];
}

function loadOption({ path, argument }: BootOption): Uint8Array {
  const file = utf16(path);
  const fileHeader = Buffer.from([0x04, 0x04, 0, 0]);
  fileHeader.writeUInt16LE(4 + file.length, 2);
  const devicePath = Buffer.concat([
    // PciRoot(0x0)/Pci(DISK_PCI_DEVICE,0x0)/path, end
    Buffer.from([0x02, 0x01, 0x0c, 0, 0xd0, 0x41, 0x03, 0x0a, 0, 0, 0, 0]),
    Buffer.from([0x01, 0x01, 0x06, 0, 0, DISK_PCI_DEVICE]),
    fileHeader,
    file,
    Buffer.from([0x7f, 0xff, 0x04, 0]),
  ]);
  const header = Buffer.alloc(6);
  header.writeUInt32LE(1, 0);
  header.writeUInt16LE(devicePath.length, 4);
  return Buffer.concat([header, utf16('purgatory'), devicePath, ...(argument === undefined ? [] : [utf16(argument)])]);
}

function utf16(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
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
