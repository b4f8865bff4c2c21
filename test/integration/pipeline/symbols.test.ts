/** Lines of a kernel, from its debug file to the alert and the report of the next crash, on the embedded AWS. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoClient } from '../../../shared/aws/runtime/clients.ts';
import { TableKeys } from '../../../shared/aws/runtime/layout.ts';
import { fileSource } from '../../../shared/bytes/file-source.ts';
import { Report } from '../../../shared/contract/report.ts';
import type { Frame } from '../../../shared/contract/report.ts';
import { examineDump } from '../../../shared/vmcore/index.ts';
import { writeDebugFile } from '../../support/debug-file-writer.ts';
import { purgatory } from '../support/cli.ts';
import { Alerts } from '../support/pager.ts';
import { callApi, describeOnStack, eventually, output, stack } from '../support/stack.ts';
import { freshSymbol, Host, oops } from './host.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/vmcore/sample.kdump');

describeOnStack('source lines', () => {
  let folder = '';
  let alerts: Alerts;
  const add = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return purgatory('remy', 'symbols', 'add', path, '--json');
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lines-'));
    alerts = await Alerts.listen();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are in the alert of the next crash, once the symbols of its kernel are added', async () => {
    const symbol = freshSymbol();
    const release = `6.12.${100 + (process.pid % 900)}-lines`;
    const bytes = writeDebugFile({
      buildId: symbol
        .replaceAll(/[^0-9a-f]/g, '')
        .padEnd(40, '0')
        .slice(0, 40),
      functions: [
        {
          name: symbol,
          offset: 64,
          sizeBytes: 0x90,
          file: 'fs/acme/inode.c',
          lines: [
            [0, 100],
            [0x1c, 117],
            [0x1d, 118],
          ],
        },
        {
          name: `${symbol}_caller`,
          offset: 256,
          sizeBytes: 0x80,
          file: 'fs/acme/file.c',
          lines: [
            [0, 7],
            [0x44, 99],
          ],
        },
      ],
    });
    const { exitCode, stderr } = await add(`vmlinux-${release}`, bytes);
    expect([exitCode, stderr]).toEqual([0, '']);
    const host = await Host.enrol();
    await host.upload({ log: oops(symbol, release) });
    const text = await alerts.with(symbol);
    expect(text).toContain(`${symbol}+0x1c (fs/acme/inode.c:117) ← ${symbol}_caller+0x44 (fs/acme/file.c:7)`);
  });

  it('are in the report of the sample, and nothing else of it is changed by them', async () => {
    const { plain, bytes } = await sampleKernel();
    expect((await add(`vmlinux-${plain.kernel?.release ?? ''}`, bytes)).exitCode).toBe(0);
    const id = await (await Host.enrol()).upload({ dump: await readFile(SAMPLE) });
    const report = await reportOf(id);
    expectLines(report);
    const bare = linedFrames(report).map(({ file: _, line: __, inlined: ___, ...frame }) => frame);
    expect(plain.panic?.frames).toEqual(expect.arrayContaining(bare));
    expect(report.panic?.fingerprint).toBe(plain.panic?.fingerprint);
  });

  it('of a debuginfod server come into the report of the crash that wanted them, and stay for the next', async () => {
    const { plain, bytes } = await sampleKernel();
    const buildId = plain.kernel?.buildId ?? '';
    // Nobody has added them, and nobody remembers that other tests' crashes have asked in vain.
    await purgatory('remy', 'symbols', 'remove', buildId);
    await dynamoClient().send(
      new DeleteCommand({
        TableName: output('PurgatoryStorage', 'ImageTableName'),
        Key: { [TableKeys.partition]: `SYMBOLS#${buildId}`, [TableKeys.sort]: 'SEARCH' },
      }),
    );
    await writeFile(join(stack.debugFiles, buildId), bytes);
    const dump = await readFile(SAMPLE);
    const id = await (await Host.enrol()).upload({ dump });
    const report = await eventually('its lines', async () => {
      const made = await reportOf(id);
      return linedFrames(made).length > 0 ? made : undefined;
    });
    expectLines(report);
    const { json } = await purgatory('rae', 'symbols', 'show', buildId, '--json');
    expect(json).toMatchObject({
      kind: 'kernel',
      release: plain.kernel?.release,
      addedBy: expect.stringMatching(/^debuginfod /),
    });
    await rm(join(stack.debugFiles, buildId));
    const next = await (await Host.enrol()).upload({ dump });
    expectLines(await reportOf(next));
  });

  it('are listed, shown and removed by those who may', async () => {
    const { json } = await purgatory('rae', 'symbols', 'list', '--json');
    const { symbols } = json as { symbols: { buildId: string; name: string }[] };
    const [first] = symbols;
    expect(first).toMatchObject({ name: 'vmlinux' });
    const refused = await purgatory('rae', 'symbols', 'remove', first?.buildId ?? '');
    expect(refused.exitCode).not.toBe(0);
    expect((await purgatory('remy', 'symbols', 'remove', first?.buildId ?? '')).exitCode).toBe(0);
    expect((await purgatory('rae', 'symbols', 'show', first?.buildId ?? '')).exitCode).not.toBe(0);
  });
});

const reportOf = (id: string): Promise<Report> =>
  eventually(`the report of ${id}`, async () => {
    const { status, body } = await callApi('GET', `v1/dumps/${id}/report`, { as: 'rae' });
    return status === 200 ? Report.parse(body) : undefined;
  });

const linedFrames = ({ panic }: Report): Frame[] => (panic?.frames ?? []).filter(({ file }) => file !== undefined);

/** The lines that the debug file of {@link sampleKernel} has, in all frames of the kernel but one that may be of assembler. */
function expectLines(report: Report): void {
  const lined = linedFrames(report);
  expect(lined.length).toBeGreaterThanOrEqual((report.panic?.frames ?? []).filter(isKernelFrame).length - 1);
  for (const { symbol, file, line } of lined)
    expect([file, line]).toEqual([`kernel/${symbol ?? ''}.c`, expect.any(Number)]);
}

/** The report of the sample without lines, and a small debug file of its kernel. */
async function sampleKernel(): Promise<{ plain: Report; bytes: Buffer }> {
  const source = await fileSource(SAMPLE);
  const plain = await examineDump([source]);
  await source.close();
  const { kernel, panic } = plain;
  const named = (panic?.frames ?? []).filter(isKernelFrame);
  expect(named.length).toBeGreaterThan(3);
  const functions = [...new Map(named.map((frame) => [frame.symbol, frame])).values()].map((frame) => ({
    name: frame.symbol,
    offset: Number(BigInt(frame.address) - BigInt(kernel?.textAddress ?? 0)) - frame.offset,
    sizeBytes: frame.sizeBytes,
    file: `kernel/${frame.symbol}.c`,
    lines: [
      [0, 41],
      [Math.max(1, frame.offset - 1), 42],
    ] as const,
  }));
  return { plain, bytes: writeDebugFile({ buildId: kernel?.buildId ?? '', functions }) };
}

function isKernelFrame(frame: Frame): frame is Frame & { symbol: string; offset: number; sizeBytes: number } {
  const { symbol, offset, sizeBytes, module, user, reliable } = frame;
  return (
    symbol !== undefined && offset !== undefined && sizeBytes !== undefined && module === undefined && !user && reliable
  );
}
