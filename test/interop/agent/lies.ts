/** What a hostile service answers: true answers of the upload API with lies in them, and what is no answer at all. */
import type { ServerResponse } from 'node:http';

export interface Liar {
  readonly below: (limit: number) => number;
  readonly port: number;
  /** Somebody else's server on this machine, under another name than the service's. */
  readonly otherPort: number;
  /** A file that is none of the service's business. */
  readonly secretFile: string;
  readonly sizeBytes: number;
  /** Lies in addresses and headers alone: then the agent gets as far as to believe them, if it did. */
  readonly focused: boolean;
}

const CHUNK_BYTES = 65_536;
const ID = '01HFAKE0000000000000000000';

type Draw = <T>(...choices: readonly T[]) => T;

export function drawnAnswer(
  response: ServerResponse,
  request: { readonly method: string; readonly path: string; readonly body: string },
  liar: Liar,
): void {
  const { below } = liar;
  const draw: Draw = (...choices) => choices[below(choices.length)] as (typeof choices)[number];
  // Most answers are true, so that the lies meet every step of an upload.
  const lies = (): boolean => !liar.focused && below(8) === 0;
  if (!liar.focused && below(40) === 0) {
    noAnswer(response, draw);
    return;
  }
  response.setHeader('content-type', 'text/plain');
  if (lies()) {
    response.setHeader('retry-after', draw('0', '-1', '1', '99999999999999999999', `@${liar.secretFile}`, '1;reboot'));
    response.setHeader('set-cookie', 'a=b');
    response.setHeader('alt-svc', `h2="127.0.0.2:${liar.otherPort}"`);
    response.setHeader('location', `http://127.0.0.1:${liar.otherPort}/redirected`);
  }
  if (request.method === 'PUT') {
    response
      .writeHead(liar.focused ? 200 : draw(200, 200, 200, 200, 403, 307, 503))
      .end(draw('', '<Code>$(reboot)</Code>'));
    return;
  }
  const status = lies() ? draw(200, 302, 307, 308, 401, 409, 429, 500, 999) : 200;
  const verb = /\/(log|chunks|ranges)$/.exec(request.path)?.[1];
  const lines = verb === undefined ? statusLines(liar, draw, lies) : putLines(verb, request.body, liar, draw, lies);
  let text = `${lines.join('\n')}\n`;
  if (lies()) text = mangled(text, draw, below);
  response.writeHead(status).end(Buffer.from(text, 'latin1'));
}

/** Cut, empty, endless, not HTTP. */
function noAnswer(response: ServerResponse, draw: Draw): void {
  draw(
    () => response.destroy(),
    () => response.end(),
    () => response.writeHead(200).end('a '.repeat(3_000_000)),
    () => {
      response.socket?.end('no HTTP\r\n\r\n');
    },
    () => {
      response.writeHead(200, { 'content-length': '9999999999' });
      response.destroy();
    },
  )();
}

function mangled(text: string, draw: Draw, below: (limit: number) => number): string {
  const at = below(text.length);
  return draw(
    () => text.slice(0, at),
    () =>
      text.slice(0, at) +
      draw('\0', '\r', '\n', '"', '\\', ' ', '\u001b[2J', "'", '$(reboot)', '`id`', '@') +
      text.slice(at),
    () => text + text,
    () => text.replaceAll('\n', '\r\n'),
    () => `<html>${text}</html>`,
  )();
}

function statusLines({ below, sizeBytes, focused }: Liar, draw: Draw, lies: () => boolean): string[] {
  const odd = (): string =>
    draw('-1', '0', '07', '1e9', '99999999999999999999', 'a[$(touch /etc/written)]', '', 'x y', `${below(2 ** 31)}`);
  const or = (truth: string | number): string => (!focused && below(40) === 0 ? odd() : `${truth}`);
  const count = Math.ceil(sizeBytes / CHUNK_BYTES);
  const lines = [
    `id ${or(ID)}`,
    `host web-1`,
    `state ${or(focused ? 'open' : draw('open', 'open', 'open', 'complete'))}`,
    `analysis ${or(draw('waiting', 'running', 'done'))}`,
    `policy ${or(focused ? 'all' : draw('all', 'hot', 'kernel', 'log', 'all', 'all'))}`,
    ...(lies() ? [`policy-pending ${or('yes')}`] : []),
    `size-bytes ${or(sizeBytes)}`,
    `chunk-bytes ${or(CHUNK_BYTES)}`,
    `chunk-count ${or(count)}`,
    `log-received ${or(focused ? 'no' : draw('yes', 'no'))}`,
  ];
  for (let n = focused ? 0 : below(3); n > 0; n--) lines.push(`received ${or(below(count))} ${or(below(count))}`);
  if (!focused && below(2) === 0) {
    lines.push(`wanted-round ${or(below(1000))}`);
    for (let n = below(4); n > 0; n--) lines.push(`wanted ${or(4096 * below(70))} ${or(draw(4096, 8192, sizeBytes))}`);
  }
  if (lies()) lines.push('future-fact some text', 'reason \u001b]0;owned');
  return lines;
}

function putLines(verb: string, body: string, liar: Liar, draw: Draw, lies: () => boolean): string[] {
  const asked = [...body.matchAll(/"index":(\d+)/g)].map((match) => match[1] ?? '');
  const keys = verb === 'chunks' ? asked.map((index) => `chunk ${index}`) : [verb];
  if (lies()) keys.push(draw('chunk 9999', 'log', 'ranges', 'chunk ../../etc/written', 'chunk 1'));
  return keys.flatMap((key) => [
    `${key} ${lies() ? draw('stored', 'PUT', 'put now', '') : draw('put', 'put', 'put')}`,
    ...(lies() ? [] : [`url ${url(liar, draw, lies)}`]),
    `header ${header(liar, draw, lies)}`,
    `expires 2026-11-01T00:15:00Z`,
    ...(lies() ? [`url http://localhost:${liar.port}/second`] : []),
  ]);
}

function url({ below, focused, port, otherPort, secretFile }: Liar, draw: Draw, lies: () => boolean): string {
  if (focused ? below(2) === 0 : !lies()) return `http://localhost:${port}/s3/key?X-Amz-Signature=secret&x=%20y`;
  return draw(
    `http://127.0.0.1:${otherPort}/internal`,
    `http://localhost:${port}@127.0.0.1:${otherPort}/userinfo`,
    `http://localhost:${port}#@127.0.0.1:${otherPort}/`,
    `http://127.1:${otherPort}/short`,
    `http://2130706433:${otherPort}/number`,
    `http://0:${otherPort}/zero`,
    `http://[::1]:${otherPort}/`,
    `http://LOCALHOST.:${otherPort}/`,
    `//127.0.0.1:${otherPort}/`,
    `127.0.0.1:${otherPort}/`,
    'http://169.254.169.254/latest/api/token',
    `file://${secretFile}`,
    `file:///${secretFile}`,
    `ftp://127.0.0.1:${otherPort}/`,
    `gopher://127.0.0.1:${otherPort}/_x`,
    `dict://127.0.0.1:${otherPort}/`,
    `http://localhost:${port}/"\\noutput = "${secretFile}"`,
    `http://localhost:${port}/{a,b}[1-9]`,
    `http://localhost:${port}/$(id)`,
    `@${secretFile}`,
    `-K${secretFile}`,
    '',
  );
}

function header({ below, focused, secretFile }: Liar, draw: Draw, lies: () => boolean): string {
  if (focused ? below(3) === 0 : !lies())
    return draw('x-amz-checksum-sha256: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', 'if-none-match: *');
  return draw(
    `@${secretFile}`,
    `@${secretFile}: x`,
    `x-amz-checksum-sha256: @${secretFile}`,
    `x-amz-checksum-sha256: a" \\n upload-file = "${secretFile}`,
    `x-amz-checksum-sha256: <${secretFile}`,
    'Authorization: Basic x',
    'Host: 169.254.169.254',
    'x-aws-ec2-metadata-token-ttl-seconds: 21600',
    'Transfer-Encoding: chunked',
    'Content-Length: 0',
    `x-amz-checksum-sha256: ${'a'.repeat(10_000)}`,
    'if-none-match:',
    '',
  );
}
