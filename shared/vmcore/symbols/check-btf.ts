import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import type { Types } from './types.ts';

const MAX_TOLD = 4;
const ENTRY = /^(OFFSET|SIZE)\(([A-Za-z_]\w*)(?:\.([\w.]+))?\)=(\d{1,9})$/gm;

/** What VMCOREINFO says of types against what these say: each difference in words. What only one of them knows is none. */
function typeDifferences(types: Types, info: VmcoreInfo): string[] {
  const differences: string[] = [];
  for (const [, kind, name = '', member = '', text = ''] of info.text.matchAll(ENTRY)) {
    const type = types.find(name);
    const own = kind === 'SIZE' ? type?.sizeBytes : type?.field(member)?.offsetBytes;
    if (own === undefined || own === Number(text)) continue;
    const what = kind === 'SIZE' ? `${name} has ${own} bytes` : `${name}.${member} is at ${own}`;
    differences.push(`${what}, VMCOREINFO says ${text}`);
  }
  return differences;
}

/**
 * @param origin how the types are called in the error
 * @throws {FormatError} bad-value, with the differences, where the types are not those of the kernel that crashed
 */
export function requireSameKernel(types: Types, info: VmcoreInfo, origin = 'given'): void {
  const differences = typeDifferences(types, info);
  if (differences.length === 0) return;
  const more = differences.length - MAX_TOLD;
  const told = `${differences.slice(0, MAX_TOLD).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  throw new FormatError(
    FormatErrorCode.BadValue,
    { format: 'btf', field: origin },
    `the BTF is of another kernel: ${told}`,
  );
}
