import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackages } from '../../../../clients/agent/packaging/build.ts';
import { tar } from '../../../../clients/agent/packaging/formats/archive.ts';
import { AGENT } from './harness.ts';

const EPOCH = 1_767_225_600;
const FILES = join(AGENT, '../packaging/files');

let directory: string;
let deb: string;
let rpm: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'purgatory-packages-'));
  const [debian, redHat] = buildPackages('1.2.3', EPOCH).map(({ name, bytes }) => {
    writeFileSync(join(directory, name), bytes);
    return join(directory, name);
  });
  deb = debian ?? '';
  rpm = redHat ?? '';
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const run = (command: string, ...args: string[]): string => {
  const { stdout, stderr, status } = spawnSync(command, args, {
    encoding: 'utf8',
    cwd: directory,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};
const itWith = (tool: string) => (spawnSync(tool, ['--version']).error === undefined ? it : it.skip);

describe('the agent’s packages', () => {
  it('are the same bytes whenever they are built', () => {
    for (const { name, bytes } of buildPackages('1.2.3', EPOCH)) {
      expect(readFileSync(join(directory, name)).equals(bytes)).toBe(true);
    }
  });

  itWith('dpkg-deb')('hold for dpkg the agent, its settings and its units, as root’s', () => {
    expect(run('dpkg-deb', '--field', deb, 'Package', 'Version', 'Architecture')).toBe(
      'Package: purgatory-agent\nVersion: 1.2.3\nArchitecture: all\n',
    );
    const list = run('dpkg-deb', '--contents', deb);
    expect(list).toMatch(/^-rwxr-xr-x root\/root +\d+ 2026-01-01 00:00 \.\/usr\/bin\/purgatory-agent$/m);
    expect(list).toContain('./usr/lib/systemd/system/kdump-tools-dump.service.d/50-purgatory.conf');
    run('dpkg-deb', '--extract', deb, 'deb');
    expect(readFileSync(join(directory, 'deb/usr/bin/purgatory-agent'))).toEqual(readFileSync(AGENT));
    expect(run('dpkg-deb', '--info', deb, 'conffiles')).toBe('/etc/purgatory/agent.conf\n');
  });

  itWith('rpm')('hold for rpm the agent and the hooks of dracut and kdump, with digests that fit', () => {
    expect(run('rpm', '--checksig', '--nosignature', rpm)).toMatch(/digests OK$/m);
    expect(run('rpm', '-qp', '--qf', '%{NAME} %{VERSION} %{ARCH} %{LICENSE}', rpm)).toBe(
      'purgatory-agent 1.2.3 noarch Apache-2.0',
    );
    const list = run('rpm', '-qplv', rpm);
    expect(list).toMatch(/^-rwxr-xr-x +1 root +root +\d+ .* \/etc\/kdump\/pre\.d\/50-purgatory$/m);
    expect(list).toContain('/usr/lib/dracut/modules.d/99purgatory/module-setup.sh');
    expect(run('rpm', '-qpc', rpm)).toBe('/etc/purgatory/agent.conf\n');
  });

  itWith('shellcheck')('hold scripts that shellcheck finds clean', () => {
    run('shellcheck', '--shell=sh', join(FILES, 'kdump-pre'));
    run('shellcheck', '--shell=bash', join(FILES, 'module-setup.sh'));
  });

  itWith('systemd-analyze')('hold units that systemd understands', () => {
    for (const unit of ['purgatory-agent.service', 'purgatory-agent-crash.service']) {
      const { stderr } = spawnSync('systemd-analyze', ['verify', join(FILES, unit)], { encoding: 'utf8' });
      const ours = stderr
        .split('\n')
        .filter((line) => line.includes(unit) && !/not executable|man purgatory-agent/i.test(line));
      expect(ours).toEqual([]);
    }
  });

  it('refuse a name that the format can’t hold', () => {
    expect(() => tar([{ name: 'x'.repeat(101), mode: 0o644 }], 0)).toThrow('longer than');
  });

  it('keep the hooks executable in the checkout, as they are run from it in tests', () => {
    for (const name of ['kdump-pre', 'module-setup.sh']) expect(statSync(join(FILES, name)).mode & 0o111).not.toBe(0);
  });
});
