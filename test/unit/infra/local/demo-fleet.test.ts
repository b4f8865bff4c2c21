import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { demoKernel } from '../../../../infra/local/demo/fleet/images.ts';
import { consoleLog, PROBLEMS } from '../../../../infra/local/demo/fleet/problems.ts';
import { CRASHES, HOSTS, NEW_RELEASE, OLD_RELEASE, REGRESSION } from '../../../../infra/local/demo/fleet/story.ts';
import { triage } from '../../../../shared/panic/index.ts';
import { buildPe } from '../../../support/pe-writer.ts';

const FIXTURE = join(import.meta.dirname, '../../../fixtures/demo/kernel.efi.gz');
const boot = { release: NEW_RELEASE, hardware: 'Acme Board, BIOS 1', uptimeSeconds: 7_000 };

describe('the fleet of the tour', () => {
  it.each([
    ['ext4', 'general protection fault in ext4_mb_new_blocks', 'general-protection'],
    ['mlx5', 'BUG: unable to handle kernel NULL pointer dereference in mlx5e_handle_rx_cqe', 'null-pointer'],
    ['lockup', 'BUG: soft lockup in xlog_cil_push_work', 'soft-lockup'],
    ['hung', 'INFO: task hung in xfs_ilock', 'hung-task'],
    ['kasan', 'KASAN: slab-use-after-free Read in nft_set_elem_expr_destroy', 'kasan'],
    ['memory', 'kernel panic: Out of memory', 'out-of-memory'],
    ['machine-check', 'Fatal machine check', 'machine-check'],
    ['list', 'BUG: corrupted list in nfs_direct_write_reschedule', 'list-corruption'],
    ['list-callers', 'BUG: corrupted list in nfs_direct_commit_complete', 'list-corruption'],
  ])('has a problem %s that is called %s', (name, title, kind) => {
    const problem = PROBLEMS.find((each) => each.name === name);
    const result = triage(Buffer.from(consoleLog(boot, problem ?? PROBLEMS[0])));
    expect(result).toMatchObject({ title: expect.stringContaining(title), kind, corrupted: false, panicked: true });
    expect(result.kernelRelease).toBe(NEW_RELEASE);
  });

  it('tells its nine problems apart', () => {
    const prints = PROBLEMS.map((problem) => triage(Buffer.from(consoleLog(boot, problem))).fingerprint);
    expect(new Set(prints).size).toBe(PROBLEMS.length);
    expect(prints).not.toContain(null);
  });

  it('has twenty hosts; each crash is of one of them, and at a time of its own', () => {
    expect(HOSTS).toHaveLength(20);
    const names = HOSTS.map(({ name }) => name);
    const times = [...CRASHES, REGRESSION].map(({ host, hoursAgo }) => `${host} ${hoursAgo}`);
    expect(CRASHES.filter(({ host }) => !names.includes(host))).toEqual([]);
    expect(new Set(times).size).toBe(times.length);
  });

  it('has a kernel that calls itself by the release that it is given', () => {
    expect(gunzipSync(readFileSync(FIXTURE))).toEqual(Buffer.from(buildPe({ bzImage: true, release: '0.00.000' })));
    expect(Buffer.from(demoKernel(OLD_RELEASE))).toEqual(Buffer.from(buildPe({ bzImage: true, release: OLD_RELEASE })));
    expect(() => demoKernel('6.1')).toThrow('not eight characters');
  });
});
