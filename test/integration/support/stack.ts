/**
 * The embedded AWS that the integration tests share. `npm test` and `npm run test:integration` start it and pass it on by
 * the environment (infra/local/run-tests.ts); under Jest alone these tests say that they are skipped.
 */
import { workDone } from '../../../infra/local/stack/lambda-logs.ts';
import { whileItGetsOn } from '../../../infra/local/stack/patience.ts';
import { describeUnless } from '../../support/oracles.ts';

interface TestStack {
  /** Of every AWS service; the environment variables of the SDK point there too. */
  readonly endpoint: string;
  /** Of console and API, with a closing slash. */
  readonly url: string;
  readonly issuer: string;
  /** Outputs by stack and name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Access tokens by person: rae (responder), remy (release-engineer), april and aziz (approver), dara (debugger), ada (admin). */
  readonly tokens: Readonly<Record<string, string>>;
  /** What the service's debuginfod server answers: files by build-id. */
  readonly debugFiles: string;
  /** Holds `lambda/FUNCTION.log`. */
  readonly runFolder: string;
}

const given = process.env['PURGATORY_TEST_STACK'];

/** The running stack. Only to be used inside {@link describeOnStack}. */
export const stack: TestStack =
  given === undefined
    ? new Proxy({} as TestStack, {
        get: () => {
          throw new Error('no embedded AWS: npm run test:integration');
        },
      })
    : (JSON.parse(given) as TestStack);

/** `describe` for tests on the embedded AWS, which may lack more than that, in words. */
export function describeOnStack(name: string, tests: () => void, lacks: readonly string[] = []): void {
  const stackLacks = given === undefined ? ['the embedded AWS does not run: npm run test:integration'] : [];
  describeUnless([...stackLacks, ...lacks], name, tests);
}

/** An output of a stack, e.g. `output('PurgatoryStorage', 'DumpBucketName')`. */
export function output(stackName: string, name: string): string {
  const value = stack.outputs[stackName]?.[name];
  if (value === undefined) throw new Error(`${stackName} has no output ${name}`);
  return value;
}

/** A call of the API as `person` (or with a token of one's own). */
export async function callApi(
  method: string,
  path: string,
  options: { readonly as?: string; readonly token?: string; readonly body?: unknown } = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const token = options.token ?? (options.as === undefined ? undefined : stack.tokens[options.as]);
  const response = await fetch(new URL(path, stack.url), {
    method,
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text), headers: response.headers };
}

/** A minute and a half on a quiet machine in which no function does anything. */
const PATIENCE = { looks: 360, everyMs: 250 };

/**
 * Asks again until `ask` answers something, as long as something gets on: the functions of the service, or what `progress` tells
 * where the work is another's.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  progress = (): string => workDone(stack.runFolder),
): Promise<T> {
  return whileItGetsOn(`waited for ${what} in vain`, PATIENCE, async () => {
    const answer = await ask();
    return answer === undefined ? { at: progress() } : { done: answer };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
