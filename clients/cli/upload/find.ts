/** Dump and log as kdump leaves them: the same names, in the same order, that the agent knows. */
import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { constants, gunzip } from 'node:zlib';
import { InputError, NotFoundError } from '../../../shared/errors.ts';
import { Container, IDENTIFY_BYTES, foreign, identify } from '../../../shared/vmcore/formats/identify.ts';
import { headOf } from '../files.ts';

const DUMP_NAMES = [
  /^vmcore$/,
  /^vmcore\.flat$/,
  /^vmcore\.(gz|zst|xz)$/,
  /^dump\.[0-9]+$/,
  /^vmcore\.[0-9]+$/,
  /^(vmcore|vmcore\.flat|dump)-incomplete$/,
];
const LOG_NAMES = [
  /^vmcore-dmesg\.txt$/,
  /^dmesg\.txt$/,
  /^dmesg\.[0-9]+$/,
  /^(vmcore-dmesg|dmesg)-incomplete\.txt$/,
  /^dmesg$/,
];
/** Red Hat's kdump keeps what the crash kernel said in the folder of the one crash, beside files of these names. */
const CRASH_KERNEL_LOG = /^kexec-dmesg\.log$/;
const BESIDE_IT = /^(vmcore|vmcore\.flat|vmcore-incomplete|vmcore-dmesg\.txt|vmcore-dmesg-incomplete\.txt)$/;

export interface FoundDump {
  readonly dump: string;
  readonly log: string | undefined;
  /** What the crash kernel said of itself while it saved the dump. */
  readonly crashKernelLog: string | undefined;
}

/** @throws {NotFoundError} when `path` is a directory without a dump, or nothing at all */
export async function findDump(path: string): Promise<FoundDump> {
  if (!(await stat(path)).isDirectory()) {
    return { dump: path, log: await firstOf(dirname(path), LOG_NAMES), crashKernelLog: await crashKernelLogOf(path) };
  }
  const dump = await firstOf(path, DUMP_NAMES);
  if (dump === undefined) throw new NotFoundError(`${path} holds no dump`);
  return { dump, log: await firstOf(path, LOG_NAMES), crashKernelLog: await crashKernelLogOf(dump) };
}

function crashKernelLogOf(file: string): Promise<string | undefined> {
  return BESIDE_IT.test(basename(file)) ? firstOf(dirname(file), [CRASH_KERNEL_LOG]) : Promise.resolve(undefined);
}

/** Whether a file is text, as a log is and no dump: those begin with headers full of zeros. */
export async function isText(path: string): Promise<boolean> {
  return isTextBytes(await headOf(path, 65_536));
}

const isTextBytes = (read: Buffer): boolean => !read.includes(0) && read.includes(0x0a);

/** @throws {InputError} for a file that is known to be something else than a dump: what is sent of it nobody could read */
export async function checkIsDump(path: string): Promise<void> {
  const head = await headOf(path, IDENTIFY_BYTES);
  const other = foreign(head);
  if (other !== undefined) throw new InputError(`${path} is no dump of a kernel: it is ${other}`);
  if (identify(head) === Container.Gzip && (await isGzipOfText(head)))
    throw new InputError(`${path} is a packed text, no dump: unpack it, and its log is sent`);
}

/** Whether what begins a gzip file is text. A dump that breaks off within it is none, and no fault either. */
async function isGzipOfText(head: Buffer): Promise<boolean> {
  const unpacked = await new Promise<Buffer>((resolve) => {
    gunzip(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 23 }, (error, bytes) => {
      resolve(error === null ? bytes : Buffer.alloc(0));
    });
  });
  return isTextBytes(unpacked);
}

async function firstOf(directory: string, patterns: readonly RegExp[]): Promise<string | undefined> {
  const names = (await readdir(directory)).sort();
  for (const pattern of patterns) {
    for (const name of names.filter((candidate) => pattern.test(candidate))) {
      const file = await stat(join(directory, name));
      if (file.isFile() && file.size > 0) return join(directory, name);
    }
  }
  return undefined;
}

export interface DumpIdentity {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** The same for agent and command line, so that one goes on where the other stopped. */
  readonly resumeKey: string;
  /** Of VMCOREINFO, where it stands within the first 64 KiB, as it does in most dumps. */
  readonly release?: string;
  readonly crashSeconds?: number;
}

export async function identifyDump(path: string): Promise<DumpIdentity> {
  const handle = await open(path, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, 65_536));
    await handle.read(head, 0, head.length, 0);
    const digest = createHash('sha256')
      .update(`${size} ${Math.floor(mtimeMs / 1000)}\n`)
      .update(head)
      .digest('hex');
    return { sizeBytes: size, modifiedMs: mtimeMs, resumeKey: `d1-${digest.slice(0, 40)}`, ...noted(head) };
  } finally {
    await handle.close();
  }
}

/** What the kernel noted of itself and of the crash. */
function noted(head: Buffer): Pick<DumpIdentity, 'release' | 'crashSeconds'> {
  const text = head.toString('latin1');
  const release = /(?:^|[\0\n])OSRELEASE=([A-Za-z0-9._+~-]{1,128})[\0\n]/.exec(text)?.[1];
  const seconds = /[\0\n]CRASHTIME=([0-9]{1,12})[\0\n]/.exec(text)?.[1];
  return {
    ...(release === undefined ? {} : { release }),
    ...(seconds === undefined ? {} : { crashSeconds: Number(seconds) }),
  };
}
