import { describe, expect, it } from '@jest/globals';
import { FormatError } from '../../../../../shared/errors.ts';
import { readLogBuffer } from '../../../../../shared/vmcore/inspect/log-buffer.ts';
import { VirtualMemory } from '../../../../../shared/vmcore/memory/virtual-memory.ts';
import { parseVmcoreInfo } from '../../../../../shared/vmcore/memory/vmcoreinfo.ts';

describe('readLogBuffer', () => {
  it('says which symbol is missing, and leaves no read behind that fails unheard', async () => {
    const unheard: unknown[] = [];
    const listen = (reason: unknown): void => {
      unheard.push(reason);
    };
    process.on('unhandledRejection', listen);
    const memory = new VirtualMemory({
      pageSizeBytes: 4096,
      maxPfn: 1,
      readPages: (pfns) => Promise.resolve(pfns.map(() => ({ absence: 'excluded' }))),
    });
    memory.use({ pageTables: undefined, linear: [{ start: 0n, end: 2n ** 20n, physicalStart: 0n }] });
    const reading = readLogBuffer(memory, parseVmcoreInfo('SYMBOL(log_buf)=1000\n'));
    await expect(reading).rejects.toThrow(FormatError);
    await expect(reading).rejects.toThrow('SYMBOL(log_buf_len): is missing');
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', listen);
    expect(unheard).toEqual([]);
  });
});
