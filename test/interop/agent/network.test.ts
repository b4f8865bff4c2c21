/** A network and a service that answer as no service does: what HTTP and TLS allow anybody to say. The agent ends with a reason, and asks nobody else. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';
import { join } from 'node:path';
import { TOKEN } from '../../support/fake-api.ts';
import { describeUnless } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Result, Sandbox } from './harness.ts';

const shell = SHELLS.find((candidate) => candidate.missing === undefined);
const lacks = [
  ...(shell === undefined ? ['no POSIX shell is here'] : []),
  ...(curlMissing ? ['curl is not installed'] : []),
];
const LONG = 'x'.repeat(300_000);
const STATUS =
  'id 01HFAKE0000000000000000000\nstate open\npolicy all\nsize-bytes 1000\nchunk-bytes 65536\nchunk-count 1\n';

let servers: Server[];
let sockets: Socket[];
let box: Sandbox;
beforeEach(() => {
  servers = [];
  sockets = [];
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  box.remove();
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** What a client sends, and how often one came; `answer` is called once a request is whole. */
function talker(answer: (socket: Socket) => void): { heard: string[]; onConnection: (socket: Socket) => void } {
  const heard: string[] = [];
  return {
    heard,
    onConnection(socket) {
      sockets.push(socket);
      const index = heard.push('') - 1;
      socket.on('error', () => undefined);
      socket.on('data', (data: Buffer) => {
        const begun = heard[index] ?? '';
        heard[index] = begun + data.toString('latin1');
        if (!begun.includes('\r\n\r\n') && heard[index].includes('\r\n\r\n')) answer(socket);
      });
    },
  };
}

/** Writes the same again and again, as fast as it is taken, until nobody takes it any more. */
function flood(socket: Socket, first: string, again: string): void {
  socket.write(first, 'latin1');
  const more = (): void => {
    while (!socket.destroyed && socket.write(again, 'latin1'));
  };
  socket.on('drain', more);
  more();
}

const upload = (env: Record<string, string> = {}): Promise<Result> =>
  box.run(['upload', box.write('dump', fakeDump(1000)), '--time-limit', '60'], { PURGATORY_MAX_ATTEMPTS: '2', ...env });

const says = (head: string, body = '') => `HTTP/1.1 ${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

describeUnless(lacks, 'the agent, where the answer is', () => {
  it.each<[string, string | ((socket: Socket) => void), RegExp, number]>([
    ['nothing but a status', says('204 No Content'), /holds no upload/, 1],
    ['a part', says('206 Partial Content', '<html>\n'), /none of Purgatory's, in line 1: <html>/, 1],
    ['that nothing has changed', 'HTTP/1.1 304 Not Modified\r\n\r\n', /refused the upload: HTTP status 304/, 1],
    ['that it is too large', says('413 Content Too Large'), /refused the upload: HTTP status 413/, 1],
    ['a status that there is none of', says('999 Odd', 'x'), /can't be reached/, 2],
    ['preceded by a thousand others', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000) + says('403 No'), /status 403/, 1],
    [
      'a header without an end',
      (socket) => {
        flood(socket, 'HTTP/1.1 200 OK\r\n', LONG);
      },
      /can't be reached/,
      2,
    ],
    [
      'headers without an end',
      (socket) => {
        flood(socket, 'HTTP/1.1 200 OK\r\n', `a: ${'b'.repeat(900)}\r\n`);
      },
      /can't be reached/,
      2,
    ],
    [
      'a body without an end',
      (socket) => {
        flood(socket, 'HTTP/1.1 200 OK\r\n\r\n', LONG);
      },
      /longer than any that Purgatory gives/,
      2,
    ],
    [
      'declared to be endless',
      'HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n',
      /longer than any that Purgatory gives/,
      2,
    ],
    ['of a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', /can't be reached/, 2],
    ['cut in its status', (socket) => socket.end('HTTP/1.'), /can't be reached/, 2],
    [
      'cut in its headers',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'),
      /can't be reached|holds no upload/,
      2,
    ],
    [
      'cut in its body',
      (socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n${STATUS}`),
      /can't be reached/,
      2,
    ],
    ['cut in its first line', says('200 OK', 'id 01HFAKE0000000000000000000'), /holds no upload/, 1],
    ['not HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), /can't be reached/, 2],
    [
      'another protocol from here on',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\n',
      /can't be reached|time limit/,
      2,
    ],
    ['packed', says('200 OK\r\ncontent-encoding: gzip', '\x1f\x8b\x08junk\n'), /none of Purgatory's, in line 1: \?/, 1],
    ['with a zero byte in it', says('200 OK', STATUS.replace('id 01HF', 'id 01H\0')), /none of Purgatory's/, 1],
    ['no UTF-8', says('200 OK', `\xff\xfe${STATUS}`), /none of Purgatory's, in line 1: \?\?id/, 1],
    ['very deep JSON', says('200 OK', `${'['.repeat(500_000)}\n`), /none of Purgatory's, in line 1: \[{100}/, 1],
    [
      'a refusal of one very long line',
      says('400 Bad', `detail ${LONG}\n`),
      /refused the upload: x{500} \(HTTP status 400\)$/,
      1,
    ],
    [
      'a refusal that would paint',
      says('400 Bad', 'detail \u001b[2Jdone\n'),
      /refused the upload: \?\[2Jdone \(HTTP/,
      1,
    ],
  ])('%s', async (_what, answer, reason, atMost) => {
    const service = talker((socket) => {
      if (typeof answer === 'string') socket.end(answer, 'latin1');
      else answer(socket);
    });
    box = sandbox(shell!, `http://127.0.0.1:${await listening(createServer(service.onConnection))}`);
    const result = await upload();
    expect(result).toMatchObject({ status: 4, stdout: '' });
    const last = result.stderr.trimEnd().split('\n').at(-1) ?? '';
    expect(last).toMatch(reason);
    expect(last.length).toBeLessThan(1000);
    expect(result.stderr).toMatch(/^(purgatory-agent: [ -~]*\n)*$/);
    expect(service.heard.length).toBeLessThanOrEqual(atMost);
  });

  it.each([301, 302, 303, 307, 308])('to go elsewhere, by a %d', async (status) => {
    const bystander = talker((socket) => socket.end(says('200 OK', STATUS)));
    const elsewhere = await listening(createServer(bystander.onConnection));
    const service = talker((socket) =>
      socket.end(says(`${status} Elsewhere\r\nlocation: http://127.0.0.1:${elsewhere}/v1/uploads`)),
    );
    box = sandbox(shell!, `http://127.0.0.1:${await listening(createServer(service.onConnection))}`);
    const result = await upload();
    expect(result.status).toBe(4);
    expect(result.stderr).toContain(`refused the upload: HTTP status ${status}`);
    expect([service.heard.length, bystander.heard]).toEqual([1, []]);
  });
});

const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? [] : ['openssl is not installed'];

describeUnless([...lacks, ...noOpenssl], 'the agent and certificates', () => {
  /** A service with a certificate of its own, for a name. */
  async function secured(name: string, options: TlsOptions = {}) {
    const service = talker((socket) => socket.end(says('403 No', 'detail not you\n')));
    const made = sandbox(shell!, 'https://localhost');
    const [key, cert] = ['key.pem', 'cert.pem'].map((file) => join(made.directory, file)) as [string, string];
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
    const args = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ];
    expect(spawnSync('openssl', args).status).toBe(0);
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert), ...options });
    tls.on('secureConnection', service.onConnection);
    tls.on('tlsClientError', () => undefined);
    let connections = 0;
    tls.on('connection', () => connections++);
    const port = await listening(tls);
    box = made;
    return {
      env: { PURGATORY_URL: `https://localhost:${port}` },
      cert,
      heard: service.heard,
      connections: () => connections,
    };
  }

  it('tells its token to a service that its CA_FILE vouches for', async () => {
    const { env, cert, heard } = await secured('localhost');
    const result = await upload({ ...env, PURGATORY_CA_FILE: cert });
    expect(result.stderr).toContain('the token does not allow this: not you');
    expect(heard.join('')).toContain(TOKEN);
  });

  it.each<[string, string, boolean, TlsOptions, number]>([
    ['that nobody vouches for', 'localhost', false, {}, 1],
    ['of another name', 'purgatory.example.com', true, {}, 1],
    ['behind a TLS of before', 'localhost', true, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }, 2],
  ])('tells nothing to a service with a certificate %s', async (_what, name, isTrusted, options, atMost) => {
    const { env, cert, heard, connections } = await secured(name, options);
    const result = await upload({ ...env, ...(isTrusted ? { PURGATORY_CA_FILE: cert } : {}) });
    expect(result).toMatchObject({ status: 4, stdout: '' });
    expect(result.stderr).toMatch(
      /can't be reached: curl: .*\(certificate store or clock\? purgatory-agent doctor tells more\)/,
    );
    expect(heard.join('')).not.toContain(TOKEN);
    expect(connections()).toBeLessThanOrEqual(atMost);
  });
});
