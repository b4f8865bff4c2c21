import { describe, expect, it } from '@jest/globals';
import { relativePaths } from '../../../../shared/symbols/source-paths.ts';

describe('paths of sources', () => {
  it('are told from the root of the tree, be it the source’s or the build’s', () => {
    const root = '/build/linux-6.1.192';
    const build = `${root}/debian/build/build_arm64`;
    const paths = [
      `${build}/init/main.c`,
      `${build}/include/generated/autoconf.h`,
      `${root}/arch/arm64/kernel/entry.S`,
      `${root}/arch/arm64/lib/crypto/aes.S`,
      `${build}/arch/arm64/include/asm/current.h`,
    ];
    expect(relativePaths(paths, new Set([build]))).toEqual([
      'init/main.c',
      'include/generated/autoconf.h',
      'arch/arm64/kernel/entry.S',
      'arch/arm64/lib/crypto/aes.S',
      'arch/arm64/include/asm/current.h',
    ]);
  });

  it('of a module outside of the tree are told from where it was compiled', () => {
    const paths = ['/home/me/acme/core.c', '/usr/src/linux-headers/include/linux/fs.h'];
    expect(relativePaths(paths, new Set(['/home/me/acme']))).toEqual(['core.c', 'include/linux/fs.h']);
  });
});
