// The virtual environment with the pinned LocalStack and our plugin: every package by version and hash.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { plugin, requirements, state, uvRequirements, venv, venvPython } from './paths.mjs';
import { findPython } from './python.mjs';
import { SetupError } from './report.mjs';
import { run, tail } from './run.mjs';

const STAMP = join(venv, 'purgatory-stamp.json');

export async function ensureVenv(note, { install }) {
  const wanted = { packages: digest([requirements, uvRequirements]), plugin: digest(filesBelow(plugin)) };
  const have = readStamp();
  if (have?.packages === wanted.packages && have.plugin === wanted.plugin && existsSync(venvPython)) {
    return 'up to date';
  }
  if (!install) throw new SetupError('The embedded AWS is not installed', 'npm start once without --no-install');
  if (have?.packages !== wanted.packages || !existsSync(venvPython)) {
    await installPackages(note);
    writeStamp({ packages: wanted.packages });
  }
  note('installing the plugin');
  await installPlugin();
  writeStamp(wanted);
  return 'installed';
}

async function installPackages(note) {
  note('looking for Python 3.10 to 3.12');
  const python = await findPython();
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  note('making a virtual environment');
  const made = await run(python, ['-m', 'venv', venv]);
  if (made.status !== 0) {
    throw new SetupError(
      `${python} -m venv failed:\n${tail(made.output)}`,
      'Debian, Ubuntu: apt-get install python3-venv',
    );
  }
  note('installing LocalStack (120 packages by hash, 330 MB)');
  if (await installWithUv()) return;
  note('installing LocalStack with pip (two minutes)');
  await pip(['--require-hashes', '-r', requirements]);
}

/** uv does in seconds what takes pip minutes; where its one wheel doesn't come or doesn't run, pip does it. */
async function installWithUv() {
  const got = await run(venvPython, ['-m', 'pip', 'install', '-q', '--require-hashes', '-r', uvRequirements]);
  if (got.status !== 0) return false;
  const installed = await run(uv(), [
    ...['pip', 'install', '-q', '--python', venvPython, '--require-hashes', '-r', requirements],
  ]).catch(() => null);
  return installed?.status === 0;
}

/** Built from a copy, so that the build's leavings stay out of the checkout; with the setuptools that is locked above. */
async function installPlugin() {
  const copy = join(state, 'plugin-build');
  rmSync(copy, { recursive: true, force: true });
  cpSync(plugin, copy, { recursive: true });
  const options = ['--no-build-isolation', '--no-deps', '--no-index'];
  const withUv = existsSync(uv())
    ? await run(uv(), ['pip', 'install', '-q', '--python', venvPython, ...options, '--reinstall', copy])
    : null;
  if (withUv?.status !== 0) await pip([...options, '--force-reinstall', copy]);
  rmSync(copy, { recursive: true, force: true });
}

async function pip(args) {
  const { status, output } = await run(venvPython, ['-m', 'pip', 'install', '-q', '--no-input', ...args]);
  if (status === 0) return;
  throw new SetupError(`pip install failed:\n${tail(output)}`, [
    'Is PyPI (or your mirror of it: PIP_INDEX_URL) to be reached from here?',
    `Then start again; ${relative(process.cwd(), venv)} is made anew.`,
  ]);
}

function uv() {
  return join(venv, 'bin', 'uv');
}

function filesBelow(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.pyc$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return null;
  }
}

function writeStamp(stamp) {
  writeFileSync(STAMP, `${JSON.stringify(stamp)}\n`);
}
