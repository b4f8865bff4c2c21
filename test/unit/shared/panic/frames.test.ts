import { describe, expect, it } from '@jest/globals';
import { readFrame, readPointer } from '../../../../shared/panic/frames.ts';
import { readableName } from '../../../../shared/panic/rust-names.ts';
import { NameMatcher, SKIP_GROUPS, SKIPPED } from '../../../../shared/panic/skip-list.ts';
import { tidyTitle, titleName, withoutVariables } from '../../../../shared/panic/titles.ts';

describe('readFrame', () => {
  it.each([
    [' foo+0x12/0x34', { symbol: 'foo', offset: 0x12 }],
    [' foo+0x12/0x34 [acme]', { symbol: 'foo', offset: 0x12, module: 'acme' }],
    [' foo+0x12/0x34 [acme 0123456789abcdef]', { symbol: 'foo', offset: 0x12, module: 'acme' }],
    [' foo.isra.0+0x12/0x34', { symbol: 'foo.isra.0', offset: 0x12 }],
    [' ? foo+0x12/0x34', { symbol: 'foo', offset: 0x12, reliable: false }],
    [' [<ffffffff8123648d>] ? foo+0x12/0x34', { symbol: 'foo', offset: 0x12, reliable: false }],
    [' [<ffffffff8123648d>] foo+0x12/0x34', { symbol: 'foo', offset: 0x12 }],
    [' <IRQ>  [<ffffffff8123648d>] foo+0x12/0x34', { symbol: 'foo', offset: 0x12 }],
    ['\tfoo+0x12/0x34', { symbol: 'foo', offset: 0x12 }],
    [' foo+0x12/0x34 (P)', { symbol: 'foo', offset: 0x12 }],
    ['[<ffffffe00008c762>] foo+0x72/0xb2', { symbol: 'foo', offset: 0x72 }],
    ['([<0000000000100000>] foo+0x2/0x10)', { symbol: 'foo', offset: 2 }],
    ['[c00000000123] [c00000000456] foo+0x10/0x20 (unreliable)', { symbol: 'foo', offset: 16, reliable: false }],
    [' foo+0x12/0x34 fs/acme/inode.c:123', { symbol: 'foo', offset: 0x12, source: 'fs/acme/inode.c:123' }],
    [' foo+0x12/0x34 (fs/acme/inode.c:123)', { symbol: 'foo', offset: 0x12, source: 'fs/acme/inode.c:123' }],
    [
      ' foo+0x12/0x34 [acme] (fs/acme/inode.c:123)',
      { symbol: 'foo', offset: 0x12, module: 'acme', source: 'fs/acme/inode.c:123' },
    ],
    [' foo+0x12/0x34 (unreliable)', { symbol: 'foo', offset: 0x12, reliable: false }],
    [' foo fs/acme/inode.c:123 [inline]', { symbol: 'foo', source: 'fs/acme/inode.c:123', inlined: true }],
    ['[<8054b7c0>] (foo) from [<8037e608>] (bar+0xf8/0x23c)', { symbol: 'foo' }],
    [' foo from bar+0xf8/0x23c', { symbol: 'foo' }],
    [' <acme::Queue>::push+0x17e5/0x1860', { symbol: '<acme::Queue>::push', offset: 0x17e5 }],
  ])('reads %s', (line, frame) => {
    const [, size] = 'offset' in frame ? (/\+0x[0-9a-f]+\/0x([0-9a-f]+)/.exec(line) ?? []) : [];
    const sized = size === undefined ? {} : { sizeBytes: Number.parseInt(size, 16) };
    expect(readFrame(line)).toEqual({ reliable: true, inlined: false, ...frame, ...sized });
  });

  it.each([
    '',
    ' ',
    'Code: 00 11',
    'RSP: 0018:ffff8801',
    ' <TASK>',
    'foo bar',
    ' 0xffffffff81000000',
    ' +0x1/0x2',
    ' foo+0x',
  ])('takes %j for no frame', (line) => {
    expect(readFrame(line)).toBeNull();
  });
});

describe('readPointer', () => {
  it.each([
    ['RIP: 0010:foo+0x12/0x34', 'foo', false],
    ['RIP: 0010:[<ffffffff81234567>]  [<ffffffff81234567>] foo+0x12/0x34', 'foo', false],
    ['RIP  [<ffffffff81234567>] foo+0x12/0x34', 'foo', false],
    ['RIP: 0033:0x7f1234567890', null, true],
    ['RIP: 0010:0x0', null, false],
    ['IP: [<ffffffff81234567>] foo+0x12/0x34', 'foo', false],
    ['EIP: foo+0x12/0x34', 'foo', false],
    ['PC is at foo+0x12/0x34', 'foo', false],
    ['pc : foo+0x12/0x34', 'foo', false],
    ['epc : foo+0x12/0x34', 'foo', false],
    ['epc   : 8010d1c4 foo+0x24/0x60', 'foo', false],
    ['NIP [c00000000012a3c4] foo+0x12/0x34', 'foo', false],
    ['Krnl PSW : 0704c00180000000 000003ff801a2b5c (foo+0x2c/0x100 [acme])', 'foo', false],
    ['IP: [<          (null)>]           (null)', null, false],
  ])('reads %s', (line, symbol, user) => {
    expect(readPointer(line)).toEqual({ symbol, user });
  });

  it.each([
    'RSP: 0018:ffff',
    'NIP:  c00000000012a3c4 LR: c00000000012a3a0',
    'epc : ffffffff80014264 ra : ffffffff80014264',
    '',
  ])('takes %j for no pointer', (line) => {
    expect(readPointer(line)).toBeNull();
  });
});

describe('readableName', () => {
  it.each([
    [
      '_RNvNtNtCs9jEwPDbx20M_4core9panicking11panic_const24panic_const_add_overflow',
      'core::panicking::panic_const::panic_const_add_overflow',
    ],
    ['_RNvMs_NtCs5678_4acme5queueNtB4_5Queue4push', '<acme::queue::Queue>::push'],
    [
      '_RNvXs1_Cs5678_4acmeNtB5_4DiskNtNtCs43vy_6kernel10miscdevice10MiscDevice4mmap',
      '<acme::Disk as kernel::miscdevice::MiscDevice>::mmap',
    ],
    ['_RINvNtC3std3mem8align_ofNtNtC3std3mem12DiscriminantE', 'std::mem::align_of'],
    ['_RNCNvC4acme4main0', 'acme::main::{closure}'],
    ['_RNvYRShNtC4acme5Write5write', '<&[u8] as acme::Write>::write'],
    ['_RNvYTlhENtC4acme5Write5write', '<(i32, u8) as acme::Write>::write'],
    ['_RNvYTENtC4acme5Write5write', '<() as acme::Write>::write'],
    ['_RNvYAhKj4_NtC4acme5Write5write', '<[u8] as acme::Write>::write'],
    ['_RNvYFlhEuNtC4acme5Write5write', '<fn(i32, u8) as acme::Write>::write'],
    ['_RNvYFUKCEmNtC4acme5Write5write', '<fn() -> u32 as acme::Write>::write'],
    ['plain_c', 'plain_c'],
    ['_RNv', '_RNv'],
    ['_RB_', '_RB_'],
    [`_R${'NvB_'.repeat(200)}`, `_R${'NvB_'.repeat(200)}`],
  ])('of %s', (symbol, name) => {
    expect(readableName(symbol)).toBe(name);
  });
});

describe('titleName', () => {
  it.each([
    ['foo.constprop.0.isra.1.cold', 'foo'],
    ['__x64_sys_futex', 'sys_futex'],
    ['__ia32_compat_sys_ioctl', 'compat_sys_ioctl'],
    ['SyS_rmdir', 'rmdir'],
    ['sys_openat2', 'openat2'],
    ['____sys_sendmsg', 'sendmsg'],
    ['udp4_lib_lookup2', 'udp4_lib_lookup2'],
  ])('of %s is %s', (symbol, name) => {
    expect(titleName(symbol)).toBe(name);
  });
});

describe('withoutVariables', () => {
  it.each([
    ['Allocated in foo+0x29/0x90 age=1 cpu=1 pid=6024', 'Allocated in foo age=NUM cpu=NUM pid=NUM'],
    ['bad thing at 0xffff888012345678', 'bad thing at ADDR'],
    ['bad thing at ffff8801d3701280', 'bad thing at ADDR'],
    ['exitcode=0x0000000b', 'exitcode=ADDR'],
    ['code 0x1b', 'code 0x1b'],
    ['at mm/slub.c:123', 'at mm/slub.c:LINE'],
    ['mm:0 val:12', 'mm:NUM val:NUM'],
    ['in syz-executor3:16059 and syzkaller601944', 'in syz-executor and syzkaller'],
    ['at core.rs:12:13:', 'at core.rs:LINE:'],
    ['on CPU#3 now', 'on CPU now'],
    ['unknown-block(8,1)', 'unknown-block(NUM,NUM)'],
    ['from 10.0.12.1', 'from IP'],
    ['syz-executor.3/1234 is', 'syz-executor is'],
    ['udp4_lib_lookup2 x86', 'udp4_lib_lookup2 x86'],
  ])('makes %s fit for a title', (text, title) => {
    expect(withoutVariables(text)).toBe(title);
  });

  it('cuts what is longer than a title', () => {
    expect(tidyTitle(withoutVariables('a '.repeat(100_000))).length).toBeLessThanOrEqual(120);
  });
});

describe('the skip list', () => {
  it('understands pieces and anchors', () => {
    const matcher = new NameMatcher(['^down$', '^mutex_', 'readl$', 'kasan']);
    const names = ['down', 'down_it', 'mutex_lock', 'a_mutex_lock', 'acme_readl', 'readl_x', '__kasan_report', 'free'];
    expect(names.filter((name) => matcher.matches(name))).toEqual([
      'down',
      'mutex_lock',
      'acme_readl',
      '__kasan_report',
    ]);
  });

  it('holds no pattern twice and none that skips everything', () => {
    const patterns = SKIP_GROUPS.flatMap((group) => group.patterns);
    expect(new Set(patterns).size).toBe(patterns.length);
    expect(patterns.filter((pattern) => pattern.replace(/^\^|\$$/g, '').length < 3)).toEqual([]);
    expect(SKIPPED.matches('ext4_evict_inode')).toBe(false);
  });
});
