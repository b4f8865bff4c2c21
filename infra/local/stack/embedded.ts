/** The embedded AWS with Purgatory deployed to it: what `npm start` shows and what the integration tests run on. */
import { randomBytes } from 'node:crypto';
import { SetupError, step } from '../setup/report.mjs';
import { deploy } from './deploy.ts';
import type { Outputs } from './deploy.ts';
import { freePort } from './free-port.ts';
import { startFront } from './front.ts';
import { AUDIENCE } from './issuer.ts';
import type { Issuer } from './issuer.ts';
import { startLocalStack } from './localstack.ts';
import type { LocalStack } from './localstack.ts';
import { synthesise } from './synth.ts';

/** Stands in the templates, so that they need no new synthesis for another port. */
const PLACEHOLDER = 'http://purgatory-front.invalid/';
/** The same of the log of signatures: its key is made at each start, and another key is another log. */
const LOG_PLACEHOLDER = 'purgatory-log.invalid';

export interface EmbeddedOptions {
  /** Of the embedded AWS; console, API and sign-in take the next one. 0: any free ones. */
  readonly port: number;
  /** An emulator that already runs. */
  readonly endpoint?: string;
  readonly context?: Readonly<Record<string, string>>;
  /** Texts in the templates and what stands there in their place: what changes from run to run asks for no new synthesis. */
  readonly replace?: Readonly<Record<string, string>>;
}

export interface Embedded {
  readonly endpoint: string;
  /** Of console and API, with a closing slash. */
  readonly url: string;
  readonly issuer: Issuer;
  readonly outputs: Outputs;
  /** With the logs of LocalStack and of each function; absent for a foreign emulator. */
  readonly runFolder: string | undefined;
  /** Rejects when the emulator dies; never resolves. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const port = options.port === 0 ? await freePort() : options.port;
  const front = await startFront(options.port === 0 ? 0 : port + 1);
  let localStack: LocalStack | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all([front.stop(), localStack?.stop()]);
  };
  try {
    const context = {
      embedded: 'true',
      oidcIssuer: `${PLACEHOLDER}issuer`,
      oidcAudience: AUDIENCE,
      publicUrl: PLACEHOLDER,
      logOrigin: LOG_PLACEHOLDER,
      // Those of tests and of whoever tries it are on this machine.
      allowPrivateWebhooks: 'true',
      ...options.context,
    };
    const [running, assembly] = await settleAll(
      options.endpoint === undefined
        ? step('embedded AWS', async (note) => {
            localStack = await startLocalStack({ port, note });
            return localStack;
          })
        : step('emulator', () => reach(options.endpoint ?? '')),
      step('CDK app', (note) => synthesise({ context, note })),
    );
    const { endpoint } = running;
    const replace = {
      ...options.replace,
      [PLACEHOLDER]: front.url,
      [LOG_PLACEHOLDER]: `purgatory/local/${randomBytes(6).toString('hex')}`,
    };
    const inPlace = options.endpoint === undefined;
    const outputs = await Promise.race([
      step('deployment', (note) => deploy({ folder: assembly.folder, endpoint, replace, inPlace, note })),
      running.died,
    ]);
    front.serve(apiAddress(endpoint, outputs));
    return {
      endpoint,
      url: front.url,
      issuer: front.issuer,
      outputs,
      runFolder: localStack?.runFolder,
      died: running.died,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Both to their end, so that a failure of one leaves nothing of the other behind. */
async function settleAll<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}

async function reach(endpoint: string): Promise<{ endpoint: string; died: Promise<never> }> {
  const url = endpoint.replace(/\/$/, '');
  const answer = URL.canParse(url)
    ? await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
    : undefined;
  if (answer === undefined) {
    throw new SetupError(`Nothing answers at ${endpoint}.`, 'Start the emulator first, or leave --endpoint out.');
  }
  return { endpoint: url, died: new Promise(() => undefined) };
}

/** Where an emulator serves the REST API whose own address, `https://ID.execute-api.…/STAGE/`, only AWS resolves. */
function apiAddress(endpoint: string, outputs: Outputs): string {
  const address = outputs['PurgatoryApi']?.['ApiUrl'] ?? '';
  const match = /^https?:\/\/([^.]+)\.execute-api\.[^/]+\/([^/]+)/.exec(address);
  if (!match) throw new SetupError(`The stack PurgatoryApi says no address of the API: ${address}`);
  return `${endpoint}/_aws/execute-api/${match[1] ?? ''}/${match[2] ?? ''}/`;
}
