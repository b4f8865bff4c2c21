/** An image that is larger than what is read of any: its consumers read it all the same, so that nothing is said of them. */
import { describe, expect, it } from '@jest/globals';
import { planSigning } from '../../../../shared/authenticode/sign/sign-image.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { memorySource, type ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { FormatError, FormatErrorCode } from '../../../../shared/errors.ts';
import { buildPe } from '../../../support/pe-writer.ts';

const MIB = 2 ** 20;
const PE = 0x80;
const OPTIONAL = PE + 24;
const policy = { db: [], dbx: [] };

/** An image with so many MiB behind its sections. */
function imageOf(mib: number, edit: (copy: Buffer) => void): Uint8Array {
  const copy = Buffer.from(buildPe({ trailing: new Uint8Array(mib * MIB) }));
  edit(copy);
  return copy;
}

/** The field at which both give up, where both do for the same reason; else what they said. */
async function givenUpAt(image: Uint8Array): Promise<string> {
  const told = await Promise.all(
    [
      verifyImage(memorySource(image), { policy, consumers: ['uefi', 'kexec-6.1'] }),
      planSigning(memorySource(image), { waive: true }),
    ].map((answer) =>
      answer.then(
        () => 'an answer',
        (error: unknown) =>
          error instanceof FormatError && error.code === FormatErrorCode.Limit ? error.field : String(error),
      ),
    ),
  );
  return [...new Set(told)].join(', ');
}

describe('an image larger than what is read', () => {
  const sized = (at: number, sizeBytes: number) => (copy: Buffer) => {
    copy.writeUInt32LE(at, OPTIONAL + 112 + 32);
    copy.writeUInt32LE(sizeBytes, OPTIONAL + 112 + 36);
  };

  it.each<[field: string, mib: number, edit: (copy: Buffer) => void]>([
    ['certificate table', 18, sized(0x2000, 16 * MIB + 8)],
    ['e_lfanew', 3, (copy) => copy.writeUInt32LE(2 * MIB, 0x3c)],
    ['e_lfanew', 3, (copy) => copy.writeUInt32LE(MIB - 8, 0x3c)],
    ['SizeOfHeaders', 3, (copy) => copy.writeUInt32LE(MIB + 1, OPTIONAL + 60)],
    ['NumberOfSections', 3, (copy) => copy.writeUInt16LE(0xffff, PE + 6)],
  ])('by its %s of an image of %d MiB is neither unsigned nor refused', async (field, mib, edit) => {
    expect(await givenUpAt(imageOf(mib, edit))).toBe(field);
  });

  it('is read up to the last byte of each', async () => {
    const last = imageOf(16, () => undefined).length - 16 * MIB;
    expect(await givenUpAt(imageOf(16, sized(last, 16 * MIB)))).toBe('an answer');
    expect(await givenUpAt(imageOf(3, (copy) => copy.writeUInt32LE(MIB, OPTIONAL + 60)))).toBe('an answer');
  });

  it('is told from one whose headers lead out of the file, which everybody refuses', async () => {
    const { verdicts } = await verifyImage(
      memorySource(imageOf(3, (copy) => copy.writeUInt32LE(5 * MIB, OPTIONAL + 60))),
      { policy },
    );
    expect(verdicts.map(({ accepts }) => accepts)).toEqual(verdicts.map(() => false));
    const outside = await verifyImage(memorySource(imageOf(1, sized(0x2000, 17 * MIB))), { policy });
    expect(outside.problems).toContainEqual(expect.objectContaining({ rule: 'certificate-table-outside-file' }));
  });

  it('as a module that is signed is neither unsigned, which one without a signature is', async () => {
    const marker = Buffer.from('~Module signature appended~\n');
    const sizeBytes = 2 ** 30 + 1;
    const module = (end: Buffer): ByteSource => ({
      name: 'acme.ko',
      sizeBytes,
      read: (ranges) =>
        Promise.resolve(
          ranges.map(({ offset, length }) => {
            const bytes = Buffer.alloc(length);
            if (offset + length === sizeBytes) end.copy(bytes, Math.max(0, length - end.length));
            return bytes;
          }),
        ),
    });
    const ask = (end: Buffer) => verifyImage(module(end), { policy, consumers: ['module'] });
    await expect(ask(marker)).rejects.toThrow(expect.objectContaining({ code: 'limit' }));
    await expect(ask(Buffer.alloc(1))).resolves.toMatchObject({ verdicts: [{ accepts: false }] });
  });
});
