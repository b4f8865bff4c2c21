/**
 * The real way of a crash: a Debian kernel under qemu loads its crash kernel by kexec_file_load and panics; the crash kernel's
 * initramfs runs the agent on /proc/vmcore against the embedded AWS on this machine.
 */
import { randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import type { Report } from '../../shared/contract/report.ts';
import { callApi, describeOnStack, eventually, stack } from '../integration/support/stack.ts';
import { describeUnless, missing } from '../support/oracles.ts';
import { crashGuest } from './kdump/guest.ts';
import type { GuestResult } from './kdump/guest.ts';
import { guestKernel } from './kdump/kernel.ts';
import type { GuestKernel } from './kdump/kernel.ts';

/** Emulated on a machine with other work to do. */
const GUEST_MS = 15 * 60_000;
const POLICIES = ['hot', 'all'] as const;
const QUESTIONS = [
  'rd tcp_sendmsg 2',
  'walk list &super_blocks type struct super_block.s_list show s_id',
  'rd do_shmat 2',
];

interface Dump {
  readonly state: string;
  readonly analysis: string;
  readonly title?: string | null;
  readonly alertedAt?: string;
  readonly sizeBytes: number;
  readonly receivedBytes: number;
}

const lacks = missing({ commands: ['qemu-system-x86_64', 'busybox', 'kexec', 'curl', 'ldd'] });
const kernel = lacks.length === 0 ? guestKernel() : lacks.join(', ');

if (typeof kernel === 'string') describeUnless([kernel], 'a crash under qemu', () => undefined);
else {
  describeOnStack('a crash under qemu', () => {
    crashTests(kernel);
  });
}

function crashTests(guest: GuestKernel): void {
  let result: GuestResult;
  let held: HeldAnswers;
  const reports = new Map<string, Report>();
  const dumps = new Map<string, Dump>();

  beforeAll(async () => {
    const host = `guest-${randomBytes(4).toString('hex')}`;
    const { body } = await callApi('POST', 'v1/hosts', { as: 'ada', body: { host } });
    const { token } = body as { token: string };
    let console = '';
    const onOutput = (said: string): void => {
      console = said;
    };
    const crash = crashGuest({ kernel: guest, url: stack.url, token, policies: POLICIES, onOutput }, GUEST_MS);
    const looked = askHeldGuest(host, () => console);
    result = await crash;
    held = await looked;
    for (const policy of POLICIES) {
      const id = result.uploads.get(policy);
      if (id === undefined) throw new Error(`no upload by policy ${policy}; the guest said\n${said(result.console)}`);
      const dump = await eventually(`the analysis of ${policy}`, async () => {
        const found = (await callApi('GET', `v1/dumps/${id}`, { as: 'rae' })).body as Dump;
        return ['done', 'unreadable'].includes(found.analysis) ? found : undefined;
      });
      dumps.set(policy, dump);
      reports.set(policy, await reportOf(id));
    }
  });

  it('is sent from within the crash kernel', () => {
    // As the kernel says it when it panics: the guest's own words may be lost then.
    expect(result.console).toContain('Kdump: loaded');
    expect(result.console).toMatch(/E2E vmcore \d+/);
    expect([...result.uploads.keys()]).toEqual(POLICIES);
  });

  it('raises its alert, and is named by what the kernel said', async () => {
    for (const dump of dumps.values()) expect(dump.title).toBe('kernel panic: Attempted to kill init!');
    await eventually('the alert', async () => {
      const { body } = await callApi('GET', `v1/dumps/${result.uploads.get('hot') ?? ''}`, { as: 'rae' });
      return (body as Dump).alertedAt;
    });
  });

  it('has a report with the task that crashed, its trace and all tasks', () => {
    const report = reports.get('all');
    expect(report?.kernel?.release).toBe(guest.release);
    expect(report?.panic?.comm).toBe('init');
    expect(report?.panic?.frames.map(({ symbol }) => symbol)).toContain('do_group_exit');
    expect(report?.tasks?.length).toBeGreaterThan(20);
    expect(report?.log?.text).toContain('Attempted to kill init! exitcode=0x00000300');
  });

  it('names the file system that was frozen as the root of what hung, from the hot pages as from the whole', () => {
    expect(result.console).toContain('E2E frozen');
    for (const report of reports.values()) {
      const finding = report.findings.find(({ code }) => code === 'frozen-filesystem');
      expect(finding?.summary).toMatch(/^ext4 on loop0 is frozen.*: sh \(pid \d+\) waits for that; longest wait \d/);
      expect(report.waits?.find(({ kind }) => kind === 'freeze')).toMatchObject({
        comm: 'sh',
        what: 'permission to write to ext4 on loop0',
      });
    }
  });

  it('was asked, as long as it was held, for code that nobody ran and the report does without, gave it, and was let go', () => {
    expect(held.answers).toEqual(QUESTIONS.map((ask) => [ask, ask.startsWith('walk') ? 'walk' : 'table', undefined]));
    expect(held.receivedAfter).toBeGreaterThan(held.receivedBefore);
    expect(result.console).toContain('held no longer: somebody let it go');
    expect(result.console).toMatch(/wanted: \S+ KiB in \d+ ranges sent/);
  });

  it('has the same report from its hot pages as from the whole', () => {
    const [hot, all] = [reports.get('hot'), reports.get('all')];
    const essence = (report: Report | undefined) => ({
      panic: { ...report?.panic, fingerprint: undefined },
      kernel: report?.kernel,
      tasks: report?.tasks?.map(({ pid, comm, state, frames }) => ({ pid, comm, state, frames })),
      modules: report?.modules,
      interrupts: report?.interrupts,
      log: report?.log?.text,
    });
    expect(essence(hot)).toEqual(essence(all));
    expect(dumps.get('hot')?.receivedBytes).toBeLessThan((dumps.get('all')?.sizeBytes ?? 0) / 2);
  });
}

interface HeldAnswers {
  /** Question, kind of the answer, and what was said of the host. */
  readonly answers: readonly (readonly [string, string, string | undefined])[];
  readonly receivedBefore: number;
  readonly receivedAfter: number;
}

/** Waits until the guest is held, asks it, and lets it go. A guest that is never held ends by itself, and its test says what it said. */
async function askHeldGuest(host: string, console: () => string): Promise<HeldAnswers> {
  const received = async (id: string): Promise<number> =>
    ((await callApi('GET', `v1/dumps/${id}`, { as: 'rae' })).body as Dump).receivedBytes;
  const id = await eventually(
    'the held guest',
    async () => {
      const { body } = await callApi('GET', `v1/dumps?host=${host}&state=open`, { as: 'rae' });
      const { dumps } = body as { dumps: { id: string; held?: { state: string } }[] };
      return dumps.find(({ held }) => held?.state === 'held')?.id;
    },
    () => String(console().length),
  );
  const receivedBefore = await received(id);
  const answers: [string, string, string | undefined][] = [];
  try {
    for (const ask of QUESTIONS) {
      const reply = await eventually(
        `the answer to ${ask}`,
        async () => {
          const { body } = await callApi('POST', `v1/dumps/${id}/explore`, { as: 'dara', body: { ask } });
          const { answer, held } = body as { answer: { kind: string }; held?: { state: string } };
          return held?.state === 'waiting' ? undefined : { kind: answer.kind, held: held?.state };
        },
        () => String(console().length),
      );
      answers.push([ask, reply.kind, reply.held]);
    }
    return { answers, receivedBefore, receivedAfter: await received(id) };
  } finally {
    await callApi('POST', `v1/uploads/${id}/release`, { as: 'dara', body: {} });
  }
}

/** The lines of the tests and of the agent, and the end of the rest. */
function said(console: string): string {
  const lines = console.split(/\r?\n/);
  return [...lines.filter((line) => /^(E2E|purgatory-agent:)/.test(line)), '…', ...lines.slice(-20)].join('\n');
}

/** A report too large for an answer is a redirect to the bucket. */
async function reportOf(id: string): Promise<Report> {
  const { status, body, headers } = await callApi('GET', `v1/dumps/${id}/report`, { as: 'rae' });
  if (status !== 302) return body as Report;
  return (await (await fetch(headers.get('location') ?? '')).json()) as Report;
}
