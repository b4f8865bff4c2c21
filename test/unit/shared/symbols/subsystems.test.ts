import { describe, expect, it } from '@jest/globals';
import { ownersOf, subsystemOf } from '../../../../shared/symbols/subsystems/match.ts';
import { parseMaintainers, parseOwners } from '../../../../shared/symbols/subsystems/parse.ts';

const MAINTAINERS = `List of maintainers
===================
	F: not/of/the/list

Maintainers List
----------------

.. note:: the list is sorted

EXT4 FILE SYSTEM
M:	A Person <a@example.org>
L:	linux-ext4@example.org
S:	Maintained
F:	Documentation/filesystems/ext4/
F:	fs/ext4/
F:	include/trace/events/ext4.h

FILESYSTEMS (VFS and infrastructure)
F:	fs/*
F:	include/linux/fs.h

KERNEL VIRTUAL MACHINE FOR X86 (KVM/x86)
F:	arch/x86/kvm/
X:	arch/x86/kvm/vmx/
K:	kvm_.*

KVM VMX
F:	arch/*/kvm/vmx/*.c

NETWORKING DRIVERS
F:	drivers/net/

INTEL ETHERNET DRIVERS
F:	drivers/net/ethernet/intel/

NOTHING OF ITS OWN
M:	B Person <b@example.org>

THE REST
F:	*
F:	*/
`;

describe('the subsystem of a file', () => {
  const rules = parseMaintainers(MAINTAINERS);

  it('is read from the sections that name files', () => {
    expect(rules.map(({ name }) => name)).toEqual([
      'EXT4 FILE SYSTEM',
      'FILESYSTEMS (VFS and infrastructure)',
      'KERNEL VIRTUAL MACHINE FOR X86 (KVM/x86)',
      'KVM VMX',
      'NETWORKING DRIVERS',
      'INTEL ETHERNET DRIVERS',
      'THE REST',
    ]);
  });

  it.each([
    ['fs/ext4/inode.c', 'EXT4 FILE SYSTEM'],
    ['include/trace/events/ext4.h', 'EXT4 FILE SYSTEM'],
    ['fs/namei.c', 'FILESYSTEMS (VFS and infrastructure)'],
    ['fs/xfs/inode.c', undefined],
    ['fs/ext4', 'FILESYSTEMS (VFS and infrastructure)'],
    ['arch/x86/kvm/mmu.c', 'KERNEL VIRTUAL MACHINE FOR X86 (KVM/x86)'],
    ['arch/x86/kvm/vmx/vmx.c', 'KVM VMX'],
    ['arch/x86/kvm/vmx/vmenter.S', undefined],
    ['drivers/net/ethernet/intel/ice/ice_main.c', 'INTEL ETHERNET DRIVERS'],
    ['drivers/net/loopback.c', 'NETWORKING DRIVERS'],
    ['not/of/the/list', undefined],
  ])('%s is of %s', (file, expected) => {
    expect(subsystemOf(file, rules)).toBe(expected);
  });
});

describe('the owners of a file', () => {
  const rules = parseOwners(`# who owns what
*              @kernel
fs/            @storage   # all of it
/fs/ext4/      @ext4 @storage
*.S            @asm
drivers/**/ice @ice
docs/
`);

  it.each([
    ['kernel/panic.c', ['@kernel']],
    ['fs/namei.c', ['@storage']],
    ['fs/ext4/inode.c', ['@ext4', '@storage']],
    ['arch/x86/entry/entry_64.S', ['@asm']],
    ['drivers/net/ethernet/intel/ice/ice_main.c', ['@ice']],
    ['docs/readme', []],
  ])('%s: %j', (file, expected) => {
    expect(ownersOf(file, rules)).toEqual(expected);
  });

  it.each([
    ['**/b', 'b', true],
    ['**/b', 'a/b', true],
    ['a/**', 'a/b', true],
    ['a/**', 'b/a', false],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/b/b/c', true],
    ['a/**/**/c', 'a/b/c', true],
    ['/a/*', 'a/b/c', false],
    ['/a/*/', 'a/b/c', true],
    ['/a/b/', 'a/b', false],
    ['b', 'a/b/c', true],
    ['/b', 'a/b', false],
    ['*', 'a/b/c', true],
  ])('%s has %s: %j', (pattern, file, expected) => {
    expect(ownersOf(file, [{ pattern, owners: ['@x'] }])).toEqual(expected ? ['@x'] : []);
  });

  it('are found in time whatever the pattern: tried one by one, its folders are more ways than there are atoms', () => {
    const file = `${'a/'.repeat(500)}b`;
    expect(ownersOf(file, [{ pattern: `${'**/a/'.repeat(50)}c`, owners: ['@x'] }])).toEqual([]);
    expect(ownersOf(file, [{ pattern: `${'**/a/'.repeat(50)}b`, owners: ['@x'] }])).toEqual(['@x']);
  });
});
