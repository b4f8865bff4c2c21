/**
 * Writes shared/authenticode/kernel/configs.ts: what of the configurations in Debian's packages decides about signatures.
 *
 *     apt-get download linux-config-6.1:amd64 …
 *     npm run -s kernel-configs -- debian-12=linux-config-6.1_6.1.192-3_amd64.deb debian-13=linux-config-6.12_6.12.117-1_riscv64.deb …
 *
 * A name is of a distribution; the processor is added to it. Flavours of one processor that agree are one entry, another that does not is
 * one of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const OUTPUT = join(import.meta.dirname, '../shared/authenticode/kernel/configs.ts');
const OPTIONS = [
  ...['KEXEC_FILE', 'KEXEC_SIG', 'KEXEC_SIG_FORCE', 'KEXEC_BZIMAGE_VERIFY_SIG', 'KEXEC_IMAGE_VERIFY_SIG'],
  ...['SIGNED_PE_FILE_VERIFICATION', 'MODULE_SIG', 'MODULE_SIG_FORCE', 'IMA_ARCH_POLICY', 'IMA_APPRAISE_MODSIG'],
  ...['SECURITY_LOCKDOWN_LSM', 'LOCK_DOWN_IN_EFI_SECURE_BOOT', 'INTEGRITY_PLATFORM_KEYRING'],
  ...['INTEGRITY_MACHINE_KEYRING', 'LOAD_UEFI_KEYS', 'SECONDARY_TRUSTED_KEYRING', 'SYSTEM_BLACKLIST_KEYRING'],
  ...['SYSTEM_REVOCATION_LIST', 'CRYPTO_RSA', 'CRYPTO_ECDSA', 'CRYPTO_MD4', 'CRYPTO_MD5', 'CRYPTO_SHA1'],
  ...['CRYPTO_SHA256', 'CRYPTO_SHA512', 'CRYPTO_SHA3'],
];

function optionsOf(text) {
  const set = new Map([...text.matchAll(/^CONFIG_(\w+)=([ym])$/gm)].map(([, name, value]) => [name, value]));
  return Object.fromEntries(OPTIONS.flatMap((name) => (set.has(name) ? [[name, set.get(name)]] : [])));
}

function* configsOf(name, deb) {
  const field = (which) => execFileSync('dpkg-deb', ['-f', deb, which], { encoding: 'utf8' }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'kernel-configs-'));
  try {
    execFileSync('dpkg-deb', ['-x', deb, folder]);
    const below = join(folder, 'usr/src', field('Package'));
    for (const file of readdirSync(below).toSorted()) {
      const [, processor, flavour] = /^config\.([a-z0-9]+)_[a-z]+_([a-z0-9-]+)\.xz$/.exec(file) ?? [];
      if (processor === undefined) continue;
      const text = execFileSync('xz', ['-dc', join(below, file)], { encoding: 'utf8', maxBuffer: 1 << 24 });
      const of = { package: field('Package'), version: field('Version'), processor };
      yield { name, ...of, flavour: file.includes('_rt_') ? `rt-${flavour}` : flavour, options: optionsOf(text) };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const entries = [];
for (const argument of process.argv.slice(2)) {
  const [name, deb] = argument.split('=', 2);
  if (deb === undefined) throw new Error(`NAME=PACKAGE.deb, not ${argument}`);
  for (const { name: of, flavour, ...config } of configsOf(name, deb)) {
    const id = `${of}-${config.processor}`;
    const same = entries.find(
      (entry) => entry.id.startsWith(id) && JSON.stringify(entry.options) === JSON.stringify(config.options),
    );
    if (same !== undefined) same.flavours.push(flavour);
    else {
      const isFirst = !entries.some((entry) => entry.id === id);
      entries.push({ id: isFirst ? id : `${id}-${flavour}`, ...config, flavours: [flavour] });
    }
  }
}
if (entries.length === 0) throw new Error('which packages? NAME=PACKAGE.deb …');

const source = `/** Written by \`npm run kernel-configs\` from Debian's packages: which options decide about signatures, and how they are set. */

/** When the packages were read. */
export const CONFIGS_AS_OF = '${new Date().toISOString().slice(0, 10)}';

/** Options without CONFIG_; one that is not here is not set. */
export const KERNEL_CONFIGS = ${JSON.stringify(entries)} as const;
`;
writeFileSync(OUTPUT, await format(source, { ...(await resolveConfig(OUTPUT)), parser: 'typescript' }));
