/** Lambda on local processes: whatever a function does, the caller gets an answer, in the words that AWS uses. */
import { beforeAll, expect, it } from '@jest/globals';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describeOnStack, eventually } from '../support/stack.ts';
import { invoke, makeFunction } from './functions.ts';

const CODE = `
export const handler = async (event, context) => {
  console.log('event', event.do, process.env.MARK);
  switch (event.do) {
    case 'answer': return { given: event.given, name: context.functionName, left: context.getRemainingTimeInMillis() };
    case 'nothing': return;
    case 'throw': throw new TypeError('not like this');
    case 'throw text': throw 'a mere string';
    case 'exit': process.exit(3);
    case 'float': Promise.reject(new RangeError('nobody waits for me')); return new Promise((r) => setTimeout(r, 5000));
    case 'throw later': setTimeout(() => { throw new Error('later'); }, 5); return new Promise((r) => setTimeout(r, 5000));
    case 'never': return new Promise(() => {});
    case 'sleep': return new Promise((r) => setTimeout(r, 60_000));
    case 'spin': for (;;);
    case 'kill': process.kill(process.pid, 'SIGKILL'); return new Promise(() => {});
    case 'fill': { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); }
    case 'too much': return 'x'.repeat(7 * 2 ** 20);
    case 'circle': { const o = {}; o.o = o; return o; }
    case 'environment': return Object.keys(process.env);
  }
};`;

describeOnStack('Lambda functions as local processes', () => {
  let name = '';
  let hasty = '';

  beforeAll(async () => {
    name = await makeFunction(CODE);
    hasty = await makeFunction(CODE, { timeoutSeconds: 1 });
  });

  it('get the event and a context, and answer', async () => {
    const { failed, payload } = await invoke(name, { do: 'answer', given: [1, 'ü'] });
    expect(failed).toBe(false);
    expect(payload).toMatchObject({ given: [1, 'ü'], name });
    expect((payload as { left: number }).left).toBeGreaterThan(0);
  });

  it('answer null where the handler returns nothing', async () => {
    expect(await invoke(name, { do: 'nothing' })).toMatchObject({ failed: false, payload: null });
  });

  it.each([
    ['throw', 'TypeError', 'not like this'],
    ['throw text', 'string', 'a mere string'],
    ['exit', 'Runtime.ExitError', 'exit status 3'],
    ['float', 'Runtime.UnhandledPromiseRejection', 'nobody waits for me'],
    ['throw later', 'Error', 'later'],
    ['never', 'Runtime.NodeJsExit', 'nothing that could still answer'],
    ['kill', 'Runtime.ExitError', 'signal: killed'],
    ['fill', 'Runtime.OutOfMemory', 'heap out of memory'],
    ['too much', 'Function.ResponseSizeTooLarge', 'exceeded maximum'],
    ['circle', 'TypeError', 'circular'],
  ])('that %s fail with %s', async (what, errorType, message) => {
    const { failed, payload } = await invoke(name, { do: what });
    expect(failed).toBe(true);
    expect(payload).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
  });

  it.each(['sleep', 'spin'])('that %s past their time-out are killed, and say so', async (what) => {
    const { failed, payload } = await invoke(hasty, { do: what });
    expect(failed).toBe(true);
    expect(payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
    });
  });

  it('serve the next event after each of these', async () => {
    expect(await invoke(hasty, { do: 'answer', given: 1 })).toMatchObject({ failed: false, payload: { given: 1 } });
  });

  it.each([
    ['throws while loading', `throw new Error('no luck');`, 'index.mjs', 'Error', 'no luck'],
    ['exits while loading', `process.exit(4);`, 'index.mjs', 'Runtime.ExitError', 'exit status 4'],
    ['has no such handler', `export const other = 1;`, 'index.mjs', 'Runtime.HandlerNotFound', 'index.handler'],
    ['has no such file', `export const handler = 1;`, 'other.mjs', 'Runtime.ImportModuleError', "'index'"],
  ])('whose code %s fail, each time', async (_what, code, fileName, errorType, message) => {
    const broken = await makeFunction(code, { fileName });
    for (let round = 0; round < 2; round++) {
      const { failed, payload } = await invoke(broken);
      expect(failed).toBe(true);
      expect(payload).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
    }
  });

  it('see nothing of the environment that LocalStack was started in', async () => {
    const { payload } = await invoke(name, { do: 'environment' });
    expect(payload).toEqual(expect.arrayContaining(['MARK', 'AWS_ENDPOINT_URL', 'AWS_LAMBDA_FUNCTION_NAME']));
    expect(payload).not.toEqual(expect.arrayContaining(['PURGATORY_STDIN_IS_PARENT']));
    expect(payload).not.toEqual(expect.arrayContaining(['GATEWAY_LISTEN']));
  });

  it('leave what they print in the tail of the answer and in CloudWatch Logs', async () => {
    const { log } = await invoke(name, { do: 'throw' });
    expect(log).toMatch(/^START RequestId: .+\nevent throw of this function\n/);
    expect(log).toContain('TypeError: not like this');
    expect(log).toMatch(/REPORT RequestId: \S+\tDuration: [\d.]+ ms/);
    const logs = new CloudWatchLogsClient();
    await eventually('the log in CloudWatch Logs', async () => {
      const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}` }));
      return events?.some((event) => event.message?.includes('event throw') === true);
    });
  });
});
