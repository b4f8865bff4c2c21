/** What is asked of a deployment, from its name in DNS to the alarm that reaches somebody; all that it makes is taken away again. */
import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNRESERVED_MINIMUM } from '../limits.ts';
import { executions, keyFaults, listen, raiseAlarm, stackOutputs } from './aws.ts';
import type { Ear } from './aws.ts';
import { Failed, failed, notShown, passed, run } from './check.ts';
import type { Outcome, Result } from './check.ts';
import { Service } from './service.ts';

const SAMPLE = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'vmcore', 'sample.kdump');
const FOREIGN = 'https://elsewhere.example';

export interface SmokeOptions {
  readonly url: URL;
  /** Of somebody with the role admin. */
  readonly token: string;
  /** An emulator: what it does not check is not shown by it. */
  readonly isEmulator: boolean;
  /** For the alert, the report and the alarm each. */
  readonly limitMs: number;
  readonly onResult?: (result: Result) => void;
}

export async function smoke(options: SmokeOptions): Promise<readonly Result[]> {
  const { url, isEmulator, limitMs } = options;
  const results: Result[] = [];
  const check = async (name: string, todo: string, ask: () => Promise<Outcome>): Promise<boolean> => {
    const result = await run(name, ask, todo);
    results.push(result);
    options.onResult?.(result);
    return result.status !== 'failed';
  };
  const admin = new Service(url, options.token);
  const host = `smoke-${randomBytes(4).toString('hex')}`;
  let outputs: Readonly<Record<string, string>> = {};
  let ear: Ear | undefined;
  let uploadId: string | undefined;
  let crashId: string | undefined;

  const isThere = await check(
    'address',
    'Is it ApiUrl of the stack PurgatoryApi, or a domain that is mapped to it? Is its certificate valid?',
    () => reach(url),
  );
  if (isThere) {
    await check(
      'cookies',
      'See "A domain of your own" in docs/install-aws.md: publicUrl must be what people open.',
      () => cookies(url),
    );
    await check('origins', 'Nothing of Purgatory sends CORS headers: who does, in front of it?', () => origins(url));
  }
  const seesStacks = await check(
    'stacks',
    'Set AWS_REGION and credentials that may read the stacks (cloudformation:DescribeStacks).',
    async () => {
      outputs = await stackOutputs();
      return passed(`${Object.keys(outputs).length} outputs of PurgatoryStorage, PurgatoryPipeline and PurgatoryApi`);
    },
  );
  if (seesStacks) {
    await check(
      'quotas',
      'Ask for more in Service Quotas, or deploy with another capacity: docs/install-aws.md#quotas.',
      () => quotas(isEmulator),
    );
    await check('keys', 'docs/restoring.md, "A key".', () => keys(outputs));
    await check('listening', 'The credentials need sqs:CreateQueue and sns:Subscribe for this test.', async () => {
      ear = await listen([outputOf(outputs, 'AlertTopicArn'), outputOf(outputs, 'AlarmTopicArn')]);
      return passed('a queue of this test hears what the topics of alerts and alarms say');
    });
  }
  const symbol = `smoke_${letters()}`;
  const isSent =
    isThere &&
    (await check('upload', 'The log group of ingest; docs/runbook.md, "ingest: errors".', async () => {
      const { token } = await admin.enrol(host);
      uploadId = await new Service(url, token).send(Buffer.from(oops(symbol)), readFileSync(SAMPLE));
      return passed(`${host} has sent a log and a dump: ${uploadId}`);
    }));
  if (isSent && ear !== undefined) {
    const there = ear;
    await check('alert', 'docs/runbook.md, "triage: age" and "alert: age".', async () => {
      const text = await there.hear(symbol, limitMs);
      return text === undefined
        ? failed(`none within ${limitMs / 1000} s`, 'docs/runbook.md, "triage: age" and "alert: age".')
        : passed(firstLine(text));
    });
  }
  if (isSent) {
    await check('report', 'docs/runbook.md, "examine: errors".', async () => {
      const dump = await until(limitMs, async () => {
        const found = await admin.dump(uploadId ?? '');
        crashId = found.crashId;
        return found.analysis === 'done' || found.analysis === 'unreadable' ? found : undefined;
      });
      if (dump === undefined) throw new Error(`none within ${limitMs / 1000} s`);
      if (dump.analysis === 'unreadable') throw new Error(`the sample is said to be unreadable: ${dump.reason ?? ''}`);
      const report = JSON.stringify(await admin.report(uploadId ?? ''));
      return passed(`${report.length} characters of it`);
    });
  }
  if (ear !== undefined) {
    const there = ear;
    await check(
      'alarm',
      'docs/install-aws.md, "Alarms": the policies of the topic Alarms and of its key must let cloudwatch.amazonaws.com publish.',
      () => alarm(there, isEmulator, limitMs),
    );
  }
  await check(
    'cleaned up',
    `purgatory hosts delete ${host}, until it says that it is done; a queue purgatory-smoke-… may be left.`,
    async () => {
      await ear?.close();
      if (crashId !== undefined) await admin.resolve(crashId);
      if (!isSent) return passed('nothing was made');
      const { done, objects } = await admin.erase(host);
      const rest = done
        ? ''
        : `; the rest can go when its addresses have expired: purgatory hosts delete ${host} --yes in 20 minutes`;
      return passed(`${objects} objects of ${host} are deleted${rest}`);
    },
  );
  return results;
}

async function reach(url: URL): Promise<Outcome> {
  const { address } = await lookup(url.hostname.replace(/^\[(.*)\]$/, '$1'));
  const response = await fetch(new URL('v1/openapi.json', url), { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`GET /v1/openapi.json answered ${response.status}`);
  const document = (await response.json()) as { openapi?: unknown };
  if (document.openapi === undefined) throw new Error('what answers there is not Purgatory');
  return url.protocol === 'https:'
    ? passed(`${url.hostname} is ${address}, and its certificate is good`)
    : notShown(`${url.hostname} is ${address} and answers, by plain http: no certificate is shown`);
}

async function cookies(url: URL): Promise<Outcome> {
  const response = await fetch(new URL('v1/session/login', url), { redirect: 'manual' });
  const cookie = response.headers.getSetCookie().join('\n');
  if (response.status === 404) throw new Failed('nobody can sign in: no issuer is set', 'Deploy with -c oidcIssuer=…');
  if (response.status !== 302 || cookie === '')
    throw new Error(`GET /v1/session/login answered ${response.status} and set no cookie`);
  const lacks = ['HttpOnly', 'SameSite', ...(url.protocol === 'https:' ? ['Secure'] : [])].filter(
    (word) => !cookie.toLowerCase().includes(word.toLowerCase()),
  );
  if (lacks.length > 0) throw new Error(`the session's cookie lacks ${lacks.join(', ')}`);
  const path = /path=([^;\n]*)/i.exec(cookie)?.[1] ?? '/';
  if (!url.pathname.startsWith(path))
    throw new Error(`the session's cookie is for ${path}, the console is at ${url.pathname}`);
  return url.protocol === 'https:'
    ? passed('HttpOnly, Secure, SameSite')
    : notShown('HttpOnly, SameSite; Secure goes with https alone');
}

async function origins(url: URL): Promise<Outcome> {
  const asked = await Promise.all([
    fetch(new URL('v1/crashes', url), { headers: { origin: FOREIGN } }),
    fetch(new URL('v1/crashes', url), {
      method: 'OPTIONS',
      headers: { origin: FOREIGN, 'access-control-request-method': 'GET' },
    }),
  ]);
  const allowed = asked
    .map((response) => response.headers.get('access-control-allow-origin'))
    .filter((origin) => origin !== null);
  if (allowed.length > 0) throw new Error(`scripts of ${allowed.join(', ')} may read what people see`);
  return passed('no foreign origin may read answers');
}

async function quotas(isEmulator: boolean): Promise<Outcome> {
  const { quota, unreserved, functions } = await executions();
  const reserved = functions.reduce((sum, fn) => sum + (fn.reserved ?? 0), 0);
  const told = `${quota} executions, ${unreserved} of them unreserved, ${reserved} reserved for ${functions.length} functions`;
  if (isEmulator) return notShown(`${told}: the emulator's own numbers`);
  if (functions.length === 0) throw new Error('no function whose name begins with Purgatory: another region?');
  if (reserved > 0 && unreserved < UNRESERVED_MINIMUM) throw new Error(`${told}: Lambda keeps ${UNRESERVED_MINIMUM}`);
  if (reserved === 0 && quota > UNRESERVED_MINIMUM) {
    return failed(
      `${told}: nothing is kept for alerts`,
      `Deploy with -c capacity=${quota >= 1000 ? 'standard' : 'standard -c accountConcurrency=…'}: the account has room.`,
    );
  }
  return passed(told);
}

async function keys(outputs: Readonly<Record<string, string>>): Promise<Outcome> {
  const arns = Object.entries(outputs).flatMap(([name, value]) => (name.endsWith('KeyArn') ? [value] : []));
  const faults = await keyFaults(arns);
  if (faults.length > 0) throw new Error(faults.join('; '));
  return passed(`${arns.length} keys are enabled`);
}

async function alarm(ear: Ear, isEmulator: boolean, limitMs: number): Promise<Outcome> {
  const raised = await raiseAlarm('purgatory smoke: nothing is wrong, this alarm is a test');
  if (raised === undefined) throw new Error('there is no alarm of PurgatoryPipeline that is quiet and has an action');
  const heard = await ear.hear(raised.name, limitMs);
  await raised.lower();
  if (heard === undefined) throw new Error(`${raised.name} was set, and nothing arrived within ${limitMs / 1000} s`);
  return isEmulator
    ? notShown(`${raised.name} arrived; the emulator asks no policy: test/templates/aws holds the templates to that`)
    : passed(`${raised.name} was set and arrived`);
}

function outputOf(outputs: Readonly<Record<string, string>>, name: string): string {
  const value = outputs[name];
  if (value === undefined)
    throw new Failed(`the stacks have no output ${name}`, 'Deploy this version of all three stacks.');
  return value;
}

async function until<T>(limitMs: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > end) return answer;
    await sleep(1000);
  }
}

/** Nothing that a service says is trusted on a terminal. */
const firstLine = (text: string): string =>
  (text.split('\n')[0] ?? '')
    .replaceAll(/[^\x20-\x7e]/g, ' ')
    .trim()
    .slice(0, 100);

/** Letters alone: numbers in a symbol's name are taken for noise. */
const letters = (): string => [...randomBytes(12)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');

/** A log of a crash that nobody has seen before. */
function oops(symbol: string): string {
  return [
    'Linux version 6.12.0-smoke (purgatory@smoke) (gcc 14.2.0) #1 SMP PREEMPT_DYNAMIC',
    'BUG: kernel NULL pointer dereference, address: 0000000000000040',
    '#PF: supervisor read access in kernel mode',
    '#PF: error_code(0x0000) - not-present page',
    'Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI',
    'CPU: 0 UID: 0 PID: 611 Comm: smoke Not tainted 6.12.0-smoke #1',
    `RIP: 0010:${symbol}+0x1c/0x90`,
    'Call Trace:',
    ' <TASK>',
    ` ${symbol}_caller+0x44/0x80`,
    ' do_syscall_64+0x82/0x190',
    ' entry_SYSCALL_64_after_hwframe+0x76/0x7e',
    ' </TASK>',
    '---[ end trace 0000000000000000 ]---',
    'Kernel panic - not syncing: Fatal exception',
    '',
  ]
    .map((line, index) => `[   12.${String(index).padStart(6, '0')}] ${line}`)
    .join('\n');
}
