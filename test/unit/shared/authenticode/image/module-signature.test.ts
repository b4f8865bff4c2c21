/** What is appended to a module at its bounds: to us, who read it, and to the kernel, which names an errno. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  hasModuleSignature,
  readModuleSignature,
  writeModuleSignature,
} from '../../../../../shared/authenticode/image/module-signature.ts';
import { KernelLine } from '../../../../../shared/authenticode/kernel/builds.ts';
import { loadKeyrings } from '../../../../../shared/authenticode/kernel/kexec.ts';
import { KernelError } from '../../../../../shared/authenticode/kernel/errno.ts';
import { verifyModuleSignature } from '../../../../../shared/authenticode/kernel/module.ts';
import { kernelProfile } from '../../../../../shared/authenticode/kernel/profile.ts';
import { signModule } from '../../../../../shared/authenticode/sign/signed-data.ts';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { buildModule } from '../../../../support/module-writer.ts';
import { makeTestAuthority, type TestAuthority } from '../../../../support/signing-keys.ts';

const MARKER = Buffer.from('~Module signature appended~\n');
const module = Buffer.from('module');

/** A module with a block behind it that says what is given. */
function appended(length: number, edit: (block: Buffer) => void = () => undefined, content = module): Buffer {
  const block = Buffer.alloc(12);
  block[2] = 2;
  block.writeUInt32BE(length, 8);
  edit(block);
  return Buffer.concat([content, block, MARKER]);
}

const byKernel = (file: Uint8Array): string => {
  const keyrings = { secondary: [], platform: [], revoked: [] };
  const blacklist = { tbs: new Set<string>(), binary: new Set<string>() };
  try {
    verifyModuleSignature(file, keyrings, kernelProfile(KernelLine.Linux612), blacklist);
    return 'ok';
  } catch (error) {
    return error instanceof KernelError ? `${error.errno} ${error.at}: ${error.message}` : String(error);
  }
};

describe('a module’s appended signature', () => {
  it('is found as it was written', async () => {
    const pkcs7 = Uint8Array.of(1, 2, 3);
    const file = Buffer.concat([module, writeModuleSignature(pkcs7)]);
    const found = await readModuleSignature(memorySource(file));
    expect(found?.contentBytes).toBe(module.length);
    expect([...(found?.pkcs7 ?? [])]).toEqual([1, 2, 3]);
    expect(file.subarray(module.length + 3, -MARKER.length)).toEqual(Buffer.of(0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3));
  });

  it.each<[string, Buffer, boolean, string]>([
    ['nothing', Buffer.alloc(0), false, 'EKEYREJECTED module_sig_check: no appended signature'],
    ['no marker', module, false, 'EKEYREJECTED module_sig_check: no appended signature'],
    ['the marker alone', MARKER, false, 'EKEYREJECTED module_sig_check: no appended signature'],
    [
      'a marker that ends otherwise',
      Buffer.concat([appended(1), Buffer.of(0)]),
      false,
      'EKEYREJECTED module_sig_check',
    ],
    ['a block and a marker', appended(0, undefined, Buffer.alloc(0)), true, 'EBADMSG mod_verify_sig: nothing but a'],
    ['eleven bytes and a marker', Buffer.concat([Buffer.alloc(11), MARKER]), true, 'EBADMSG mod_verify_sig: nothing'],
    ['a signature as large as the rest', appended(6), true, 'EBADMSG mod_check_sig: signature of 6 bytes in a smaller'],
    ['a signature of all but a byte', appended(5), true, 'EBADMSG asn1_ber_decoder'],
    [
      'a type that is not PKCS#7',
      appended(5, (block) => (block[2] = 1)),
      true,
      'EKEYREJECTED module_sig_check: not a PKCS#7 signature (ENOPKG), where signatures are enforced',
    ],
    ...[0, 1, 3, 4, 5, 6, 7].map((index): [string, Buffer, boolean, string] => [
      `something in byte ${index} of the block`,
      appended(5, (block) => (block[index] = 1)),
      true,
      'EBADMSG mod_check_sig: signature block with values that must be zero',
    ]),
  ])('%s', async (_name, file, isAppended, errno) => {
    expect(await hasModuleSignature(memorySource(file))).toBe(isAppended);
    expect(byKernel(file)).toContain(errno);
    if (!isAppended) expect(await readModuleSignature(memorySource(file))).toBeUndefined();
  });

  it.each<[string, Buffer, string, string]>([
    ['ten bytes and a marker', Buffer.concat([Buffer.alloc(10), MARKER]), 'truncated', 'nothing but a marker'],
    ['a signature as large as the rest', appended(6), 'bad-value', 'a signature of 6 bytes'],
    ['another type', appended(5, (block) => (block[2] = 1)), 'unsupported', 'id_type 1, not 2 (PKCS#7)'],
    [
      'a signature of more than a MiB',
      appended((1 << 20) + 1, undefined, Buffer.alloc((1 << 20) + 2)),
      'limit',
      'a signature of 1048577 bytes',
    ],
  ])('%s is an error', async (_name, file, code, problem) => {
    const read = readModuleSignature(memorySource(file));
    await expect(read).rejects.toMatchObject({ code, format: 'module-signature', field: 'struct module_signature' });
    await expect(read).rejects.toThrow(problem);
  });

  it('of a MiB is read', async () => {
    const file = appended(1 << 20, undefined, Buffer.alloc((1 << 20) + 1));
    expect((await readModuleSignature(memorySource(file)))?.contentBytes).toBe(1);
  });
});

describe('a module that is signed', () => {
  let authority: TestAuthority;
  beforeAll(async () => {
    authority = await makeTestAuthority();
  });

  const profile = kernelProfile(KernelLine.Linux612);
  async function said(file: Uint8Array, over: Uint8Array = file) {
    const pkcs7 = await signModule(createHash('sha256').update(over).digest(), authority.identity);
    const whole = Buffer.concat([file, writeModuleSignature(pkcs7)]);
    const { keyrings, blacklist } = loadKeyrings(
      { certificates: [authority.root, authority.leaf], revocations: [] },
      profile,
    );
    const revoked = createHash('sha256').update(whole).digest('hex');
    const verdict = (binary: readonly string[], rings = keyrings): string => {
      try {
        verifyModuleSignature(whole, rings, profile, { ...blacklist, binary: new Set(binary) });
        return 'ok';
      } catch (error) {
        if (!(error instanceof KernelError)) throw error;
        return `${error.errno} ${error.at}: ${error.message}`;
      }
    };
    const none = { secondary: [], platform: [], revoked: [] };
    return { verdict: verdict([]), revoked: verdict([revoked]), unknown: verdict([], none) };
  }

  it('is taken where a keyring has the key and nothing has revoked it', async () => {
    const found = await said(buildModule());
    expect(found.verdict).toBe('ok');
    expect(found.revoked).toBe("EKEYREJECTED mod_is_hash_blacklisted: the module's SHA-256 is blacklisted");
    expect(found.unknown).toMatch(/^EKEYREJECTED module_sig_check: .*\(ENOKEY\), where signatures are enforced$/);
    expect((await said(buildModule(), buildModule({ name: 'other' }))).verdict).toContain('EKEYREJECTED');
  });

  const ELF = 'ENOEXEC elf_validity_cache_copy: ';
  it.each<[string, Buffer, string]>([
    ['x86-64', buildModule({ machine: 62 }), 'ok'],
    ['arm64', buildModule({ machine: 183 }), 'ok'],
    ['RISC-V', buildModule({ machine: 243 }), 'ok'],
    ['another machine', buildModule({ machine: 22 }), `${ELF}an ELF file of another machine`],
    ['an executable', buildModule({ type: 2 }), `${ELF}an ELF file that is not relocatable, so no module`],
    ['no ELF file', Buffer.alloc(200, 1), `${ELF}no ELF file, so no module`],
    ['32 bits', changed((copy) => copy.writeUInt8(1, 4)), `${ELF}an ELF file of another machine`],
    [
      'headers of another size',
      changed((copy) => copy.writeUInt16LE(63, 58)),
      `${ELF}its section table is outside the file`,
    ],
    [
      'a table far behind the file',
      changed((copy) => copy.writeBigUInt64LE(1n << 40n, 40)),
      `${ELF}its section table is outside`,
    ],
    [
      'more sections than there are',
      changed((copy) => copy.writeUInt16LE(0xffff, 60)),
      `${ELF}its section table is outside`,
    ],
  ])('is asked whether it is a module at all: %s', async (_name, file, verdict) => {
    expect((await said(file)).verdict).toContain(verdict);
  });

  function changed(edit: (copy: Buffer) => unknown): Buffer {
    const copy = buildModule();
    edit(copy);
    return copy;
  }
});
