import { describe, expect, it } from '@jest/globals';
import { readPanicCpu } from '../../../../../shared/vmcore/kernel/panic-cpu.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

/** @param variables their values; null where the dump does not have it */
async function told(variables: Readonly<Record<string, number | null>>): Promise<number | undefined> {
  const writer = new KernelWriter({ cpus: 3 });
  for (const [name, value] of Object.entries(variables)) {
    if (value === null) {
      writer.code(name, 0x80_0000, new Uint8Array(0), 'D');
      continue;
    }
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    writer.symbol(name, bytes);
  }
  return readPanicCpu(await writer.open());
}

describe('the processor that panicked', () => {
  it.each([
    ['who the kernel wrote down', { panic_cpu: 1, crashing_cpu: 2 }, 1],
    ['who went into the crash kernel where nobody panicked', { panic_cpu: -1, crashing_cpu: 2 }, 2],
    ['who had reason to, where another did the rest', { panic_redirect_cpu: 2, panic_cpu: 0 }, 2],
    ['who panicked where nothing was handed on', { panic_redirect_cpu: -1, panic_cpu: 0 }, 0],
    ['who is known where the rest can’t be read', { panic_redirect_cpu: null, panic_cpu: 1 }, 1],
    ['nobody where nothing can be read', { panic_cpu: null }, undefined],
    ['nobody where nobody did', { panic_redirect_cpu: -1, panic_cpu: -1 }, undefined],
    ['nobody who is no processor', { panic_cpu: 77 }, undefined],
    ['nobody of a kernel that writes nothing down', {}, undefined],
  ])('is %s', async (_, variables, cpu) => {
    expect(await told(variables)).toBe(cpu);
  });
});
