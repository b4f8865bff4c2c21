/** The npm package: what `npx purgatory` and `npm install --global` take, made by npm itself from a folder that holds it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { OLDEST_NODE, TOP } from './bundle.ts';
import type { Bundled } from './bundle.ts';
import { npmPack } from './commands.ts';
import { thirdPartyLicences } from './licences.ts';
import type { ShellFiles } from './shell-files.ts';

const README = `# purgatory

The command line of Purgatory, the crash server and kernel-signing service for Linux fleets: names the panic in a log, reports on and
explores a dump with no debuginfo package, verifies signed kernels, and talks to a service.

    purgatory triage console.log
    purgatory examine vmcore
    purgatory explore vmcore -c 'init_task.comm'
    purgatory verify vmlinuz
    purgatory --help

Node ${OLDEST_NODE} or later. Completion for bash, zsh and fish: \`purgatory completion SHELL\`.
`;

/** What npm calls. It runs on any Node, to say which one is needed where it is too old: npm itself only warns. */
const LAUNCHER = `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
const [oldestMajor, oldestMinor] = '${OLDEST_NODE}'.split('.').map(Number);
if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) await import('./start.cjs');
else {
  console.error('purgatory: needs Node ${OLDEST_NODE} or later, and this is ' + process.version);
  process.exitCode = 2;
}
`;

/** @returns the name of the file that it wrote in `folder` */
export function writeNpmPackage(version: string, bundled: Bundled, shell: ShellFiles, folder: string): string {
  const stage = mkdtempSync(join(tmpdir(), 'purgatory-npm-'));
  try {
    const files: Record<string, string | Uint8Array> = {
      'package.json': `${JSON.stringify(manifest(version), undefined, 2)}\n`,
      'README.md': README,
      LICENSE: readFileSync(join(TOP, 'LICENSE')),
      'THIRD-PARTY-LICENSES.txt': thirdPartyLicences(bundled.packages),
      'man/purgatory.1': shell.manual,
      'completions/purgatory.bash': shell.bash,
      'completions/_purgatory': shell.zsh,
      'completions/purgatory.fish': shell.fish,
      'bin/purgatory.js': LAUNCHER,
      ...Object.fromEntries([...bundled.files].map(([name, bytes]) => [`bin/${name}`, bytes])),
    };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(stage, name)), { recursive: true });
      writeFileSync(join(stage, name), content, { mode: name === 'bin/purgatory.js' ? 0o755 : 0o644 });
    }
    return npmPack(stage, folder, '--ignore-scripts', '--offline');
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function manifest(version: string) {
  return {
    name: 'purgatory',
    version,
    description: 'Command line of Purgatory: kernel crash dumps and the signing of kernels',
    license: 'Apache-2.0',
    type: 'module',
    bin: { purgatory: 'bin/purgatory.js' },
    man: ['man/purgatory.1'],
    engines: { node: `>=${OLDEST_NODE}` },
    files: ['bin', 'man', 'completions', 'THIRD-PARTY-LICENSES.txt'],
  };
}
