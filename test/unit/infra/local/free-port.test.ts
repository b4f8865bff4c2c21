import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort, quietPorts } from '../../../../infra/local/stack/free-port.ts';

describe('the ports that nobody is given by chance', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'purgatory-ports-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const saying = (text: string): string => {
    const file = join(folder, 'range');
    writeFileSync(file, text);
    return file;
  };

  it('end where those begin that the kernel gives to whoever asks for any', () => {
    expect(quietPorts(saying('40000\t60999\n'))).toEqual({ from: 15_000, to: 40_000 });
  });

  it.each([
    ['there is no such file', () => join(folder, 'none')],
    ['it says something else', () => saying('none')],
  ])('end at the default where %s', (_, file) => {
    expect(quietPorts(file()).to).toBe(32_768);
  });
});

describe('a free port', () => {
  it('is one of the range that nobody listens on', async () => {
    const taken = createServer();
    const from = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        resolve((taken.address() as { port: number }).port);
      });
    });
    try {
      for (let time = 0; time < 5; time++) {
        const port = await freePort({ from, to: from + 3 });
        expect(port).not.toBe(from);
      }
      // With nothing free in it, or nothing in it at all, the system chooses.
      for (const to of [from, from + 1]) expect(await freePort({ from, to })).toBeGreaterThan(1023);
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });

  it('can be listened on', async () => {
    const range = { from: 15_000, to: 32_768 };
    const port = await freePort(range);
    expect(port).toBeGreaterThanOrEqual(range.from);
    expect(port).toBeLessThan(range.to);
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
    await new Promise((resolve) => server.close(resolve));
  });
});
