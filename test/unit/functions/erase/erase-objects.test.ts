import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { s3Eraser } from '../../../../functions/erase/erase-objects.ts';
import { TransientError } from '../../../../shared/errors.ts';

const s3 = mockClient(S3Client);
const ID = '01JDB000000000000000000001';
const eraser = s3Eraser(new S3Client({ region: 'us-east-1' }), 'dumps');
const version = (key: string, id: string, latest = true) => ({
  ...{ Key: `dumps/${ID}/${key}`, VersionId: id, Size: 10, IsLatest: latest },
});

beforeEach(() => {
  s3.reset();
  s3.on(ListObjectVersionsCommand, { Prefix: `uploads/${ID}/` }).resolves({});
  s3.on(DeleteObjectsCommand).resolves({});
});

describe('s3Eraser', () => {
  it('deletes every version, page by page', async () => {
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/` }).resolves({
      ...{ Versions: [version('log', '1')], IsTruncated: true, NextKeyMarker: 'k', NextVersionIdMarker: 'v' },
    });
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/`, KeyMarker: 'k', VersionIdMarker: 'v' }).resolves({
      Versions: [version('vmcore', '2'), version('vmcore', '3', false)],
    });
    expect(await eraser.erase(ID, () => false)).toEqual({ objects: 3, sizeBytes: 30, locked: 0, complete: true });
    const deleted = s3.commandCalls(DeleteObjectsCommand).flatMap(({ args }) => args[0].input.Delete?.Objects ?? []);
    expect(deleted.map(({ VersionId }) => VersionId)).toEqual(['1', '2', '3']);
  });

  it('hides what is locked, and says until when', async () => {
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/` }).resolves({
      Versions: [version('vmcore', '1'), version('vmcore', '0', false)],
    });
    s3.on(DeleteObjectsCommand).resolves({
      Errors: ['1', '0'].map((VersionId) => ({ Key: `dumps/${ID}/vmcore`, VersionId, Code: 'AccessDenied' })),
    });
    s3.on(GetObjectRetentionCommand).resolves({ Retention: { RetainUntilDate: new Date('2027-01-01T00:00:00Z') } });
    expect(await eraser.erase(ID, () => false)).toEqual({
      ...{ objects: 0, sizeBytes: 0, locked: 2, lockedUntil: '2027-01-01T00:00:00.000Z', complete: true },
    });
    // The former version is hidden already.
    expect(s3.commandCalls(DeleteObjectCommand)).toHaveLength(1);
  });

  it('takes delete markers away, but for those that hide what is locked', async () => {
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/` }).resolves({
      Versions: [version('log', '1', false), version('vmcore', '1', false)],
      DeleteMarkers: ['log', 'vmcore', 'gone'].map((key) => version(key, 'm')),
    });
    s3.on(DeleteObjectsCommand)
      .resolvesOnce({ Errors: [{ Key: `dumps/${ID}/vmcore`, VersionId: '1', Code: 'AccessDenied' }] })
      .resolves({});
    s3.on(GetObjectRetentionCommand).resolves({ Retention: { RetainUntilDate: new Date('2027-01-01T00:00:00Z') } });
    expect(await eraser.erase(ID, () => false)).toMatchObject({ objects: 1, locked: 1 });
    const [, markers] = s3.commandCalls(DeleteObjectsCommand).map(({ args }) => args[0].input.Delete?.Objects ?? []);
    expect(markers).toEqual(['log', 'gone'].map((key) => ({ Key: `dumps/${ID}/${key}`, VersionId: 'm' })));
  });

  it('fails where something is refused that is not locked', async () => {
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/` }).resolves({ Versions: [version('log', '1')] });
    s3.on(DeleteObjectsCommand).resolves({
      Errors: [{ Key: `dumps/${ID}/log`, VersionId: '1', Code: 'InternalError' }],
    });
    s3.on(GetObjectRetentionCommand).rejects(new Error('no such configuration'));
    await expect(eraser.erase(ID, () => false)).rejects.toThrow(TransientError);
  });

  it('fails where a lock is not known to end, in words that name the object', async () => {
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/` }).resolves({ Versions: [version('log', '1')] });
    s3.on(DeleteObjectsCommand).resolves({
      Errors: [{ Key: `dumps/${ID}/log`, VersionId: '1', Code: 'AccessDenied' }],
    });
    for (const answer of [{}, { Retention: {} }]) {
      s3.on(GetObjectRetentionCommand).resolves(answer);
      await expect(eraser.erase(ID, () => false)).rejects.toThrow(`dumps/${ID}/log was not deleted: AccessDenied`);
    }
    expect(s3.commandCalls(DeleteObjectCommand)).toEqual([]);
  });

  it('takes delete markers away a thousand at a time, and fails where one stays', async () => {
    const DeleteMarkers = Array.from({ length: 2001 }, (_, i) => version(`k${i}`, 'm'));
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/` }).resolves({ DeleteMarkers });
    await eraser.erase(ID, () => false);
    const sizes = s3.commandCalls(DeleteObjectsCommand).map(({ args }) => args[0].input.Delete?.Objects?.length);
    expect(sizes).toEqual([1000, 1000, 1]);
    s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'k7', VersionId: 'm', Code: 'InternalError' }] });
    await expect(eraser.erase(ID, () => false)).rejects.toThrow('a delete marker of k7 was not deleted');
  });

  it('says until when the last of several locks holds', async () => {
    const days = ['2027-01-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'];
    s3.on(ListObjectVersionsCommand, { Prefix: `dumps/${ID}/` }).resolves({
      Versions: days.map((_, i) => version('a', `${i}`)),
    });
    s3.on(DeleteObjectsCommand).resolves({
      Errors: days.map((_, i) => ({ Key: `dumps/${ID}/a`, VersionId: `${i}`, Code: 'AccessDenied' })),
    });
    days.forEach((day, i) =>
      s3
        .on(GetObjectRetentionCommand, { VersionId: `${i}` })
        .resolves({ Retention: { RetainUntilDate: new Date(day) } }),
    );
    expect(await eraser.erase(ID, () => false)).toMatchObject({ locked: 3, lockedUntil: days[1] });
  });

  it('stops when the time is up', async () => {
    expect(await eraser.erase(ID, () => true)).toMatchObject({ complete: false });
    expect(s3.calls()).toHaveLength(0);
  });
});
