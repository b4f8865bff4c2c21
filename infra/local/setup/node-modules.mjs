// npm packages: installed when node_modules is not what package-lock.json says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, top } from './paths.mjs';
import { SetupError } from './report.mjs';
import { run, tail } from './run.mjs';

export async function ensureNodeModules(note, { install }) {
  const reason = whyInstall();
  if (reason === null) return 'up to date';
  if (!install) throw new SetupError(`node_modules: ${reason}`, 'npm ci');
  note(`npm ci (${reason})`);
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status, output } = await run(command, [...args, 'ci', '--no-audit', '--no-fund'], {
    cwd: top,
    // The scripts of packages may be switched off on this machine; the project's own Node needs its one. And `npm start -s`
    // must not silence the reason of a failure.
    env: { ...process.env, npm_config_ignore_scripts: 'false', npm_config_loglevel: 'error' },
  }).catch((error) => {
    throw new SetupError(`npm can't be run: ${error.message}`, 'Install npm 10 or newer: it comes with Node.');
  });
  if (status !== 0) {
    throw new SetupError(`npm ci failed:\n${tail(output)}`, [
      'Is the npm registry to be reached from here? `npm ping` says.',
      'What npm says above names the package; `npm ci` alone shows all of it.',
    ]);
  }
  const still = whyInstall();
  if (still !== null) {
    throw new SetupError(`npm ci went through, but ${still}`, 'rm -r node_modules, then start again');
  }
  return 'installed';
}

function whyInstall() {
  const wanted = readJson(join(top, 'package-lock.json'));
  const have = readJson(join(top, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new SetupError('package-lock.json is missing', 'git checkout package-lock.json');
  if (!have) return 'nothing is installed yet';
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '' || entry.optional || entry.devOptional || entry.link) continue;
    const found = have.packages[path];
    if (!found || found.version !== entry.version) return `${path} is not at ${entry.version}`;
  }
  if (!existsSync(node24)) return "the project's own Node is missing";
  return null;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
