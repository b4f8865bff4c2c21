// node .ci/release.mjs VERSION [--out FOLDER] [--quick]: everything that a release is, in a folder; publishes nothing.
//
//   NOTES.md                       the section of CHANGELOG.md
//   the agent's packages, the command line's (with --quick no single files: they take minutes)
//   sbom.cdx.json                  what is in them
//   provenance.intoto.json         from which commit and lock they were made: https://slsa.dev/spec/v1.0/provenance, to be signed by who publishes
//   SHA256SUMS                     of all of these
//
// The tag `vVERSION` must be on the commit that is checked out, and nothing may be changed beside it: what is released can be made again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const TOP = join(import.meta.dirname, '..');
const PROVENANCE = 'provenance.intoto.json';
const BUILD_TYPE = 'https://purgatory.invalid/release/v1';

class Refusal extends Error {}

/** The text below `## VERSION …`, up to the next version. */
export function notesOf(changelog, version) {
  const lines = changelog.split('\n');
  const first = lines.findIndex(
    (line) =>
      line.startsWith('## ') &&
      line
        .slice(3)
        .split(/[\s[\]]+/)
        .includes(version),
  );
  if (first < 0)
    throw new Refusal(`CHANGELOG.md has no section "## ${version} - DATE": give what is below Unreleased that name`);
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => line.startsWith('## '));
  const text = (end < 0 ? rest : rest.slice(0, end)).join('\n').trim();
  if (text === '') throw new Refusal(`CHANGELOG.md says nothing below ${version}`);
  return `${text}\n`;
}

/** An in-toto statement about `files`: name → SHA-256, in hex. */
export function provenance({ version, commit, lock, files, epoch }) {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: Object.entries(files).map(([name, sha256]) => ({ name, digest: { sha256 } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: { version },
        internalParameters: { SOURCE_DATE_EPOCH: String(epoch) },
        resolvedDependencies: [
          { uri: `git+v${version}`, digest: { gitCommit: commit } },
          { uri: 'package-lock.json', digest: { sha256: lock } },
        ],
      },
      runDetails: { builder: { id: BUILD_TYPE, version: { node: process.version } } },
    },
  };
}

function run(command, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: TOP,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Refusal(`${command} ${args.join(' ')}: ${stderr || stdout || 'could not be run'}`.trim());
  return stdout.trim();
}

/** @returns the commit and its time, in seconds: that of all files in the packages */
function tagged(version) {
  const { version: ours } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8'));
  if (ours !== version) throw new Refusal(`package.json says ${ours}: npm version --no-git-tag-version ${version}`);
  const changed = run('git', ['status', '--porcelain']);
  if (changed !== '') throw new Refusal(`not committed:\n${changed}`);
  const tags = run('git', ['tag', '--points-at', 'HEAD']).split('\n');
  if (!tags.includes(`v${version}`)) throw new Refusal(`HEAD has no tag v${version}: git tag --sign v${version}`);
  return { commit: run('git', ['rev-parse', 'HEAD']), epoch: Number(run('git', ['log', '-1', '--format=%ct'])) };
}

function main(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, quick: { type: 'boolean' } },
  });
  const version = positionals[0];
  if (version === undefined || positionals.length > 1 || !/^\d+\.\d+\.\d+$/.test(version))
    throw new Refusal('one version is wanted: node .ci/release.mjs 1.2.3');
  const { commit, epoch } = tagged(version);
  const out = values.out ?? join(TOP, 'dist', `release-${version}`);
  const notes = notesOf(readFileSync(join(TOP, 'CHANGELOG.md'), 'utf8'), version);
  mkdirSync(out, { recursive: true });
  if (readdirSync(out).length > 0) throw new Refusal(`${out} is not empty`);
  writeFileSync(join(out, 'NOTES.md'), notes);
  const node = join(TOP, 'node_modules/node/bin/node');
  const env = { SOURCE_DATE_EPOCH: String(epoch) };
  run(node, ['clients/agent/packaging/build.ts', '--out', out], env);
  run(node, ['clients/cli/packaging/build.ts', '--out', out, ...(values.quick ? [] : ['--executables'])], env);
  run(node, ['.ci/sbom.mjs', join(out, 'sbom.cdx.json')]);
  const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
  const files = Object.fromEntries(readdirSync(out).map((name) => [name, sha256(join(out, name))]));
  const statement = provenance({ version, commit, epoch, lock: sha256(join(TOP, 'package-lock.json')), files });
  writeFileSync(join(out, PROVENANCE), `${JSON.stringify(statement, null, 2)}\n`);
  const sums = { ...files, [PROVENANCE]: sha256(join(out, PROVENANCE)) };
  const names = Object.keys(sums).sort();
  writeFileSync(join(out, 'SHA256SUMS'), names.map((name) => `${sums[name]}  ${name}\n`).join(''));
  for (const name of readdirSync(out)) console.log(join(out, name));
}

if (process.argv[1] === import.meta.filename) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`release: ${error.message}`);
    process.exitCode = 1;
  }
}
