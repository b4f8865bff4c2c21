// What Purgatory is made of, and under which licences.
//
//   npm run sbom             writes .purgatory/sbom.cdx.json (CycloneDX 1.5): every package that is part of a function, the
//                            console or the command line, with its version, licence and SHA-512
//   npm run sbom -- FILE     writes it there
//   npm run check:packages   fetches and writes nothing; ends with status 1 if a licence is not on the list below
//
// Both read package-lock.json alone. The same lock makes the same bytes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TOP = join(import.meta.dirname, '..');
/** For what is shipped: they ask for their text to be kept, and for nothing of those who use them. */
const SHIPPED = new Set(['MIT', 'MIT-0', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0']);
/** For tools as well: their own files stay under their licence, and none of them goes into what is shipped. */
const TOOLS = new Set([...SHIPPED, 'MPL-2.0', 'CC-BY-4.0', 'CC0-1.0', 'Python-2.0']);

/** @returns packages whose licence is not allowed, in words */
export function licenceFaults(lock) {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (path === '' || entry.link) return [];
    const name = nameOf(path);
    const licence = entry.license ?? licenceOfNamer(lock, name);
    const allowed = entry.dev || entry.devOptional ? TOOLS : SHIPPED;
    if (licence !== undefined && isAllowed(licence, allowed)) return [];
    return [`${name}@${entry.version}: ${licence ?? 'no licence'}${allowed === TOOLS ? '' : ' (is shipped)'}`];
  });
}

/** SPDX expressions as they occur: `A`, `(A OR B)`, `A AND B`, not nested. Anything else is not allowed. */
function isAllowed(expression, allowed) {
  const bare = expression.replace(/^\(([^()]*)\)$/, '$1');
  if (bare.includes(' AND ')) return !bare.includes(' OR ') && bare.split(' AND ').every((each) => allowed.has(each));
  return bare.split(' OR ').some((each) => allowed.has(each));
}

/** npm notes no licence of packages for other platforms: they are built from the package that names them. */
function licenceOfNamer(lock, name) {
  return Object.values(lock.packages).find((entry) => entry.optionalDependencies?.[name] !== undefined)?.license;
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function sbom({ name }) {
  const args = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'application',
    '--package-lock-only',
    '--omit',
    'dev',
  ];
  const document = JSON.parse(execFileSync('npm', args, { cwd: TOP, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 }));
  // npm takes the folder's name, the time and a random number.
  document.metadata.component.name = name;
  delete document.metadata.timestamp;
  delete document.serialNumber;
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  const serialNumber = `urn:uuid:${hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')}`;
  const { $schema, bomFormat, specVersion, ...rest } = document;
  return { $schema, bomFormat, specVersion, serialNumber, ...rest };
}

function main(args) {
  const lock = JSON.parse(readFileSync(join(TOP, 'package-lock.json'), 'utf8'));
  const faults = licenceFaults(lock);
  for (const fault of faults) console.error(`licence not allowed: ${fault}`);
  if (faults.length > 0) console.error('Allowed are those in .ci/sbom.mjs.');
  if (!args.includes('--check')) {
    const file = args[0] ?? join(TOP, '.purgatory', 'sbom.cdx.json');
    const document = sbom(lock);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
    console.log(`${file}: ${document.components.length} packages`);
  }
  return faults.length > 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
