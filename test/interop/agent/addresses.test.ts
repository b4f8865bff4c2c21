/** Where a service may have the agent send bytes: asked of the agent itself, with a curl that only notes what it is told. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { skipHere } from '../../support/oracles.ts';
import { SHELLS, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';

const CURL = `
value() { sed -n "s/^$1 = \\"\\(.*\\)\\"\\$/\\1/p" "$config"; }
config=$3
url=$(value url)
case $url in
  */log) printf 'log put\\nurl %s\\nheader if-none-match: *\\n' "$ADDRESS" ;;
  */v1/*) printf '%s\\n' 'id 01HFAKE0000000000000000000' 'state open' 'analysis waiting' 'policy all' 'size-bytes 0' 'chunk-bytes 8388608' \\
    'chunk-count 0' 'log-received no' | if [ "\${url%/complete}" = "$url" ]; then cat; else sed 's/open/complete/'; fi ;;
  *) cat >/dev/null; printf '%s\\n' "$url" >>"$NOTES" ;;
esac >"$(value output)"
printf 200`;

const shell = SHELLS.find((candidate) => candidate.missing === undefined);

describe('the hosts that a dump may be sent to', () => {
  if (shell === undefined) {
    skipHere(['no POSIX shell is here']);
    return;
  }

  let box: Sandbox;
  beforeAll(() => {
    box = sandbox(shell, 'https://Purgatory.example.com/api');
    box.tool('curl', CURL);
    box.write('log', '[    1.000000] Kernel panic - not syncing: x\n');
  });
  afterAll(() => {
    box.remove();
  });

  const sentTo = async (address: string, allowed: string) => {
    const notes = join(box.directory, 'notes');
    const { status, stderr } = await box.run(['log', join(box.root, 'log')], {
      ADDRESS: address,
      NOTES: notes,
      PURGATORY_ALLOW_HOSTS: allowed,
    });
    const sent = existsSync(notes) ? readFileSync(notes, 'utf8').trim() : undefined;
    rmSync(notes, { force: true });
    return { status, sent, stderr };
  };

  it.each([
    ['https://purgatory.example.com/s3/key', 'service s3'],
    ['https://my-dumps.s3.eu-central-1.amazonaws.com/uploads/1/log?X-Amz-Signature=1&x=%20', 'service s3'],
    ['https://a.b.c.s3.us-east-1.amazonaws.com/x', 'service s3'],
    ['https://s3.eu-central-1.amazonaws.com/my.dumps/x', 'service s3'],
    ['https://my-dumps.s3.eu-central-1.amazonaws.com:443/x', 'service s3'],
    ['https://my-dumps.s3.dualstack.eu-central-1.amazonaws.com/x', 'service s3'],
    ['https://my-dumps.s3-fips.us-gov-west-1.amazonaws.com/x', 'service s3'],
    ['https://my-dumps.s3.cn-north-1.amazonaws.com.cn/x', 'service s3'],
    ['https://my-dumps.bucket.vpce-1a2b-5e6f.s3.us-east-1.vpce.amazonaws.com/x', 'service s3'],
    ['https://dumps.internal.example.org/x', 'service,dumps.internal.example.org'],
    ['https://dumps.example.org:9000/x', 'dumps.example.org:9000'],
    ['https://eu.dumps.example.org/x', '*.dumps.example.org'],
  ])('hold that of %s', async (address, allowed) => {
    expect(await sentTo(address, allowed)).toMatchObject({ status: 0, sent: address });
  });

  it.each([
    ['https://169.254.169.254/latest/api/token', 'service s3'],
    ['https://[fd00:ec2::254]/x', 'service s3'],
    ['https://10.0.0.1/x', 'service s3'],
    ['https://localhost/x', 'service s3'],
    ['http://purgatory.example.com/x', 'service s3'],
    ['http://my-dumps.s3.eu-central-1.amazonaws.com/x', 'service s3'],
    ['https://purgatory.example.com:8443/x', 'service s3'],
    ['https://purgatory.example.com.evil.net/x', 'service s3'],
    ['https://evil.purgatory.example.com/x', 'service s3'],
    ['https://purgatory.example.com@evil.net/x', 'service s3'],
    ['https://evil.net/.s3.eu-central-1.amazonaws.com/x', 'service s3'],
    ['https://evil.net?.s3.eu-central-1.amazonaws.com/x', 'service s3'],
    ['https://evils3.eu-central-1.amazonaws.com/x', 'service s3'],
    ['https://x.execute-api.eu-central-1.amazonaws.com/x', 'service s3'],
    ['https://s3.eu-central-1.amazonaws.com.evil.net/x', 'service s3'],
    ['https://s3.amazonaws.com/x', 'service s3'],
    ['https://amazonaws.com/x', 'service s3'],
    ['https://my-dumps.s3.eu-central-1.amazonaws.com:22/x', 'service s3'],
    ['https://my-dumps.s3.eu-central-1.amazonaws.com', 'service s3'],
    ['https://my-dumps.s3.eu-central-1.amazonaws.com/x', 'service'],
    ['https://other.s3.eu-central-1.amazonaws.com/x', 'my-dumps.s3.eu-central-1.amazonaws.com'],
    ['https://dumps.example.org/x', '*.dumps.example.org'],
    ['https://evildumps.example.org/x', '*.dumps.example.org'],
    ['file:///etc/shadow', 'service s3'],
    ['https:///x', 'service s3'],
  ])('do not hold that of %s', async (address, allowed) => {
    const { status, sent, stderr } = await sentTo(address, allowed);
    expect({ status, sent }).toEqual({ status: 4, sent: undefined });
    expect(stderr).toMatch(/nothing was sent there|none of Purgatory's/);
  });
});
