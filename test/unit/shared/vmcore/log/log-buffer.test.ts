import { describe, expect, it } from '@jest/globals';
import { FormatError } from '../../../../../shared/errors.ts';
import { readLogBuffer } from '../../../../../shared/vmcore/log/log-buffer.ts';
import { VirtualMemory } from '../../../../../shared/vmcore/memory/virtual-memory.ts';
import { parseVmcoreInfo } from '../../../../../shared/vmcore/formats/vmcoreinfo.ts';

describe('readLogBuffer', () => {
  it.each(['ts_nsec', 'len', 'text_len', 'dict_len'])(
    'refuses a VMCOREINFO that has %s outside the header of a record',
    async (member) => {
      const page = Buffer.alloc(4096);
      page.writeBigUInt64LE(0x1800n, 0x000);
      page.writeUInt32LE(0x800, 0x008);
      page.writeUInt32LE(0x40, 0x018);
      page.writeUInt16LE(0x20, 0x808);
      const memory = new VirtualMemory({
        pageSizeBytes: 4096,
        maxPfn: 2,
        readPages: (pfns) => Promise.resolve(pfns.map(() => ({ bytes: page }))),
      });
      memory.use({ pageTables: undefined, linear: [{ start: 0n, end: 2n ** 20n, physicalStart: 0n }] });
      const info = (more: string): ReturnType<typeof parseVmcoreInfo> =>
        parseVmcoreInfo(
          'SYMBOL(log_buf)=1000\nSYMBOL(log_buf_len)=1008\nSYMBOL(log_first_idx)=1010\nSYMBOL(log_next_idx)=1018\n' +
            `SIZE(printk_log)=16\n${more}`,
        );
      await expect(readLogBuffer(memory, info(''))).resolves.toMatchObject({ lost: 0 });
      await expect(readLogBuffer(memory, info(`OFFSET(printk_log.${member})=10008\n`))).rejects.toThrow(
        `vmcoreinfo: OFFSET(printk_log.${member}): 10008 is outside the 16 bytes`,
      );
    },
  );

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
