/** A report with every section, small, and one in which every text is hostile. */
import { Report } from '../../../../shared/contract/report.ts';

const frame = (symbol: string, more: object = {}) => ({
  address: '0xffffffff81000010',
  symbol,
  offset: 0x10,
  sizeBytes: 0x40,
  reliable: true,
  ...more,
});

export const REPORT: Report = Report.parse({
  reportVersion: 1,
  dump: {
    format: 'kdump-compressed',
    compression: 'zstd',
    sizeBytes: 16 * 2 ** 20,
    bytesRead: 2 ** 20,
    rounds: 20,
    dumpLevel: 31,
    incomplete: false,
  },
  kernel: {
    release: '6.12.9-amd64',
    machine: 'x86_64',
    nodename: 'fs-17',
    buildId: '0123456789abcdef0123',
    cpus: 2,
    uptimeSeconds: 93_784,
    crashTime: '2026-11-23T02:11:08.000Z',
    loadAverage: [0.1, 0.25, 1],
    tainted: [{ flag: 'O', meaning: 'out-of-tree module was loaded' }],
    commandLine: 'root=/dev/sda1 crashkernel=512M',
  },
  panic: {
    title: 'general protection fault in acme_free',
    altTitles: ['bad-access in acme_free'],
    kind: 'general-protection',
    fingerprint: 'v1:00ff',
    message: 'general protection fault, probably for non-canonical address 0x6b6b6b6b6b6b6b6b',
    cpu: 1,
    pid: 77,
    comm: 'sync',
    ip: { address: '0xffffffff81000010', symbol: 'acme_free', offset: 16 },
    registers: { rip: '0xffffffff81000010', rsp: '0xffffc90000123d68', rax: '0x6b6b6b6b6b6b6b6b' },
    code: { bytes: '0f 1f 44 00 48 8b', at: 4 },
    frames: [frame('asm_exc', { stack: 'exception' }), frame('acme_free'), frame('guess', { reliable: false })],
  },
  cpus: [
    { cpu: 0, pid: 0, comm: 'swapper/0', frames: [frame('cpu_idle')], runQueue: { nrRunning: 0 } },
    { cpu: 1, pid: 77, comm: 'sync', frames: [frame('acme_free')], interruptsOff: true },
  ],
  tasks: [
    {
      pid: 2,
      comm: 'kthreadd',
      state: 'S',
      kernelThread: true,
      frames: [frame('__schedule'), frame('schedule'), frame('kthreadd')],
    },
    {
      pid: 77,
      ppid: 1,
      comm: 'sync',
      state: 'R',
      running: true,
      cpu: 1,
      frames: [frame('acme_free')],
      stack: { sizeBytes: 16_384, usedBytes: 700, highWaterBytes: 15_000, endMagicIntact: false },
    },
    { pid: 90, comm: 'jbd2', state: 'D', frames: [frame('schedule'), frame('acme_lock'), frame('acme_commit')] },
  ],
  modules: [{ name: 'acme', address: '0xffffffffc0000000', sizeBytes: 16_384, tainted: ['O', 'E'] }],
  interrupts: [
    {
      irq: 24,
      name: 'nvme0q1',
      perCpu: [5, 7],
      total: 12,
      wrap: { possible: true, wraps: 2, estimatedTotal: 8_589_934_604 },
    },
  ],
  memory: {
    totalBytes: 2 ** 33,
    freeBytes: 2 ** 32,
    slabBytes: 2 ** 28,
    vmallocCallers: [
      { caller: 'alloc_ring', module: 'ixgbe', areas: 3, bytes: 12 * 2 ** 20 },
      { caller: 'kernel_clone', areas: 70, bytes: 3 * 2 ** 20 },
    ],
    caches: [{ name: 'dentry', objectBytes: 192, objects: 1000, totalBytes: 2 ** 20 }],
  },
  locks: [
    {
      kind: 'mutex',
      address: '0xffff888000000000',
      symbol: 'acme_mutex',
      owner: { pid: 77, comm: 'sync' },
      waiters: [{ pid: 90, comm: 'jbd2' }],
      cycle: [77, 90],
    },
  ],
  integrity: {
    image: 'revoked',
    text: {
      checkedBytes: 2 ** 24,
      differences: [
        { address: '0xffffffff81000020', symbol: 'acme_get', offset: 4, expected: '75', found: '74', flippedBits: 1 },
      ],
    },
    poison: [{ where: 'rax', value: '0x6b6b6b6b6b6b6b6b', meaning: 'freed slab memory' }],
  },
  log: { records: 3, lost: 1, text: '[    1.0] one\n[    2.0] two\n[    3.0] three\n' },
  findings: [
    { code: 'taint', severity: 'info', summary: 'an out-of-tree module was loaded', evidence: [] },
    {
      code: 'use-after-free',
      severity: 'critical',
      summary: 'use after free in acme_free',
      evidence: ['rax holds slab poison'],
      culprit: { pid: 77, comm: 'sync' },
    },
  ],
  unavailable: [{ section: 'memory', reason: 'vm_node_stat is not in the dump', partial: true }],
});

/** Every text of `report` replaced by one that would do harm if it were printed as it is. */
export function hostile(report: Report): Report {
  const evil = '\u001b[2J\u001b]0;x\u0007<img src=x onerror=alert(1)>"\'&\u202e\u0085\r\n<script>alert(2)</script>';
  const fixed = new Set(['reportVersion', 'severity', 'image', 'stack', 'code', 'crashTime']);
  const spoil = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((item) => spoil(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoil(inner, name)]));
    }
    return typeof value === 'string' && !fixed.has(key) && !value.startsWith('0x') ? `${evil}${key}` : value;
  };
  const spoilt = spoil(report) as Report;
  return { ...spoilt, unavailable: report.unavailable.map((note) => ({ ...note, reason: evil })) };
}
