/** Reports as large as a large host's: made, the same every time. */
import type { Frame, Report, TaskInfo } from '../../shared/contract/report.ts';

/** Text as a hostile host would put it where people look. */
export const MARKUP = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>';

/** xorshift32: numbers that do not pack. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const STATES = ['S', 'S', 'S', 'I', 'D', 'R'] as const;

/** A report of `tasks` tasks, each a dozen frames deep; names that a host chose hold {@link MARKUP}. */
export function largeReport(tasks: number): Report {
  const next = numbers(2026);
  const hex = (): string =>
    `0xffff${next().toString(16).padStart(8, '0')}${(next() & 0xffff).toString(16).padStart(4, '0')}`;
  const frame = (depth: number): Frame => ({
    address: hex(),
    symbol: depth === 0 ? '__schedule' : `function_${String(next() % 5000)}`,
    offset: next() % 4096,
    reliable: true,
  });
  const task = (pid: number): TaskInfo => ({
    pid,
    tgid: pid,
    ppid: 1,
    comm: pid === 7 ? MARKUP : `worker-${String(next() % 300)}`,
    state: STATES[next() % STATES.length] ?? 'S',
    cpu: next() % 64,
    address: hex(),
    frames: Array.from({ length: 12 }, (_, depth) => frame(depth)),
    stack: { sizeBytes: 16_384, usedBytes: next() % 8000, highWaterBytes: 8000 + (next() % 8000) },
  });
  return {
    reportVersion: 1,
    dump: { format: 'elf', compression: 'none', sizeBytes: 2 ** 40, bytesRead: 2 ** 30, incomplete: false },
    kernel: { release: '6.12.117', machine: 'x86_64', nodename: MARKUP, tainted: [], commandLine: MARKUP },
    panic: {
      title: `BUG in ${MARKUP}`,
      kind: 'bug',
      fingerprint: null,
      comm: MARKUP,
      message: MARKUP,
      frames: [frame(1)],
    },
    tasks: Array.from({ length: tasks }, (_, index) => task(index + 1)),
    log: { records: 2, text: `[    1.0] ${MARKUP}\n[    2.0] Kernel panic - not syncing: ${MARKUP}\n` },
    findings: [{ code: 'deadlock', severity: 'critical', summary: MARKUP, evidence: [MARKUP] }],
    unavailable: [],
  };
}
