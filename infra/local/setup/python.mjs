// Finds a Python that LocalStack runs on.
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './report.mjs';
import { run } from './run.mjs';

const WANTED = ['3.12', '3.11', '3.10'];
const PROBE = `
import importlib.util as u, sys
print("%d.%d" % sys.version_info[:2], sys.executable, all(u.find_spec(m) for m in ("venv", "ensurepip", "ssl")))`;

/** @returns {Promise<string>} path of an interpreter from 3.10 to 3.12 that has venv */
export async function findPython() {
  const seen = [];
  for (const candidate of candidates()) {
    const found = await probe(candidate);
    if (!found) continue;
    if (WANTED.includes(found.version) && found.complete) return found.path;
    if (!seen.some((other) => other.path === found.path)) seen.push(found);
  }
  throw unfit(seen);
}

function candidates() {
  const given = process.env.PURGATORY_PYTHON;
  if (given) return [given];
  const system = WANTED.flatMap((version) => [`python${version}`, `/usr/bin/python${version}`]);
  return [...system, 'python3', 'python', ...pyenv()];
}

/** pyenv's shims only answer for the versions that are switched on; the interpreters themselves lie here. */
function pyenv() {
  const root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  try {
    return readdirSync(root)
      .filter((name) => WANTED.some((version) => name.startsWith(`${version}.`)))
      .sort()
      .reverse()
      .map((name) => join(root, name, 'bin', 'python'));
  } catch {
    return [];
  }
}

async function probe(command) {
  const result = await run(command, ['-c', PROBE]).catch(() => null);
  const match = /^(\d+\.\d+) (.+) (True|False)$/m.exec(result?.status === 0 ? result.output : '');
  return match && { version: match[1], path: match[2], complete: match[3] === 'True' };
}

function unfit(seen) {
  const incomplete = seen.find((each) => WANTED.includes(each.version));
  if (incomplete) {
    return new SetupError(`Python ${incomplete.version} (${incomplete.path}) has no venv module.`, [
      `Debian, Ubuntu: apt-get install python${incomplete.version}-venv`,
      'or name another interpreter: PURGATORY_PYTHON=/path/to/python3.12 npm start',
    ]);
  }
  const found = seen.map((each) => `${each.version} (${each.path})`).join(', ');
  return new SetupError(
    `The embedded AWS (LocalStack) needs Python 3.10, 3.11 or 3.12; ${found ? `found only ${found}` : 'found no Python'}.`,
    [
      'Debian, Ubuntu: apt-get install python3 python3-venv · macOS: brew install python@3.12 · anywhere: uv python install 3.12',
      'or name one: PURGATORY_PYTHON=/path/to/python3.12 npm start',
      'or use an emulator that already runs: npm start -- --endpoint http://127.0.0.1:4566',
    ],
  );
}
