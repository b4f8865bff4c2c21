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

  it('takes as long as there are letters, whoever wrote them', () => {
    const hostile = [
      `/${'h/arch/h/.'.repeat(200_000)}S//arch/\n/\n.S`,
      '/arch/x/includ'.repeat(100_000),
      `/a/arch/${'x/'.repeat(500_000)}y.`,
    ];
    expect(relativePaths(hostile, new Set())).toEqual(hostile.map((path) => path.slice(1)));
  });

  it('knows the roots that most paths have, and no more than a tree can have', () => {
    const odd = Array.from({ length: 1000 }, (_, i) => `/odd${i}/init/main.c`);
    const own = ['/build/linux/init/main.c', '/build/linux/kernel/sched/core.c', '/build/linux/fs/ext4/inode.c'];
    const found = relativePaths([...odd, ...own], new Set());
    expect(found.slice(-3)).toEqual(['init/main.c', 'kernel/sched/core.c', 'fs/ext4/inode.c']);
    expect(found.slice(0, 1000).filter((path) => path === 'init/main.c')).toHaveLength(63);
  });
});
