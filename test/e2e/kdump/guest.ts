/**
 * A guest that panics, and whose crash kernel runs the agent: initramfs files made of busybox, kexec, curl and the agent, and
 * qemu with its own network, from which 10.0.2.2 is this machine's loopback.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpio } from '../../../clients/packaging/archive.ts';
import type { ArchiveEntry } from '../../../clients/packaging/archive.ts';
import { commandPath } from '../../support/outside.ts';
import type { GuestKernel } from './kernel.ts';

const AGENT = join(import.meta.dirname, '../../../clients/agent/purgatory-agent');
const RESERVED_MIB = 192;
/** Enough for the reservation below or above the kernel, wherever in it the kernel's random place is: 448 were too few once in ten. */
const MEMORY_MIB = 512;

/** In the order in which they need each other; one that is built in is not there, and not missed. */
const MODULES = [
  'drivers/virtio/virtio_ring.ko',
  'drivers/virtio/virtio.ko',
  'drivers/virtio/virtio_pci_legacy_dev.ko',
  'drivers/virtio/virtio_pci_modern_dev.ko',
  'drivers/virtio/virtio_pci.ko',
  'net/core/failover.ko',
  'drivers/net/net_failover.ko',
  'drivers/net/virtio_net.ko',
];

/** What the first kernel needs for a file system on a loop device, in the same way. */
const HANG_MODULES = [
  'lib/crc16.ko',
  'crypto/crc32c_generic.ko',
  'fs/mbcache.ko',
  'fs/jbd2/jbd2.ko',
  'fs/ext4/ext4.ko',
  'drivers/block/loop.ko',
];

const START = `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mkdir -p /proc /sys /tmp /dev /run /var/crash
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
exec >/dev/console 2>&1 </dev/console
# What the tests and the agent say comes out of the same serial line: a message of the kernel in the middle of it hides it.
dmesg -n 1
`;

/**
 * The first kernel: loads its crash kernel by kexec_file_load, freezes a file system that somebody writes to and a device lies on, and
 * panics since its init ends: no other test's dump tells of that, so its crash group is new.
 */
const FIRST = `${START}
for module in $(cat /modules.list); do insmod "/lib/modules/$module"; done
mkdir /frozen
dd if=/dev/zero of=/tmp/image bs=1M count=8 2>/dev/null
mke2fs -F /tmp/image >/dev/null
losetup /dev/loop0 /tmp/image
mount -t ext4 /dev/loop0 /frozen
echo 2 > /proc/sys/kernel/hung_task_timeout_secs
fsfreeze --freeze /frozen && echo "E2E frozen"
sh -c 'echo late > /frozen/file' &
sleep 8
kexec -p -s /vmlinuz --initrd=/crash.cpio.gz --append="console=ttyS0 no_timer_check nr_cpus=1 reset_devices irqpoll panic=1"
echo "E2E loaded $(cat /sys/kernel/kexec_crash_loaded) $(dmesg | grep -iE 'crashkernel reserv|for crashkernel')"
sleep 1000 &
# What was said last is still on its way to the serial line, and a panic loses it.
sleep 2
exit 3
`;

/** The crash kernel: brings up its network and has the agent send what it is told to. */
const CRASH = `${START}
for module in $(cat /modules.list); do insmod "/lib/modules/$module"; done
ip link set lo up
for device in /sys/class/net/e*; do device=\${device##*/}; done
ip link set "$device" up
ip addr add 10.0.2.15/24 dev "$device"
ip route add default via 10.0.2.2
echo "E2E vmcore $(stat -c %s /proc/vmcore)"
while read -r policy; do
  PURGATORY_STATE_DIR=/tmp/state PURGATORY_HOLD=600 purgatory-agent upload /proc/vmcore --policy "$policy" --time-limit 900
  echo "E2E agent $policy $?"
done </policies
poweroff -f
`;

/** The service's addresses name this machine's loopback: for the guest that is 10.0.2.2. */
const CURL = `#!/bin/sh
exec /lib/ld.so --library-path /lib /bin/curl.real -q --connect-to ::10.0.2.2: "$@"
`;

export interface Guest {
  readonly kernel: GuestKernel;
  /** Address of the service on this machine's loopback. */
  readonly url: string;
  readonly token: string;
  /** The agent is run once for each, and holds the guest for ten minutes where it sends a part of its memory. */
  readonly policies: readonly string[];
  /** Told of all that the guest has said so far, each time that it says something. */
  readonly onOutput?: (console: string) => void;
}

export interface GuestResult {
  readonly console: string;
  /** Ids of the uploads, by policy. */
  readonly uploads: ReadonlyMap<string, string>;
}

/** Boots, panics, lets the crash kernel do its work. Ends when the guest powers off, or after \`limitMs\`. */
export async function crashGuest(guest: Guest, limitMs: number): Promise<GuestResult> {
  const directory = mkdtempSync(join(tmpdir(), 'purgatory-guest-'));
  try {
    const crash = initramfs([...crashFiles(guest), { name: 'init', mode: 0o755, content: Buffer.from(CRASH) }]);
    const first = initramfs([
      ...dynamic('kexec', 'bin/kexec.real', 'bin/kexec'),
      { name: 'vmlinuz', mode: 0o644, content: readFileSync(guest.kernel.image) },
      { name: 'crash.cpio.gz', mode: 0o644, content: crash },
      ...moduleFiles(guest.kernel, HANG_MODULES),
      { name: 'init', mode: 0o755, content: Buffer.from(FIRST) },
    ]);
    const initrd = join(directory, 'initrd');
    writeFileSync(initrd, first);
    const console = await boot(guest, initrd, limitMs);
    const uploads = new Map<string, string>();
    let id: string | undefined;
    for (const line of console.split(/\r?\n/)) {
      id = /purgatory-agent: upload ([0-9A-HJKMNP-TV-Z]{26})/.exec(line)?.[1] ?? id;
      const policy = /E2E agent (\S+) 0/.exec(line)?.[1];
      if (policy !== undefined && id !== undefined) uploads.set(policy, id);
    }
    return { console, uploads };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function crashFiles({ kernel, url, token, policies }: Guest): ArchiveEntry[] {
  return [
    ...moduleFiles(kernel, MODULES),
    ...dynamic('curl', 'bin/curl.real'),
    { name: 'bin/curl', mode: 0o755, content: Buffer.from(CURL) },
    { name: 'bin/purgatory-agent', mode: 0o755, content: readFileSync(AGENT) },
    { name: 'etc/purgatory/agent.conf', mode: 0o644, content: Buffer.from(`URL=${url}\n`) },
    { name: 'etc/purgatory/token', mode: 0o600, content: Buffer.from(`${token}\n`) },
    { name: 'policies', mode: 0o644, content: Buffer.from(policies.map((policy) => `${policy}\n`).join('')) },
  ];
}

/** The modules that there are, and a list of them in the order in which they are loaded. */
function moduleFiles(kernel: GuestKernel, wanted: readonly string[]): ArchiveEntry[] {
  const modules = wanted.filter((module) => existsSync(join(kernel.modules, module)));
  const names = modules.map((module) => `${basename(module)}\n`).join('');
  return [
    ...modules.map((module) => ({
      name: `lib/modules/${basename(module)}`,
      mode: 0o644,
      content: readFileSync(join(kernel.modules, module)),
    })),
    { name: 'modules.list', mode: 0o644, content: Buffer.from(names) },
  ];
}

/** A command with the libraries that it is linked with; `wrapper` calls it by their own loader. */
export function dynamic(command: string, name: string, wrapper?: string): ArchiveEntry[] {
  const path = commandPath(command) ?? command;
  const listed = spawnSync('ldd', [path], { encoding: 'utf8' }).stdout;
  const libraries = [...listed.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1] ?? '');
  const loader = libraries.find((library) => basename(library).startsWith('ld-linux')) ?? '';
  const call = `#!/bin/sh\nexec /lib/ld.so --library-path /lib /${name} "$@"\n`;
  return [
    { name, mode: 0o755, content: readFileSync(path) },
    ...libraries
      .filter((library) => library !== loader)
      .map((library) => ({ name: `lib/${basename(library)}`, mode: 0o755, content: readFileSync(library) })),
    { name: 'lib/ld.so', mode: 0o755, content: readFileSync(loader) },
    ...(wrapper === undefined ? [] : [{ name: wrapper, mode: 0o755, content: Buffer.from(call) }]),
  ];
}

export function initramfs(files: readonly ArchiveEntry[]): Buffer {
  const busybox = { name: 'bin/busybox', mode: 0o755, content: readFileSync(commandPath('busybox') ?? '/bin/busybox') };
  const all = [busybox, { name: 'bin/sh', mode: 0o755, content: Buffer.from('') }, ...files].filter(
    ({ name }) => name !== 'bin/sh',
  );
  const directories = new Set<string>();
  for (const { name } of all)
    for (let above = dirname(name); above !== '.'; above = dirname(above)) directories.add(above);
  const entries = [...[...directories].sort().map((name) => ({ name, mode: 0o755 })), ...all];
  return gzipSync(cpio(entries, 0), { level: 1 });
}

/**
 * Emulated, which takes minutes and is the same everywhere: a KVM within another hypervisor may stop a guest in the middle, for an instruction
 * that it can't carry out, and such a guest says nothing any more. `PURGATORY_KVM=yes` takes it where it is good. `no_timer_check` on the command
 * lines: an emulated timer that starves on a busy machine is no reason to panic.
 */
const MACHINE =
  process.env['PURGATORY_KVM'] === 'yes'
    ? ['-accel', 'kvm', '-cpu', 'host']
    : ['-accel', 'tcg', '-cpu', 'max,la57=off'];

async function boot(guest: Guest, initrd: string, limitMs: number): Promise<string> {
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...[...MACHINE, '-smp', '2', '-m', `${MEMORY_MIB}`],
      ...[
        '-kernel',
        guest.kernel.image,
        '-initrd',
        initrd,
        '-nodefaults',
        '-no-reboot',
        '-display',
        'none',
        '-serial',
        'stdio',
      ],
      ...['-netdev', 'user,id=net0', '-device', 'virtio-net-pci,netdev=net0'],
      ...['-append', `console=ttyS0 no_timer_check crashkernel=${RESERVED_MIB}M panic=1`],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString('latin1');
      guest.onOutput?.(output);
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return output;
}
