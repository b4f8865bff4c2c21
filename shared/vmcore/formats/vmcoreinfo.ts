/**
 * VMCOREINFO: what the kernel wrote down about itself for whoever reads its dump, as lines of `KEY=value`
 * (Documentation/admin-guide/kdump/vmcoreinfo.rst, linux v6.12).
 */

/** One VMCOREINFO text, looked up by the names that the kernel gives its entries. A value that can't be read is absent. */
export interface VmcoreInfo {
  readonly text: string;
  /** A plain entry: `OSRELEASE`, `PAGESIZE`, `KERNELOFFSET`, … */
  get(key: string): string | undefined;
  /** `SYMBOL(name)`: an address. */
  symbol(name: string): bigint | undefined;
  /** `OFFSET(type.member)`, in bytes. */
  offset(member: string): number | undefined;
  /** `SIZE(type)`, in bytes. */
  size(type: string): number | undefined;
  /** `LENGTH(array)`, in elements. */
  length(array: string): number | undefined;
  /** `NUMBER(name)`: decimal, or hexadecimal with `0x`; may be negative. */
  number(name: string): bigint | undefined;
}

const DECIMAL_OR_HEX = /^-?(?:0x[0-9a-f]{1,16}|[0-9]{1,20})$/i;
const HEX = /^(?:0x)?[0-9a-f]{1,16}$/i;

export function parseVmcoreInfo(text: string): VmcoreInfo {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0 && !entries.has(line.slice(0, equals))) entries.set(line.slice(0, equals), line.slice(equals + 1));
  }
  const small = (key: string): number | undefined => {
    const value = parseInteger(entries.get(key));
    return value !== undefined && value >= 0n && value <= 0xffff_ffffn ? Number(value) : undefined;
  };
  return {
    text,
    get: (key) => entries.get(key),
    symbol: (name) => parseHex(entries.get(`SYMBOL(${name})`)),
    offset: (member) => small(`OFFSET(${member})`),
    size: (type) => small(`SIZE(${type})`),
    length: (array) => small(`LENGTH(${array})`),
    number: (name) => parseInteger(entries.get(`NUMBER(${name})`)),
  };
}

/** A hexadecimal number with or without `0x`, as `KERNELOFFSET` and the symbols are written. */
export function parseHex(text: string | undefined): bigint | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined || !HEX.test(trimmed)) return undefined;
  return BigInt(/^0x/i.test(trimmed) ? trimmed : `0x${trimmed}`);
}

function parseInteger(text: string | undefined): bigint | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined || !DECIMAL_OR_HEX.test(trimmed)) return undefined;
  return trimmed.startsWith('-') ? -BigInt(trimmed.slice(1)) : BigInt(trimmed);
}

const PAGE_SIZES: readonly number[] = [4096, 16_384, 65_536];

/** The page size that a text names, if it is one that there is. */
export function claimedPageSize(text: string): number | undefined {
  const claimed = Number(parseVmcoreInfo(text).get('PAGESIZE'));
  return PAGE_SIZES.find((size) => size === claimed);
}
