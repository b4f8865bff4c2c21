/** What is in the agent's packages, for both formats. */
import { readFileSync } from 'node:fs';

export interface PackageFile {
  /** Absolute, on the host. */
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
  /** Kept as the administrator left it when the package is upgraded. */
  readonly config?: boolean;
}

export interface PackageMeta {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly description: string;
  readonly maintainer: string;
  readonly license: string;
  /** Seconds since 1970: of every file, so that the same sources give the same package. */
  readonly timestamp: number;
}

export interface Scripts {
  readonly postInstall: string;
  readonly preRemove: string;
  readonly postRemove: string;
}

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
    file('/usr/lib/systemd/system/purgatory-agent.service', 'files/purgatory-agent.service'),
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
    file('/usr/share/licenses/purgatory-agent/copyright', 'files/copyright'),
  ]);
}

function sorted(files: readonly PackageFile[]): PackageFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Both kinds of maintainer scripts are sh; none of them fails an installation where systemd does not run. */
export const SCRIPTS: Scripts = {
  postInstall: `if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || :
fi
if command -v systemctl >/dev/null 2>&1; then
  systemctl enable purgatory-agent.service >/dev/null 2>&1 || :
fi
`,
  preRemove: `if command -v systemctl >/dev/null 2>&1; then
  systemctl disable purgatory-agent.service >/dev/null 2>&1 || :
fi
`,
  postRemove: `if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || :
fi
`,
};
