import { FormatError, FormatErrorCode } from '../../../errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { detectOrcLayout, OrcTable, type OrcLayout } from '../../symbols/orc.ts';

const MAX_ORC_BYTES = 64 * 2 ** 20;

/** The kernel's own unwind tables. */
export async function readOrc(kernel: Kernel): Promise<{ table: OrcTable; layout: OrcLayout }> {
  const place = { format: 'orc', field: '__start_orc_unwind' };
  const [ipStart, ipEnd, start, end] = [
    kernel.symbol('__start_orc_unwind_ip'),
    kernel.symbol('__stop_orc_unwind_ip'),
    kernel.symbol('__start_orc_unwind'),
    kernel.symbol('__stop_orc_unwind'),
  ];
  if (ipStart === undefined || ipEnd === undefined || start === undefined || end === undefined) {
    throw new FormatError(FormatErrorCode.Unsupported, place, 'the kernel has no unwind tables');
  }
  const ipBytes = Number(ipEnd - ipStart);
  const bytes = Number(end - start);
  if (ipBytes <= 0 || bytes <= 0 || ipBytes + bytes > MAX_ORC_BYTES) {
    throw new FormatError(FormatErrorCode.BadValue, place, `tables of ${ipBytes} and ${bytes} bytes`);
  }
  const [ips, entries] = await Promise.all([
    kernel.memory.bytes(ipStart, ipBytes, 'the addresses of the unwind tables'),
    kernel.memory.bytes(start, bytes, 'the unwind tables'),
  ]);
  const layout = detectOrcLayout(entries);
  return { table: new OrcTable(ipStart, ips, entries, layout), layout };
}
