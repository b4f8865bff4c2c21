/** What is in the agent's packages, for both formats. */
import { readFileSync } from 'node:fs';
import type { PackageFile, PackageMeta, Scripts } from '../../packaging/package.ts';

const SUMMARY = 'sends kernel crash logs and dumps to Purgatory';
const DESCRIPTION = `purgatory-agent sends the log of a crashed kernel, then its dump, to the crash server
Purgatory: from within the crash kernel, or after the reboot. It is one file of
POSIX sh that needs curl.`;

export function packageMeta(version: string, timestamp: number): PackageMeta {
  return {
    name: 'purgatory-agent',
    version,
    summary: SUMMARY,
    description: DESCRIPTION,
    maintainer: 'The Purgatory authors <maintainers@purgatory.invalid>',
    license: 'Apache-2.0',
    architecture: 'all',
    section: { deb: 'admin', rpm: 'System/Kernel' },
    deb: { requires: ['curl', 'ca-certificates'], recommends: ['kdump-tools'] },
    rpm: { requires: ['/bin/sh', 'curl'], recommends: ['kexec-tools'] },
    timestamp,
  };
}

function file(path: string, source: string, mode = 0o644, config = false): PackageFile {
  return { path, mode, content: readFileSync(new URL(source, import.meta.url)), ...(config ? { config } : {}) };
}

/** In every package. */
function common(): PackageFile[] {
  return [
    file('/etc/purgatory/agent.conf', 'files/agent.conf', 0o644, true),
    file('/usr/bin/purgatory-agent', '../purgatory-agent', 0o755),
    file('/usr/lib/purgatory/crash-upload', 'files/crash-upload', 0o755),
    file('/usr/lib/systemd/system/purgatory-agent.service', 'files/purgatory-agent.service'),
    file('/usr/lib/systemd/system/purgatory-agent.timer', 'files/purgatory-agent.timer'),
    file('/usr/share/man/man8/purgatory-agent.8', 'files/purgatory-agent.8'),
  ];
}

/** Debian and Ubuntu: kdump-tools boots the crash kernel to a unit of its own, and the agent goes before it. */
export function debianFiles(): PackageFile[] {
  return sorted([
    ...common(),
    file('/usr/lib/systemd/system/purgatory-agent-crash.service', 'files/purgatory-agent-crash.service'),
    file('/usr/lib/systemd/system/kdump-tools-dump.service.d/50-purgatory.conf', 'files/kdump-tools-dump.conf'),
    file('/usr/share/doc/purgatory-agent/copyright', 'files/copyright'),
  ]);
}

/** Red Hat and SUSE: the crash kernel runs in an initramfs that dracut makes. */
export function rpmFiles(): PackageFile[] {
  return sorted([
    ...common(),
    file('/etc/kdump/pre.d/50-purgatory', 'files/kdump-pre', 0o755),
    file('/usr/lib/dracut/modules.d/99purgatory/module-setup.sh', 'files/module-setup.sh', 0o755),
    file('/usr/lib/systemd/system-preset/80-purgatory-agent.preset', 'files/purgatory-agent.preset'),
    file('/usr/share/licenses/purgatory-agent/copyright', 'files/copyright'),
  ]);
}

function sorted(files: readonly PackageFile[]): PackageFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const UNITS = ['purgatory-agent.service', 'purgatory-agent.timer'];
const RELOAD = `if [ -d /run/systemd/system ]; then
  systemctl daemon-reload >/dev/null 2>&1 || :
fi
`;

/** The same lines for each unit. */
function each(lines: (unit: string) => string): string {
  return UNITS.map(lines).join('');
}

/**
 * As debhelper writes them (dh_installsystemd): deb-systemd-helper remembers what the package had enabled, and so what the
 * administrator has disabled since. A Debian without it gets the units enabled once, by the first installation.
 */
export const DEB_SCRIPTS: Scripts = {
  postInstall: `if [ "$1" = configure ]; then
  if command -v deb-systemd-helper >/dev/null 2>&1; then
${each(
  (unit) => `    deb-systemd-helper unmask ${unit} >/dev/null || :
    if deb-systemd-helper --quiet was-enabled ${unit}; then
      deb-systemd-helper enable ${unit} >/dev/null || :
    else
      deb-systemd-helper update-state ${unit} >/dev/null || :
    fi
`,
)}  elif [ -z "\${2-}" ] && command -v systemctl >/dev/null 2>&1; then
    systemctl enable ${UNITS.join(' ')} >/dev/null 2>&1 || :
  fi
  ${RELOAD.replaceAll('\n', '\n  ').trimEnd()}
fi
`,
  preRemove: `if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl stop ${UNITS.toReversed().join(' ')} >/dev/null 2>&1 || :
fi
`,
  // What the package did not bring but only it has used goes with the last of it: the token above all.
  postRemove: `if [ "$1" = purge ]; then
  if command -v deb-systemd-helper >/dev/null 2>&1; then
${each((unit) => `    deb-systemd-helper purge ${unit} >/dev/null || :\n    deb-systemd-helper unmask ${unit} >/dev/null || :\n`)}  fi
  rm -rf /var/lib/purgatory
  rm -f /etc/purgatory/token
fi
${RELOAD}`,
};

/** rpm tells a script by a number how many of the package there will be: 1 for the first installation, 0 when it goes for good. */
export const RPM_SCRIPTS: Scripts = {
  postInstall: `${RELOAD}if [ "$1" -eq 1 ] && command -v systemctl >/dev/null 2>&1; then
  systemctl --no-reload preset ${UNITS.join(' ')} >/dev/null 2>&1 || :
fi
`,
  preRemove: `if [ "$1" -eq 0 ] && command -v systemctl >/dev/null 2>&1; then
  systemctl --no-reload disable ${UNITS.join(' ')} >/dev/null 2>&1 || :
  if [ -d /run/systemd/system ]; then
    systemctl stop ${UNITS.toReversed().join(' ')} >/dev/null 2>&1 || :
  fi
fi
`,
  postRemove: RELOAD,
};
