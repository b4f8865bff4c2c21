/** What is said of a file that is no image. */
import { expect, it } from '@jest/globals';
import { join } from 'node:path';
import { TOKEN, startFakeApi } from '../../../support/fake-api.ts';
import { cli, scratch } from './harness.ts';

it('names the file that is no image that can be signed, and asks the service for nothing', async () => {
  const api = await startFakeApi();
  const directory = scratch();
  try {
    const file = directory.write('photo.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'));
    const out = join(directory.path, 'out');
    const env = { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN };
    for (const argv of [
      ['sign', file, '-o', out],
      ['attach', file, '--detach', '1', '-o', out],
      ['revoke', 'image', file],
      ['register', 'prove', file],
    ]) {
      const { exitCode, stderr } = await cli(argv, { env });
      expect([exitCode, stderr]).toEqual([
        3,
        expect.stringContaining('photo.jpg is no image that can be signed: pe: '),
      ]);
    }
    expect(api.requests).toEqual([]);
  } finally {
    directory.remove();
    await api.close();
  }
});
