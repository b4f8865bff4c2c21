/** Firmware variables as Linux shows them in /sys/firmware/efi/efivars: four bytes of attributes, then the content. */

const ATTRIBUTE_BYTES = 4;
/** EFI_VARIABLE_BOOTSERVICE_ACCESS (UEFI 2.10, 8.2): every variable that can be read at all has it. */
const BOOTSERVICE_ACCESS = 0x02;

/**
 * The content without the attributes, where there are any. Nothing else that is read so begins with a byte of flags and three zeros:
 * a signature list begins with a GUID, SbatLevel with text, a signed update with a year.
 */
export function stripVariableAttributes(bytes: Uint8Array): Uint8Array {
  const [flags = 0, ...zeros] = bytes.subarray(0, ATTRIBUTE_BYTES);
  const isAttributes =
    bytes.length >= ATTRIBUTE_BYTES && (flags & BOOTSERVICE_ACCESS) !== 0 && zeros.every((byte) => byte === 0);
  return isAttributes ? bytes.subarray(ATTRIBUTE_BYTES) : bytes;
}
