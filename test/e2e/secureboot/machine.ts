/** Real firmware, and a real kernel that it started under Secure Boot. SMM keeps KVM out: the machine is emulated. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ArchiveEntry } from '../../../clients/packaging/archive.ts';
import type { GuestKernel } from '../kdump/kernel.ts';
import { dynamic, initramfs } from '../kdump/guest.ts';
import { DISK_PCI_DEVICE, type BootOption } from './vars.ts';

export const OVMF_CODE = '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd';
export const OVMF_VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const HEAD_BYTES = 4096;

/** An emulated timer on a busy machine may tick too late for the kernel's check of it, which then panics. */
const COMMAND_LINE = 'console=ttyS0 crashkernel=192M loglevel=4 panic=1 no_timer_check';

const INIT = `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mkdir -p /proc /sys /tmp /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t securityfs security /sys/kernel/security
mount -t tmpfs tmp /tmp
exec >/dev/console 2>&1 </dev/console
echo "E2E lockdown $(cat /sys/kernel/security/lockdown)"
kexec() { /lib/ld.so --library-path /lib /bin/kexec.real -s "$@"; }
while read -r name; do
  kernel="/images/$name.whole"
  if [ ! -f "$kernel" ]; then
    kernel=/tmp/kernel
    cp /images/base "$kernel"
    dd if="/images/$name.head" of="$kernel" conv=notrunc bs=4096 2>/dev/null
    cat "/images/$name.tail" >>"$kernel"
  fi
  kexec -p "$kernel" --command-line=console=ttyS0 >/tmp/out 2>&1
  status=$?
  read -r loaded </sys/kernel/kexec_crash_loaded
  message=
  while read -r line; do message=$line; done </tmp/out
  echo "E2E kexec $name status=$status loaded=$loaded $message"
  [ "$loaded" = 0 ] || kexec -u -p >/dev/null 2>&1
done </images/list
if [ -f /dbx.update ]; then
  [ -f /efivarfs.ko ] && insmod /efivarfs.ko
  mount -t efivarfs efivarfs /sys/firmware/efi/efivars
  dd if=/dbx.update of=/sys/firmware/efi/efivars/dbx-d719b2cb-3d3a-4596-a3bc-dad00e67656f bs=65536 2>/tmp/out
  echo "E2E dbx status=$? $(tail -n 1 /tmp/out)"
  echo "E2E dbx size=$(cat /sys/firmware/efi/efivars/dbx-d719b2cb-3d3a-4596-a3bc-dad00e67656f | wc -c)"
fi
echo "E2E done"
poweroff -f
`;

export interface Startable {
  readonly bytes: Uint8Array;
  /** What it gets as its arguments. */
  readonly argument?: string;
}

/** A line of the boot manager, edk2 MdeModulePkg/Library/UefiBootManagerLib/BmBoot.c: what became of which option, and why. */
const OUTCOME =
  /BdsDxe: (starting|failed to load|failed to start) Boot([0-9A-F]{4})[^\r\n]*?(?:EFI: ([^\r\n]+))?\r?\n/g;

/** `started`, or the status with which the firmware did not load it. */
export type FirmwareAnswer = string;

/**
 * Which images the firmware starts: all are boot options of one machine, which tries them one after another, since each that it
 * starts returns with an error. Where one hangs the machine, the next machine goes on behind it.
 */
export async function firmwareStarts(
  images: Readonly<Record<string, Startable>>,
  enrol: (boot: readonly BootOption[]) => Uint8Array,
  limitMs: number,
): Promise<Record<string, FirmwareAnswer>> {
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-firmware-'));
  try {
    const entries = Object.entries(images);
    const disk = diskWith(
      folder,
      entries.map(([, { bytes }], index) => [fileName(index), bytes] as const),
    );
    const drive = ['-drive', `file=${disk},format=raw,if=none,id=disk`];
    const device = ['-device', `virtio-blk-pci,drive=disk,addr=${DISK_PCI_DEVICE}`];
    const answers = new Map<string, FirmwareAnswer>();
    while (answers.size < entries.length) {
      const left = entries.flatMap(([name, { argument }], index) =>
        answers.has(name)
          ? []
          : [{ name, option: { path: `\\${fileName(index)}`, ...(argument === undefined ? {} : { argument }) } }],
      );
      const { output } = await run(
        folder,
        enrol(left.map(({ option }) => option)),
        ['-m', '512', '-vga', 'std', '-net', 'none', ...drive, ...device],
        limitMs,
        (text) => finishedOptions(text) >= left.length || text.includes('!!!! X64 Exception'),
      );
      const before = answers.size;
      for (const [, outcome, number = '', status = ''] of output.matchAll(OUTCOME)) {
        const name = left[parseInt(number, 16)]?.name;
        if (name !== undefined) answers.set(name, outcome === 'failed to load' ? status : 'started');
      }
      if (answers.size === before) throw new Error(`the firmware tried nothing: ${output.slice(-2000)}`);
    }
    return Object.fromEntries(answers);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function finishedOptions(output: string): number {
  return [...output.matchAll(OUTCOME)].filter(([, outcome]) => outcome !== 'starting').length;
}

const fileName = (index: number): string => `${index}.EFI`;

function diskWith(folder: string, files: readonly (readonly [name: string, content: Uint8Array])[]): string {
  const disk = join(folder, 'disk');
  const contents = join(folder, 'files');
  mkdirSync(contents);
  for (const [name, content] of files) writeFileSync(join(contents, name), content);
  const bytes = files.reduce((sum, [, content]) => sum + content.length, 0);
  const mebibytes = 64 + Math.ceil(bytes / 2 ** 20);
  writeFileSync(disk, Buffer.alloc(0));
  tool('mformat', ['-i', disk, '-C', '-F', '-T', String(mebibytes * 2048), '::']);
  tool('mcopy', ['-i', disk, ...files.map(([name]) => join(contents, name)), '::/']);
  return disk;
}

export interface KexecRun {
  readonly kernel: GuestKernel;
  /** Started by the firmware: must be signed. */
  readonly signed: Uint8Array;
  readonly vars: Uint8Array;
  /** By name. Those of the length of `signed` may differ from it in their first 4096 bytes and behind `contentBytes` only. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** Without signatures. */
  readonly contentBytes: number;
  /** Attributes and signed update, as efivarfs takes it. */
  readonly dbxUpdate?: Uint8Array;
}

export interface KexecResult {
  /** `ok`, or the last line that kexec said. */
  readonly verdicts: ReadonlyMap<string, string>;
  readonly console: string;
  /** The firmware's variables as the machine left them. */
  readonly vars: Uint8Array;
}

/** What a kernel under Secure Boot says of each image. */
export async function kexecVerdicts(asked: KexecRun, limitMs: number): Promise<KexecResult> {
  const { kernel, signed, vars, images, contentBytes, dbxUpdate } = asked;
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-kexec-'));
  try {
    const file = (name: string, content: Uint8Array, mode = 0o644) => ({ name, mode, content: Buffer.from(content) });
    const base = signed.subarray(0, contentBytes);
    const initrd = initramfs([
      ...dynamic('kexec', 'bin/kexec.real'),
      file('images/base', base),
      ...Object.entries(images).flatMap(([name, bytes]) =>
        Buffer.compare(bytes.subarray(HEAD_BYTES, contentBytes), base.subarray(HEAD_BYTES)) === 0
          ? [
              file(`images/${name}.head`, bytes.subarray(0, HEAD_BYTES)),
              file(`images/${name}.tail`, bytes.subarray(contentBytes)),
            ]
          : [file(`images/${name}.whole`, bytes)],
      ),
      file(
        'images/list',
        Buffer.from(
          Object.keys(images)
            .map((name) => `${name}\n`)
            .join(''),
        ),
      ),
      ...(dbxUpdate === undefined ? [] : [file('dbx.update', dbxUpdate), ...module(kernel, 'fs/efivarfs/efivarfs.ko')]),
      file('init', Buffer.from(INIT), 0o755),
    ]);
    writeFileSync(join(folder, 'kernel'), signed);
    writeFileSync(join(folder, 'initrd'), initrd);
    const result = await run(
      folder,
      vars,
      [
        ...['-m', '1024', '-kernel', join(folder, 'kernel'), '-initrd', join(folder, 'initrd')],
        ...['-append', COMMAND_LINE],
      ],
      limitMs,
      (text) => text.includes('E2E done'),
    );
    if (!result.output.includes('E2E done')) throw new Error(`the guest did not finish: ${result.output.slice(-2000)}`);
    const verdicts = new Map<string, string>();
    for (const [, name = '', status = '', loaded = '', message = ''] of result.output.matchAll(
      /E2E kexec (\S+) status=(\d+) loaded=(\d) ?(.*)/g,
    )) {
      verdicts.set(name, status === '0' && loaded === '1' ? 'ok' : message.trim());
    }
    return { verdicts, console: result.output, vars: result.vars };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  folder: string,
  vars: Uint8Array,
  more: readonly string[],
  limitMs: number,
  isDone: (output: string) => boolean,
): Promise<{ readonly output: string; readonly vars: Uint8Array }> {
  const varsFile = join(folder, 'vars.fd');
  writeFileSync(varsFile, vars);
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...['-machine', 'q35,smm=on,accel=tcg', '-cpu', 'max,la57=off', '-smp', '1', '-nodefaults', '-no-reboot'],
      ...['-display', 'none', '-serial', 'stdio'],
      ...['-global', 'driver=cfi.pflash01,property=secure,value=on', '-global', 'ICH9-LPC.disable_s3=1'],
      ...['-drive', `if=pflash,format=raw,unit=0,readonly=on,file=${OVMF_CODE}`],
      ...['-drive', `if=pflash,format=raw,unit=1,file=${varsFile}`],
      ...more,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const closed = new Promise((resolve) => child.on('close', resolve));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString('latin1');
      if (isDone(output)) child.kill('SIGTERM');
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await closed;
  clearTimeout(timer);
  return { output, vars: readFileSync(varsFile) };
}

/** A module of the kernel's, unpacked; nothing where it is built in. */
function module({ modules }: GuestKernel, path: string): ArchiveEntry[] {
  const plain = join(modules, path);
  const entry = (content: Buffer): ArchiveEntry => ({ name: basename(path), mode: 0o644, content });
  if (existsSync(plain)) return [entry(readFileSync(plain))];
  if (!existsSync(`${plain}.xz`)) return [];
  return [entry(spawnSync('xz', ['-dc', `${plain}.xz`], { maxBuffer: 2 ** 28 }).stdout)];
}

function tool(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}
