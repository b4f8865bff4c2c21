/** The agent itself against the whole service: what a host's administrator will see. */
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cli } from '../../unit/clients/cli/harness.ts';
import { callApi, describeOnStack, eventually, stack } from '../support/stack.ts';
import { CrashedHost, TOP } from './crashed-host.ts';

const MIB = 2 ** 20;

interface Status {
  readonly state: string;
  readonly chunkCount: number;
  readonly received: readonly (readonly [number, number])[];
  readonly receivedBytes: number;
}

describeOnStack('the agent', () => {
  let machine: CrashedHost;
  let root = '';

  beforeEach(async () => {
    machine = await CrashedHost.enrol();
    ({ root } = machine);
  });
  afterEach(() => {
    machine.remove();
  });

  const start = (...options: string[]) => machine.upload({}, ...options);
  const status = async (id: string): Promise<Status> =>
    (await callApi('GET', `v1/uploads/${id}`, { as: 'rae' })).body as Status;

  it('sends only what is missing when it was killed half-way and runs again', async () => {
    const dump = randomBytes(40 * MIB);
    writeFileSync(join(root, 'var', 'crash', 'now', 'vmcore'), dump);
    const first = start('--limit-rate', '10M');
    const id = await eventually('the upload', () => Promise.resolve(first.id()), first.output);
    const before = await eventually('the first chunk', async () => {
      const now = await status(id);
      return now.receivedBytes > 0 ? now : undefined;
    });
    first.killAll();
    await first.ended;
    expect(before.state).toBe('open');
    expect(before.receivedBytes).toBeLessThan(dump.length);

    const second = start();
    expect({ status: await second.ended, output: second.output() }).toMatchObject({ status: 0 });
    expect(second.output()).toMatch(/resuming: [\d.]+ MiB are there already/);
    expect(second.id()).toBe(id);
    const after = await status(id);
    expect(after).toMatchObject({ receivedBytes: dump.length, received: [[0, after.chunkCount - 1]] });
    expect(['complete', 'sealed']).toContain(after.state);
  });

  it('sends a real dump, whose report can be read soon after', async () => {
    const sample = readFileSync(join(TOP, 'test', 'fixtures', 'vmcore', 'sample.kdump'));
    writeFileSync(join(root, 'var', 'crash', 'now', 'dump.202611230412'), sample);
    const agent = start();
    expect({ status: await agent.ended, output: agent.output() }).toMatchObject({ status: 0 });
    const id = agent.id() ?? '';
    const dump = await eventually('the report', async () => {
      const { body } = await callApi('GET', `v1/dumps/${id}`, { as: 'rae' });
      return (body as { analysis: string }).analysis === 'done' ? body : undefined;
    });
    expect(dump).toMatchObject({ host: machine.name, sha256: createHash('sha256').update(sample).digest('hex') });
    const { status: answered, body } = await callApi('GET', `v1/dumps/${id}/report`, { as: 'rae' });
    expect(answered).toBe(200);
    expect(body).toMatchObject({ kernel: { release: '6.1.0-56-cloud-amd64' } });
  });

  describe('whose host is held in its crash kernel', () => {
    const sample = readFileSync(join(TOP, 'test', 'fixtures', 'vmcore', 'sample.kdump'));
    const asked = (as: 'dara', id: string, ask: string) =>
      callApi('POST', `v1/dumps/${id}/explore`, { as, body: { ask } });
    const heldNow = async (id: string) =>
      ((await callApi('GET', `v1/dumps/${id}`, { as: 'rae' })).body as { held?: { state: string; askedBy?: string } })
        .held;

    it('gives memory that was never sent to whoever may ask, until it is let go', async () => {
      machine.put('proc/vmcore', sample);
      const agent = machine.upload({ PURGATORY_HOLD: '500', PURGATORY_CRASH_TIME_LIMIT: '600' });
      const id = await eventually('the upload', () => Promise.resolve(agent.id()), agent.output);
      await eventually(
        'the hold',
        async () => ((await heldNow(id))?.state === 'held' ? true : undefined),
        agent.output,
      );
      const before = (await status(id)).receivedBytes;

      // Code of functions that nobody was in: the report needs none of it.
      const question = 'rd tcp_sendmsg 2';
      const env = { PURGATORY_URL: stack.url, PURGATORY_TOKEN: stack.tokens['dara'] ?? '' };
      const { exitCode, stdout, stderr } = await cli(
        ['explore', id, '-c', question, '-c', 'rd vfs_statfs 2', '-c', 'rd do_shmat 2'],
        {
          env,
        },
      );
      expect({ exitCode, stdout, stderr }).toMatchObject({ exitCode: 0, stderr: '' });
      expect(stdout.match(/^0xffff/gm)).toHaveLength(6);
      expect(stdout).not.toContain('has not arrived');
      expect((await status(id)).receivedBytes).toBeGreaterThan(before);
      expect(await heldNow(id)).toMatchObject({ state: 'held', askedBy: expect.any(String) as unknown });
      expect(agent.output()).toContain('held for 500 s at most');

      // Nobody without a token does; who looks after crashes lets it go.
      expect((await callApi('POST', `v1/uploads/${id}/release`, { body: {} })).status).toBe(401);
      const released = await cli(['dumps', 'release', id], {
        env: { ...env, PURGATORY_TOKEN: stack.tokens['rae'] ?? '' },
      });
      expect(released.stdout).toMatch(/^no longer: .* let it go/);
      expect({ status: await agent.ended, output: agent.output() }).toMatchObject({ status: 0 });
      expect(agent.output()).toContain('held no longer: somebody let it go');

      // Code that was never asked for can't be had any more: that is said.
      const { body } = await asked('dara', id, 'rd nf_hook_slow 2');
      expect(body).toMatchObject({ held: { state: 'gone', why: expect.stringContaining('let it go') as unknown } });
      expect((await status(id)).state).not.toBe('open');
      const { body: trail } = await callApi('GET', `v1/dumps/${id}/explore`, { as: 'ada' });
      expect((trail as { questions: { ask: string }[] }).questions.map(({ ask }) => ask)).toEqual(
        expect.arrayContaining([question, '# let the host go']),
      );
    });
  });

  describe('that sends hot pages', () => {
    const fixtures = join(TOP, 'test', 'fixtures', 'vmcore');
    const sample = readFileSync(join(fixtures, 'sample.kdump'));

    function leaveCrash(directory: string): void {
      mkdirSync(join(root, 'var', 'crash', directory));
      writeFileSync(join(root, 'var', 'crash', directory, `dump.${directory}`), sample);
      copyFileSync(join(fixtures, 'sample.dmesg.txt'), join(root, 'var', 'crash', directory, `dmesg.${directory}`));
    }
    const detail = (id: string, reported: boolean) =>
      eventually('the report and the seal', async () => {
        const dump = (await callApi('GET', `v1/dumps/${id}`, { as: 'rae' })).body as Record<string, unknown>;
        // Seal and report are made by two functions, side by side.
        const through = !reported || ['done', 'unreadable'].includes(String(dump['analysis']));
        return dump['state'] === 'sealed' && through ? dump : undefined;
      });

    it('leaves a dump that can be had as far as it was sent, byte for byte', async () => {
      leaveCrash('202611230412');
      const agent = start('--policy', 'hot');
      expect({ status: await agent.ended, output: agent.output() }).toMatchObject({ status: 0 });
      const id = agent.id() ?? '';
      expect(await detail(id, true)).toMatchObject({ analysis: 'done', policy: 'hot', crashId: expect.any(String) });
      const env = { PURGATORY_URL: stack.url, PURGATORY_TOKEN: stack.tokens['rae'] ?? '' };
      const target = join(root, 'vmcore');
      const { exitCode, stdout, stderr } = await cli(['dumps', 'get', id, '-o', target, '--json'], { env });
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const { presentBytes } = JSON.parse(stdout) as { presentBytes: number };
      // The sample is small: a round brings more than it must, since each costs a request.
      expect(presentBytes).toBeLessThan((2 * sample.length) / 3);
      const got = readFileSync(target);
      expect(got).toHaveLength(sample.length);
      let same = 0;
      for (let at = 0; at < sample.length; at += 4096) {
        const page = got.subarray(at, at + 4096);
        if (page.equals(sample.subarray(at, at + 4096))) same += page.length;
        else expect([at, page.every((byte) => byte === 0)]).toEqual([at, true]);
      }
      expect(same).toBeGreaterThanOrEqual(presentBytes);
      const examined = await cli(['examine', target, '--json']);
      expect(JSON.parse(examined.stdout)).toMatchObject({ panic: { title: 'kernel panic: sysrq triggered crash' } });
    });

    it('sends the log alone of a problem that has reports, where the operator wants no more', async () => {
      const policy = { new: 'all', recurring: 'hot', known: 'log', knownAfterReports: 1 };
      expect((await callApi('PUT', 'v1/wanted-policy', { as: 'ada', body: policy })).status).toBe(200);
      try {
        leaveCrash('202611230413');
        const agent = start();
        expect({ status: await agent.ended, output: agent.output() }).toMatchObject({ status: 0 });
        expect(agent.output()).toContain('policy log instead of all');
        expect(await detail(agent.id() ?? '', false)).toMatchObject({
          policy: 'log',
          askedPolicy: 'all',
          receivedBytes: 0,
        });
      } finally {
        await callApi('PUT', 'v1/wanted-policy', { as: 'ada', body: {} });
      }
    });
  });
});
