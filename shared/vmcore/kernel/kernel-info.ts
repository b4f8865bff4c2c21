import type { KernelInfo } from '../../contract/report.ts';
import type { Dump } from '../formats/dump.ts';
import { parseHex, type VmcoreInfo } from '../formats/vmcoreinfo.ts';
import type { Uts } from './uts.ts';

const BUILD_ID = /^[0-9a-f]{16,64}$/;
const MAX_SECONDS = 253_402_300_799n;

/** What VMCOREINFO, the dump's header and `init_uts_ns` say of the kernel, before anything else is known. */
export function basicKernelInfo(dump: Dump, info: VmcoreInfo | undefined, uts: Uts | undefined): KernelInfo {
  const { header } = dump;
  const version = uts?.version ?? header.version;
  const nodename = uts?.nodename ?? header.nodename;
  const buildId = info?.get('BUILD-ID')?.trim().toLowerCase();
  const offset = parseHex(info?.get('KERNELOFFSET'));
  const crashTime = crashTimeOf(info, header.timestamp);
  return {
    release: firstOf(uts?.release, info?.get('OSRELEASE')?.trim(), header.release) ?? 'unknown',
    machine: firstOf(uts?.machine, dump.machine, header.machine) ?? 'unknown',
    tainted: [],
    ...(version === undefined ? {} : { version }),
    ...(nodename === undefined ? {} : { nodename }),
    ...(buildId !== undefined && BUILD_ID.test(buildId) ? { buildId } : {}),
    ...(offset === undefined ? {} : { kaslrOffset: `0x${offset.toString(16)}` }),
    ...(crashTime === undefined ? {} : { crashTime }),
    ...(header.cpus === undefined || header.cpus <= 0 ? {} : { cpus: header.cpus }),
  };
}

/** The first that says anything. */
function firstOf(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text !== '');
}

/** CRASHTIME is written by the kernel as it crashes; the header's time is when the dump was made, shortly after. */
function crashTimeOf(info: VmcoreInfo | undefined, made: number | undefined): string | undefined {
  const text = info?.get('CRASHTIME')?.trim();
  const seconds = text !== undefined && /^[0-9]{1,12}$/.test(text) ? BigInt(text) : BigInt(Math.trunc(made ?? 0));
  return isoTime(seconds);
}

/** Seconds since 1970 as ISO 8601; nothing for none, or for a time that no dump was made at. */
export function isoTime(seconds: bigint): string | undefined {
  if (seconds <= 0n || seconds > MAX_SECONDS) return undefined;
  return new Date(Number(seconds) * 1000).toISOString();
}
