/** The grammar of the service’s answers, line by line: what is believed, and what ends the run. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeUnless } from '../../support/oracles.ts';
import { SHELLS, printed, sandbox, settingsOf } from './harness.ts';
import type { Sandbox } from './harness.ts';

describe.each(SHELLS)('answers, under $name', (shell) => {
  describeUnless(shell.missing === undefined ? [] : [shell.missing], 'the agent', () => {
    let box: Sandbox;
    beforeAll(() => {
      box = sandbox(shell, 'http://127.0.0.1:9');
    });
    afterAll(() => {
      box.remove();
    });

    it.each(answersToPuts())('believes or refuses, of what to put, $what', async ({ answer, outcome }) => {
      const got = await printed(
        box,
        ['is_number', 'is_s3', 'is_allowed', 'check_address', 'check_header', 'read_puts', 'odd_answer'],
        "ALLOW_HOSTS='service s3' protocols='=https' url_host=p.example.com url_is_local=no URL=x EXIT_SERVICE=4",
        'fail() { shift; echo "ends: $*"; exit 0; }',
        `cp '${box.write('puts', answer)}' "$tmp/answer"`,
        'read_puts 7 8; for f in "$tmp"/put.*; do echo "${f##*.}: $(tr "\\n" ";" <"$f")"; done; echo "stored $(cat "$tmp/stored")"',
      );
      expect(got.join(' ')).toMatch(outcome);
    });

    it.each(statuses())('believes or refuses, of an upload, $what', async ({ answer, outcome, policy = 'all' }) => {
      const got = await printed(
        box,
        ['is_number', 'is_word', 'read_status', 'check_status', 'odd_answer'],
        `known_id= declared_bytes=100 POLICY=${policy} URL=x EXIT_SERVICE=4`,
        ...settingsOf('MAX_CHUNKS', 'MAX_CHUNK_BYTES', 'MAX_RANGES'),
        'fail() { shift; echo "ends: $*"; exit 0; }',
        `cp '${box.write('status', answer)}' "$tmp/answer"`,
        'read_status; echo "$up_state $up_policy $up_chunk_count: $(cat "$tmp/received" "$tmp/wanted" | tr "\\n" ,)"',
      );
      expect(got.join(' ')).toMatch(outcome);
    });
  });
});

function answersToPuts(): { what: string; answer: string; outcome: RegExp }[] {
  const url = 'url https://p.example.com/s3/key?X-Amz-Signature=1';
  const header = 'header x-amz-checksum-sha256: abc=';
  const lines = (...all: string[]): string => `${all.join('\n')}\n`;
  return [
    {
      what: 'a chunk to send and one that is there',
      answer: lines('chunk 7 put', url, header, 'chunk 8 stored'),
      outcome: /^7: url = "https:[^"]*";header = "x-amz-checksum-sha256: abc="; stored 8$/,
    },
    {
      what: 'headers before the address',
      answer: lines('chunk 7 put', header, 'header if-none-match: *', url, 'chunk 8 stored'),
      outcome: /^7: header = "x-amz-checksum-sha256: abc=";header = "if-none-match: \*";url = "[^"]*"; stored 8$/,
    },
    {
      what: 'sixteen headers',
      answer: lines('chunk 7 put', url, ...Array.from({ length: 16 }, () => header)),
      outcome: /^7: url/,
    },
    {
      what: 'seventeen headers',
      answer: lines('chunk 7 put', url, ...Array.from({ length: 17 }, () => header)),
      outcome: /^ends: .*line 19: header/,
    },
    { what: 'a chunk twice', answer: lines('chunk 7 stored', 'chunk 7 stored'), outcome: /^ends: .*not asked for/ },
    { what: 'another chunk', answer: lines('chunk 78 stored'), outcome: /^ends: .*not asked for/ },
    { what: 'a chunk by a path', answer: lines('chunk ../../etc/x put', url), outcome: /^ends: .*chunk \.\./ },
    { what: 'a chunk of a sign', answer: lines('chunk -7 put', url), outcome: /^ends: .*chunk -7/ },
    { what: 'a chunk beyond 2^63', answer: lines('chunk 9223372036854775815 put', url), outcome: /^ends: .*chunk 9/ },
    { what: 'a log', answer: lines('log put', url), outcome: /^ends: .*not asked for/ },
    { what: 'no address', answer: lines('chunk 7 put', header), outcome: /^ends: .*no url after put/ },
    { what: 'no address between', answer: lines('chunk 7 put', 'chunk 8 put', url), outcome: /^ends: .*no url before/ },
    { what: 'two addresses', answer: lines('chunk 7 put', url, url), outcome: /^ends: .*line 3: url/ },
    { what: 'an address of nothing', answer: lines(url), outcome: /^ends: .*line 1: url/ },
    { what: 'an address of what is there', answer: lines('chunk 7 stored', url), outcome: /^ends: .*line 2: url/ },
    { what: 'an address and a word', answer: lines('chunk 7 put', `${url} x`), outcome: /^ends: .*line 2: url/ },
    { what: 'a header of what is there', answer: lines('chunk 7 stored', header), outcome: /^ends: .*line 2: header/ },
    { what: 'another name', answer: lines('chunk 7 put', url, 'header host: x'), outcome: /^ends: .*header host: x/ },
    {
      what: 'a value of 256 characters',
      answer: lines('chunk 7 put', url, `header content-type: ${'a'.repeat(256)}`),
      outcome: /^7: url/,
    },
    {
      what: 'a value of 257',
      answer: lines('chunk 7 put', url, `header content-type: ${'a'.repeat(257)}`),
      outcome: /^ends: .*header content-type/,
    },
    {
      what: 'an address of 8193 characters',
      answer: lines('chunk 7 put', url.padEnd(8193 + 4, 'a')),
      outcome: /^ends: .*line 2: url/,
    },
    { what: 'one of 8192', answer: lines('chunk 7 put', url.padEnd(8192 + 4, 'a')), outcome: /^7: url/ },
    { what: 'an empty line', answer: lines('chunk 7 stored', '', 'chunk 8 stored'), outcome: /^ends: .*line 2/ },
    { what: 'HTML', answer: '<html>\n', outcome: /^ends: .*line 1: <html>/ },
    { what: 'JSON', answer: '{"chunks":[{"index":7}]}\n', outcome: /^ends: .*line 1: \{"chunks"/ },
    {
      what: 'a fact of the future',
      answer: lines('chunk 7 put', url, 'expires soon $(reboot)', 'chunk 8 stored'),
      outcome: /^7: url.* stored 8$/,
    },
  ];
}

/** A true status with some of its lines changed (by name), left out, or more of them. */
function statuses(): { what: string; answer: string; outcome: RegExp; policy?: string }[] {
  const TRUE = {
    id: '01HFAKE0000000000000000000',
    state: 'open',
    analysis: 'waiting',
    policy: 'all',
    'size-bytes': '100',
    'chunk-bytes': '10',
    'chunk-count': '10',
    'log-received': 'no',
  };
  const status = (changes: Record<string, string | undefined>, ...more: string[]): string =>
    `${Object.entries<string | undefined>({ ...TRUE, ...changes })
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
      .concat(more)
      .join('\n')}\n`;
  const believed = (what: string, answer: string, outcome: RegExp, policy = 'all') => ({
    what,
    answer,
    outcome,
    policy,
  });
  const refused = (what: string, changes: Record<string, string | undefined>, ...more: string[]) => {
    const [name = more.at(-1)?.split(' ')[0] ?? ''] = Object.keys(changes);
    const said = name === 'id' && changes['id'] === undefined ? 'holds no upload' : `.*: ${name}`;
    const outcome = new RegExp(`^ends: the service's answer ${said}`);
    return { what, answer: status(changes, ...more), outcome };
  };
  const many = (count: number, line: string): string[] => Array.from({ length: count }, () => line);
  return [
    believed('what is true', status({}), /^open all 10:$/),
    believed(
      'what has arrived and is wanted',
      status({}, 'received 0 3', 'received 5 5', 'wanted-round 2', 'wanted 0 100'),
      /^open all 10: 0 3,5 5,0 100,$/,
    ),
    believed('facts of the future', status({}, 'tomorrow $(reboot) `id`', 'x'), /^open all 10:$/),
    believed('what comes twice', status({}, 'state complete'), /^complete /),
    believed('less than it is set to', status({ policy: 'hot' }), /^open hot /),
    believed('no more than it is set to', status({ policy: 'all' }), /^open kernel /, 'kernel'),
    believed('4096 ranges', status({}, ...many(4096, 'wanted 0 1')), /^open /),
    believed('as many chunks as there may be', status({}, ...many(10_000, 'received 0 1')), /^open /),
    refused('one more', {}, ...many(10_001, 'received 0 1')),
    refused('4097 ranges', {}, ...many(4097, 'wanted 0 1')),
    refused('a range of one number', {}, 'wanted 4096'),
    refused('a range of three', {}, 'wanted 0 1 2'),
    refused('a range in octal', {}, 'wanted 010 1'),
    refused('a range that runs back', {}, 'received 3 2'),
    refused('a range below nothing', {}, 'received -1 2'),
    refused('a range beyond 2^63', {}, 'received 0 9223372036854775808'),
    refused('a sum to be worked out', {}, 'received 0 a[$(reboot)]'),
    refused('no id', { id: undefined }),
    refused('an id by a path', { id: '../../../../../etc/passwd0' }),
    refused('an id with letters that none has', { id: '01HFAKEILOU000000000000000' }),
    refused('a state that is no word', { state: 'Open;' }),
    refused('a long state', { state: 'a'.repeat(33) }),
    refused('no state', { state: undefined }),
    refused('an odd analysis', { analysis: '1' }),
    refused('no word on the log', { 'log-received': undefined }),
    refused('another word on the log', { 'log-received': 'maybe' }),
    refused('another size', { 'size-bytes': '101' }),
    refused('chunks of nothing', { 'chunk-bytes': '0' }),
    refused('chunks of more than 4 GiB', { 'chunk-bytes': '4294967297' }),
    refused('chunks of a negative size', { 'chunk-bytes': '-10' }),
    refused('one chunk too many', { 'chunk-count': '11' }),
    refused('one chunk too few', { 'chunk-count': '9' }),
    refused('an unknown policy', { policy: 'everything' }),
    refused('a policy of no name', { policy: undefined }),
    refused('a round that is no number', {}, 'wanted-round one'),
    refused('an hour and a second between polls', {}, 'poll-after 3601'),
    refused('less than no time between polls', {}, 'poll-after -1'),
    refused('half a release', {}, 'released perhaps'),
    refused('a decision that is half pending', {}, 'policy-pending perhaps'),
    { what: 'nothing', answer: '', outcome: /^ends: the service's answer holds no upload/ },
    {
      what: 'a page of HTML',
      answer: '<!DOCTYPE html>\n<title>Sign in</title>\n',
      outcome: /^ends: .*line 1: <!DOCTYPE/,
    },
    { what: 'JSON', answer: `${JSON.stringify(TRUE)}\n`, outcome: /^ends: .*line 1: \{"id"/ },
  ];
}
