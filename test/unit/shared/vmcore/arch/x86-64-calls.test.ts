/** Code of functions that set up a frame, as compilers and ftrace leave it. */
import { describe, expect, it } from '@jest/globals';
import { hasSetUpFrame } from '../../../../../shared/vmcore/arch/x86-64/calls.ts';
import { openKernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { defineTasks } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

const NOPS = '90'.repeat(48);

/** Whether code so many bytes behind a function's beginning has its frame. */
async function asked(code: string, offset: number): Promise<boolean> {
  const writer = new KernelWriter();
  defineTasks(writer);
  const start = writer.code('driver_work', 0x400, Buffer.from(`${code.replaceAll(' ', '')}${NOPS}`, 'hex'));
  writer.code('driver_next', 0x500, Buffer.from(NOPS, 'hex'));
  return hasSetUpFrame(await openKernel(writer.dump(), new Sections()), start + BigInt(offset));
}

describe('a function that sets up a frame', () => {
  it.each([
    ['at once', '55 4889e5'],
    ['behind endbr64', 'f30f1efa 55 4889e5'],
    ['behind a call of __fentry__', 'e800000000 55 4889e5'],
    ['behind what stands in its place', '0f1f440000 55 4889e5'],
    ['behind what stood in its place', '6666666690 55 4889e5'],
    ['behind both', 'f30f1efa 0f1f440000 55 4889e5'],
    ['with another instruction between', '55 48c7c600000000 4889e5'],
  ])('%s has it behind that, and not before', async (_, code) => {
    const end = code.replaceAll(' ', '').length / 2;
    expect(await asked(code, end + 5)).toBe(true);
    expect(await asked(code, end + 1)).toBe(true);
    expect(await asked(code, end)).toBe(false);
    expect(await asked(code, 1)).toBe(false);
  });

  it.each([
    ['only saves the register', '55 4154 53'],
    ['saves another before', '53 55 4889e5'],
    ['saves another between', '55 53 4889e5'],
    ['saves a late one between', '55 4154 4889e5'],
    ['sets up one of another register', '55 4889e3'],
    ['begins with something else', '90 55 4889e5'],
    ['does so far behind its beginning', `55 ${'90'.repeat(40)} 4889e5`],
  ])('is none that %s', async (_, code) => {
    expect(await asked(code, 0x40)).toBe(false);
  });

  it('is looked for at a call’s own function, which may end with the call', async () => {
    // The return address of its last call is where the next function begins.
    expect(await asked('55 4889e5', 0x100)).toBe(true);
    expect(await asked('55 4889e5', 0x101)).toBe(false);
  });

  it('is none of an address without a name, and of code that is not in the dump', async () => {
    const writer = new KernelWriter();
    defineTasks(writer);
    const kernel = await openKernel(writer.dump(), new Sections());
    expect(await hasSetUpFrame(kernel, 0x1000n)).toBe(false);
  });
});
