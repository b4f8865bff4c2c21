/** What S3 answers while a dump is put together, where others are at it too. */
import { describe, expect, it } from '@jest/globals';
import { NoSuchUpload } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { s3Assembler } from '../../../../../shared/aws/dumps/assembly.ts';
import { TransientError } from '../../../../../shared/errors.ts';
import { memoryS3 } from '../../../../support/memory-s3.ts';

const MIB = 2 ** 20;

/** Two parts of `whole` are there. */
async function begun() {
  const s3 = memoryS3();
  const assembler = s3Assembler(s3.client, 'dumps');
  s3.objects.set('chunk', { bytes: new Uint8Array(5 * MIB) });
  const { id } = await assembler.begin('whole');
  for (const number of [1, 2]) await assembler.copyPart('whole', id, number, 'chunk');
  return { s3, assembler, id, parts: (await assembler.begin('whole')).parts };
}

/** A client that S3 answers so, whatever it is asked. */
function answering(answer: unknown): S3Client {
  return Object.assign(memoryS3().client, { send: () => Promise.resolve(answer) });
}

describe('an assembly', () => {
  it('is taken up where it was stopped, and by nobody who asks for an object whose name begins like its own', async () => {
    const { assembler, id } = await begun();
    expect(await assembler.begin('whole')).toMatchObject({ id, parts: [{ number: 1 }, { number: 2 }] });
    expect(await assembler.begin('who')).toMatchObject({ parts: [] });
  });

  it('is begun anew where another ended it between two questions', async () => {
    const { s3, assembler, id } = await begun();
    s3.onCommand = (name) => {
      if (name === 'ListParts') throw new NoSuchUpload({ message: id, $metadata: {} });
    };
    const anew = await assembler.begin('whole');
    expect(anew.parts).toEqual([]);
    expect(anew.id).not.toBe(id);
    s3.onCommand = (name) => {
      if (name === 'ListParts') throw new Error('S3 is gone');
    };
    await expect(assembler.begin('whole')).rejects.toThrow('S3 is gone');
  });

  it('is worth another try where another completes it in this moment', async () => {
    const { assembler, id, parts } = await begun();
    await assembler.complete('whole', id, parts);
    await expect(assembler.complete('whole', id, parts)).rejects.toMatchObject({
      code: 'transient',
      message: 'whole: another was completing it',
    });
    await expect(assembler.copyPart('whole', id, 3, 'chunk')).rejects.toMatchObject({
      code: 'transient',
      message: "whole: part 3 can't be copied any more",
    });
  });

  it('is worth another try where its pieces were removed, and fails as S3 does for any other reason', async () => {
    const { assembler, id } = await begun();
    await expect(assembler.copyPart('whole', id, 3, 'gone')).rejects.toThrow(TransientError);
    await expect(assembler.copyPart('whole', id, 0, 'chunk')).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(assembler.complete('whole', id, [])).rejects.toMatchObject({ name: 'MalformedXML' });
  });

  it('does not go on without what S3 leaves out of its answers', async () => {
    const assembler = s3Assembler(answering({}), 'dumps');
    await expect(assembler.begin('whole')).rejects.toThrow('whole: S3 began no upload');
    await expect(assembler.copyPart('whole', 'id', 7, 'chunk')).rejects.toThrow('whole: S3 said nothing of part 7');
  });
});

it('removes all that it is told to, and says what S3 did not delete', async () => {
  const { s3, assembler } = await begun();
  await assembler.remove(['chunk']);
  expect(s3.objects.has('chunk')).toBe(false);
  const refusing = s3Assembler(answering({ Errors: [{ Key: 'chunk', Code: 'AccessDenied' }] }), 'dumps');
  await expect(refusing.remove(['chunk'])).rejects.toMatchObject({
    code: 'transient',
    message: "chunk can't be deleted: AccessDenied",
  });
});
