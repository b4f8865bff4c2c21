/** Real firmware, and a real kernel that it started under Secure Boot. SMM keeps KVM out: the machine is emulated. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuestKernel } from '../kdump/kernel.ts';
import { dynamic, initramfs } from '../kdump/guest.ts';

export const OVMF_CODE = '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd';
export const OVMF_VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const HEAD_BYTES = 4096;
const DISK_MIB = 64;

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
while read -r name; do
  cp /images/base /tmp/kernel
  dd if="/images/$name.head" of=/tmp/kernel conv=notrunc bs=4096 2>/dev/null
  cat "/images/$name.tail" >>/tmp/kernel
  kexec -s -p /tmp/kernel --command-line=console=ttyS0 >/tmp/out 2>&1
  echo "E2E kexec $name status=$? loaded=$(cat /sys/kernel/kexec_crash_loaded) $(tail -n 1 /tmp/out)"
  kexec -s -u -p >/dev/null 2>&1
  rm -f /tmp/kernel
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

/** Loads an image as firmware does at boot: from a disk, without a boot loader. */
export async function firmwareLoads(image: Uint8Array, vars: Uint8Array, limitMs: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-firmware-'));
  try {
    const disk = join(folder, 'disk');
    writeFileSync(disk, Buffer.alloc(0));
    writeFileSync(join(folder, 'image'), image);
    tool('mformat', ['-i', disk, '-C', '-F', '-T', String(DISK_MIB * 2048), '::']);
    tool('mmd', ['-i', disk, '::/EFI', '::/EFI/BOOT']);
    tool('mcopy', ['-i', disk, join(folder, 'image'), '::/EFI/BOOT/BOOTX64.EFI']);
    const drive = ['-drive', `file=${disk},format=raw,if=none,id=disk`, '-device', 'virtio-blk-pci,drive=disk'];
    const loads = /BdsDxe: starting Boot/;
    const refuses = /BdsDxe: failed to (?:load|start) Boot|Access Denied|Security Violation/;
    const memory = ['-m', '512', '-vga', 'std', '-net', 'none'];
    const output = await run(
      folder,
      vars,
      [...memory, ...drive],
      limitMs,
      (text) => loads.test(text) || refuses.test(text),
    );
    if (!loads.test(output) && !refuses.test(output))
      throw new Error(`the firmware said neither: ${output.slice(-2000)}`);
    return loads.test(output) && !refuses.test(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface KexecRun {
  readonly kernel: GuestKernel;
  /** Started by the firmware: must be signed. */
  readonly signed: Uint8Array;
  readonly vars: Uint8Array;
  /** By name; all of one length but for what follows \`contentBytes\`, and alike behind the first 4096 bytes until there. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  readonly contentBytes: number;
  /** Attributes and signed update, as efivarfs takes it. */
  readonly dbxUpdate: Uint8Array;
}

/** What a kernel under Secure Boot said of each image, and the whole console. */
export async function kexecVerdicts(
  { kernel, signed, vars, images, contentBytes, dbxUpdate }: KexecRun,
  limitMs: number,
): Promise<{ readonly verdicts: ReadonlyMap<string, string>; readonly console: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-kexec-'));
  try {
    const file = (name: string, content: Uint8Array, mode = 0o644) => ({ name, mode, content: Buffer.from(content) });
    const names = Object.keys(images);
    const efivarfs = join(kernel.modules, 'fs/efivarfs/efivarfs.ko');
    const initrd = initramfs([
      ...dynamic('kexec', 'bin/kexec.real', 'bin/kexec'),
      file('images/base', signed.subarray(0, contentBytes)),
      ...Object.entries(images).flatMap(([name, bytes]) => [
        file(`images/${name}.head`, bytes.subarray(0, HEAD_BYTES)),
        file(`images/${name}.tail`, bytes.subarray(contentBytes)),
      ]),
      file('images/list', Buffer.from(names.map((name) => `${name}\n`).join(''))),
      file('dbx.update', dbxUpdate),
      ...(existsSync(efivarfs) ? [file('efivarfs.ko', readFileSync(efivarfs))] : []),
      file('init', Buffer.from(INIT), 0o755),
    ]);
    writeFileSync(join(folder, 'kernel'), signed);
    writeFileSync(join(folder, 'initrd'), initrd);
    const console = await run(
      folder,
      vars,
      [
        ...['-m', '1536', '-kernel', join(folder, 'kernel'), '-initrd', join(folder, 'initrd')],
        ...['-append', 'console=ttyS0 crashkernel=256M loglevel=4 panic=1'],
      ],
      limitMs,
      (text) => text.includes('E2E done'),
    );
    const verdicts = new Map<string, string>();
    for (const [, name = '', status = '', loaded = '', message = ''] of console.matchAll(
      /E2E kexec (\S+) status=(\d+) loaded=(\d) ?(.*)/g,
    )) {
      verdicts.set(name, status === '0' && loaded === '1' ? 'ok' : message.trim());
    }
    return { verdicts, console };
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
): Promise<string> {
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
  return output;
}

function tool(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}
