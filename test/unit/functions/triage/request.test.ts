import { describe, expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { readRequests } from '../../../../functions/triage/request.ts';
import { uploadId } from './harness.ts';

const record = (messageId: string, body: string) =>
  ({ messageId, body, attributes: { ApproximateReceiveCount: '2' } }) as SQSRecord;
const created = (key: string) => JSON.stringify({ 'detail-type': 'Object Created', detail: { object: { key } } });
const id = uploadId(7);

describe('readRequests', () => {
  it.each([
    ['as AWS sends it', `uploads/${id}/log`],
    ['URL-encoded, as emulators send it', encodeURIComponent(`uploads/${id}/log`)],
  ])('finds the upload in a key %s', (_name, key) => {
    const { requests } = readRequests([record('m', created(key))]);
    expect(requests).toEqual([{ messageId: 'm', uploadId: id, key: `uploads/${id}/log`, source: 'log', receives: 2 }]);
  });

  it('knows a log that is to be read with care', () => {
    const careful = JSON.stringify({ ...(JSON.parse(created(`uploads/${id}/log`)) as object), careful: true });
    expect(readRequests([record('m', careful)]).requests).toMatchObject([{ careful: true }]);
  });

  it('takes the log that was found in a dump as well', () => {
    expect(readRequests([record('m', created(`dumps/${id}/log`))]).requests).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'hello'],
    ['another event', '{"detail":{}}'],
    ['another object', created(`uploads/${id}/chunks/00000`)],
    ['a key that leaves its folder', created(`uploads/../${id}/log`)],
    ['no upload id', created('uploads/x/log')],
    ['a broken escape', created('uploads/%zz/log')],
  ])('gives the reason for a message with %s and goes on with the others', (_name, body) => {
    const { requests, failures } = readRequests([record('bad', body), record('good', created(`uploads/${id}/log`))]);
    expect([...failures.keys()]).toEqual(['bad']);
    expect(requests).toHaveLength(1);
  });
});
