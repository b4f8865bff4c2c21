import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { buildPackages } from '../../../clients/agent/packaging/build.ts';
import { DEB_SCRIPTS, RPM_SCRIPTS } from '../../../clients/agent/packaging/contents.ts';
import { tar } from '../../../clients/packaging/archive.ts';
import { FIXED_EPOCH } from '../../../clients/packaging/epoch.ts';
import { itUnless, itWith } from '../../support/oracles.ts';
import { AGENT, PACKAGED_FILES as FILES } from './harness.ts';

const UNITS = ['purgatory-agent.service', 'purgatory-agent.timer', 'purgatory-agent-crash.service'];

let directory: string;
let deb: string;
let rpm: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'purgatory-packages-'));
  const [debian, redHat] = buildPackages('1.2.3').map(({ name, bytes }) => {
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

describe('the agent’s packages', () => {
  it('are the same bytes whenever they are built', () => {
    mock.timers.enable({ apis: ['Date'], now: new Date('2031-05-05T05:05:05Z') });
    try {
      for (const { name, bytes } of buildPackages('1.2.3')) {
        expect(readFileSync(join(directory, name)).equals(bytes)).toBe(true);
      }
    } finally {
      mock.timers.reset();
    }
  });

  it('take another time for all that is in them', () => {
    for (const { name, bytes } of buildPackages('1.2.3', FIXED_EPOCH + 1)) {
      expect(readFileSync(join(directory, name)).equals(bytes)).toBe(false);
    }
  });

  itWith({ commands: ['dpkg-deb'] }, 'hold for dpkg the agent, its settings and its units, as root’s', () => {
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

  itWith(
    { commands: ['rpm'] },
    'hold for rpm the agent and the hooks of dracut and kdump, with digests that fit',
    () => {
      expect(run('rpm', '--checksig', '--nosignature', rpm)).toMatch(/digests OK$/m);
      expect(run('rpm', '-qp', '--qf', '%{NAME} %{VERSION} %{ARCH} %{LICENSE}', rpm)).toBe(
        'purgatory-agent 1.2.3 noarch Apache-2.0',
      );
      const list = run('rpm', '-qplv', rpm);
      expect(list).toMatch(/^-rwxr-xr-x +1 root +root +\d+ .* \/etc\/kdump\/pre\.d\/50-purgatory$/m);
      expect(list).toContain('/usr/lib/dracut/modules.d/99purgatory/module-setup.sh');
      expect(run('rpm', '-qpc', rpm)).toBe('/etc/purgatory/agent.conf\n');
    },
  );

  itWith({ commands: ['shellcheck'] }, 'hold scripts that shellcheck finds clean', () => {
    for (const hook of ['kdump-pre', 'crash-upload']) run('shellcheck', '--shell=sh', join(FILES, hook));
    for (const [format, { postInstall, preRemove, postRemove }] of Object.entries({ DEB_SCRIPTS, RPM_SCRIPTS })) {
      const script = join(directory, `${format}.sh`);
      for (const body of [postInstall, preRemove, postRemove]) {
        writeFileSync(script, `#!/bin/sh\nset -eu\n${body}`);
        run('shellcheck', '--shell=sh', script);
      }
    }
    run('shellcheck', '--shell=bash', join(FILES, 'module-setup.sh'));
  });

  itWith({ commands: ['systemd-analyze'] }, 'hold units that systemd understands', () => {
    for (const unit of UNITS) {
      const { stderr } = spawnSync('systemd-analyze', ['verify', join(FILES, unit)], { encoding: 'utf8' });
      const ours = stderr
        .split('\n')
        .filter((line) => line.includes(unit) && !/not executable|man purgatory-agent/i.test(line));
      expect(ours).toEqual([]);
    }
  });

  // Its score is of every option that takes a right away; 10 is a service without any. Offline since systemd 250.
  const analyses = spawnSync('systemd-analyze', ['security', '--offline=true', '--help']).status === 0;
  itUnless(
    analyses ? [] : ['systemd-analyze 250 is not installed'],
    'hold a unit whose sandbox systemd finds narrow',
    () => {
      const unit = join(FILES, 'purgatory-agent.service');
      const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], {
        encoding: 'utf8',
      });
      expect(Number(/Overall exposure level for \S+: ([0-9.]+)/.exec(stdout)?.[1])).toBeLessThan(2.1);
      expect(stdout).not.toMatch(/^✗ CapabilityBoundingSet/m);
    },
  );

  it('hold a unit to which no failure of the agent is a success, and a timer for the next try', () => {
    const unit = readFileSync(join(FILES, 'purgatory-agent.service'), 'utf8');
    expect(unit).not.toMatch(/^(SuccessExitStatus|ExecStart=-)/m);
    expect(readFileSync(join(FILES, 'purgatory-agent.timer'), 'utf8')).toMatch(/^OnUnitInactiveSec=/m);
  });

  it('refuse a name that the format can’t hold', () => {
    expect(() => tar([{ name: 'x'.repeat(101), mode: 0o644 }], 0)).toThrow('longer than');
  });

  it('keep the hooks executable in the checkout, as they are run from it in tests', () => {
    for (const name of ['kdump-pre', 'crash-upload', 'module-setup.sh'])
      expect(statSync(join(FILES, name)).mode & 0o111).not.toBe(0);
  });
});
