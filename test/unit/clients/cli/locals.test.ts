/** Parameters and variables of frames on the command line: a dump, and a debug file made for its kernel. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Report } from '../../../../shared/contract/report.ts';
import { writeDebugFile } from '../../../support/debug-file-writer.ts';
import { cli, scratch } from './harness.ts';
import type { Directory } from './harness.ts';

const SAMPLE = join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump');
const BUILD_ID = '3b43fad5034874490492495d552c0af6a5fab235';
const TEXT = 0xffff_ffff_b5a0_0000n;
const [REG3, REG4, REG5, BREG7, LIT9, STACK_VALUE] = [0x53, 0x54, 0x55, 0x77, 0x39, 0x9f];

const place = (address: bigint, offset: number): number => Number(address - TEXT) - offset;

function debugFile(buildId = BUILD_ID): Buffer {
  const lines = [[0, 1]] as const;
  return writeDebugFile({
    buildId,
    functions: [
      {
        ...{
          name: 'delay_tsc',
          offset: place(0xffff_ffff_b63c_3643n, 51),
          sizeBytes: 160,
          file: 'arch/x86/lib/delay.c',
        },
        lines,
        parameters: [
          ['cycles', [REG3]],
          ['lost', []],
          ['nine', [LIT9, STACK_VALUE]],
          ['above', [BREG7, 0, 0x06, STACK_VALUE]],
        ],
      },
      {
        ...{ name: 'panic', offset: place(0xffff_ffff_b63c_d21an, 745), sizeBytes: 756, file: 'kernel/panic.c' },
        lines,
        parameters: [
          ['fmt', [REG5]],
          ['other', [REG4]],
        ],
      },
    ],
  });
}

let directory: Directory;
let file: string;
let server: Server;
const asked: string[] = [];
beforeAll(async () => {
  directory = scratch();
  file = directory.write('vmlinux', debugFile());
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url !== `/buildid/${BUILD_ID}/debuginfo`) response.writeHead(404).end();
    else response.end(debugFile());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  directory.remove();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Table {
  readonly rows: readonly { readonly is: string; readonly value?: string; readonly text?: string }[][];
}

async function rows(question: string, ...options: string[]) {
  const { stdout, stderr } = await cli(['explore', SAMPLE, '--json', '-c', question, ...options]);
  if (!stdout.includes('"table"')) return `${stdout}${stderr}`;
  const cell = ({ value, text }: Table['rows'][number][number]): string => value ?? text ?? '?';
  return (JSON.parse(stdout) as Table).rows.map((row) => row.slice(1).map(cell));
}

const word = 'long unsigned int';
const DELAY = [
  ['0', 'delay_tsc', 'parameter', 'cycles', word, String(0x4b0), ''],
  ['0', 'delay_tsc', 'parameter', 'lost', word, '', 'optimised out'],
  ['0', 'delay_tsc', 'parameter', 'nine', word, '9', ''],
];

describe('purgatory explore … locals', () => {
  it('tells what functions were called with, and what is not known apart from what is not there', async () => {
    const told = await rows('locals #0 #1', '--debuginfo', file);
    expect(told).toEqual([
      ...DELAY,
      ['0', 'delay_tsc', 'parameter', 'above', word, expect.stringMatching(/^[0-9]+$/), ''],
      ['1', 'panic', 'parameter', 'fmt', word, '', 'unknown: rdi was not kept'],
      ['1', 'panic', 'parameter', 'other', word, '', 'unknown: rsi was not kept'],
    ]);
  });

  it('says the same to `bt --locals`, and why it says nothing of a frame', async () => {
    const told = await rows('bt --locals', '--debuginfo', file);
    expect(told.slice(0, 3)).toEqual(DELAY);
    expect(told).toContainEqual(['2', 'sysrq_handle_crash', '', '', '', '', `${file} does not describe it`]);
    expect(told.at(-1)).toEqual(['10', '', '', '', '', '', 'a user program']);
  });

  it('finds the debug file in a folder by its build-id, and at a server', async () => {
    mkdirSync(join(directory.path, '.build-id/3b'), { recursive: true });
    directory.write('.build-id/3b/43fad5034874490492495d552c0af6a5fab235.debug', debugFile());
    const told = await rows('locals #0', '--debuginfo', directory.path);
    expect(told.slice(0, 3)).toEqual(DELAY);
    const { port } = server.address() as AddressInfo;
    const fetched = await rows('locals #0', '--debuginfod', `http://127.0.0.1:${port}`);
    expect(fetched.slice(0, 3)).toEqual(DELAY);
    expect(asked).toEqual([`/buildid/${BUILD_ID}/debuginfo`]);
  });

  it('takes no file of another build, and says what it needs', async () => {
    const other = directory.write('other', debugFile('00'.repeat(20)));
    expect((await rows('locals #0', '--debuginfo', other)).at(0)?.at(-1)).toBe(
      'no debug file of the kernel is at hand',
    );
    expect(await rows('locals')).toContain('with --debuginfo FILE');
    expect(await rows('locals', '--debuginfo', join(directory.path, 'none'))).toContain('no such file or folder');
  });
});

describe('purgatory examine --locals', () => {
  it('shows them below their frames', async () => {
    const { stdout, stderr, exitCode } = await cli(['examine', SAMPLE, '--debuginfo', file, '--locals']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /delay_tsc\+0x33.*\n {8}cycles = \(long unsigned int\) 1200\n {8}lost = <optimised out>\n {8}nine = \(long unsigned int\) 9\n/,
    );
    expect(stdout).toContain('        fmt = <unknown: rdi was not kept>\n');
  });

  it('adds them to the frames of the document, and nothing where they were not asked for', async () => {
    const { stdout } = await cli(['examine', SAMPLE, '--debuginfo', file, '--locals', '--json']);
    const { panic } = Report.parse(JSON.parse(stdout));
    const own = { function: 'delay_tsc', type: word, isParameter: true };
    expect(panic?.frames[0]?.variables?.slice(0, 2)).toEqual([
      { ...own, name: 'cycles', value: '1200' },
      { ...own, name: 'lost', why: 'optimised out' },
    ]);
    expect(panic?.frames[3]).not.toHaveProperty('variables');
    const plain = await cli(['examine', SAMPLE, '--debuginfo', file, '--json']);
    expect(plain.stdout).not.toContain('"variables"');
  });

  it('needs a debug file, and the dump itself', async () => {
    expect(await cli(['examine', SAMPLE, '--locals'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--debuginfo'),
    });
    const upload = await cli(['examine', '01HFAKE0000000000000000000', '--locals', '--debuginfo', file]);
    expect(upload).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('purgatory dumps get') });
  });

  it('makes the report although the debug file is damaged', async () => {
    const bytes = debugFile();
    bytes.fill(0xff, bytes.indexOf('kernel.c\0') - 1, bytes.indexOf('kernel.c\0'));
    const damaged = directory.write('damaged', bytes);
    const { exitCode, stdout } = await cli(['examine', SAMPLE, '--debuginfo', damaged, '--locals']);
    expect({ exitCode, first: stdout.split('\n')[0] }).toEqual({
      exitCode: 0,
      first: 'kernel panic: sysrq triggered crash',
    });
    const explored = await rows('locals #0', '--debuginfo', damaged);
    expect(explored.at(0)?.at(-1)).toMatch(/entry\.code at byte 0x[0-9a-f]+: no abbreviation/);
  });
});
