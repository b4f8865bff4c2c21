// Adds to package-lock.json the packages for other platforms that npm left out.
//
// Packages with native parts name one optional package a platform. Where the registry (a mirror, say) does not have all of
// them, npm writes a lock without those, and then `npm ci` refuses that lock: "Missing: … from lock file". Their names and
// versions are known from the package that asks for them, and their platform from their name. What a lock says of a package's
// bytes (`integrity`) is asked of the registry where npm did not note it, so that `npm ci` takes no other bytes on any platform.
// `--check` says what is missing instead, and fetches nothing. Run after `npm install NAME`: node .ci/complete-lock.mjs
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const OS = /(?:^|[-/])(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|aix|win32)(?=-|$)/;
const CPU = /-(arm64|arm|ia32|x64|loong64|mips64el|ppc64|riscv64|s390x|wasm32)(?=-|$)/;

const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(path, name))
    .map(([name, version]) => ({ by: entry, name, version })),
);
for (const { by, name, version } of missing) {
  const [os, cpu] = [OS.exec(name)?.[1], CPU.exec(name)?.[1]];
  if (!/^\d/.test(version) || !cpu) throw new Error(`${name} ${version}: not one version of one platform`);
  const libc = /-(gnu|musl)(?:$|eabi)/.exec(name)?.[1];
  lock.packages[`node_modules/${name}`] = {
    version,
    cpu: [cpu],
    ...(by.dev ? { dev: true } : {}),
    ...(os === 'linux' && libc ? { libc: [libc === 'gnu' ? 'glibc' : 'musl'] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
// What lies inside the archive of another package has that one's integrity.
const unproved = Object.entries(lock.packages).filter(
  ([path, entry]) => path !== '' && !entry.link && !entry.inBundle && !entry.integrity,
);
if (process.argv.includes('--check')) {
  for (const { name, version } of missing) console.log(`missing: ${name}@${version}`);
  for (const [path, { version }] of unproved) console.log(`without integrity: ${nameOf(path)}@${version}`);
  const faults = missing.length + unproved.length;
  if (faults > 0) console.log('package-lock.json is not complete: node .ci/complete-lock.mjs');
  process.exitCode = faults > 0 ? 1 : 0;
} else if (missing.length + unproved.length > 0) {
  for (const [path, entry] of unproved) lock.packages[path] = proved(path, entry);
  const [root, ...rest] = Object.keys(lock.packages);
  lock.packages = Object.fromEntries([root, ...rest.sort(byName)].map((path) => [path, lock.packages[path]]));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${missing.length} packages and the integrity of ${unproved.length}`);
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The entry with what the registry says of its archive, in npm's order of fields. */
function proved(path, { version, resolved, ...rest }) {
  const asked = `${nameOf(path)}@${version}`;
  const { stdout, stderr } = spawnSync('npm', ['view', asked, 'dist.integrity'], { encoding: 'utf8' });
  const integrity = stdout.trim();
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) throw new Error(`${asked}: no sha512 integrity\n${stderr}`);
  return { version, ...(resolved ? { resolved } : {}), integrity, ...rest };
}

/** Whether a package below `path` finds `name`, by Node's own way up. */
function isLocked(path, name) {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
    if (from === '' || !from.includes('/node_modules/')) return Boolean(lock.packages[`node_modules/${name}`]);
  }
}

/** As npm orders them. */
function byName(a, b) {
  return a.localeCompare(b, 'en');
}
