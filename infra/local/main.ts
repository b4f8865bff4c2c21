/** `npm start`, once everything is installed: the embedded AWS, a crashed host, its alert and its report. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../../shared/contract/report.ts';
import { subscribePager } from './demo/alerts.ts';
import { DemoApi } from './demo/api.ts';
import { fillFleet } from './demo/fleet/fill.ts';
import type { FilledFleet } from './demo/fleet/fill.ts';
import { checkTools, HOST, layOutHost, runAgent } from './demo/host.ts';
import { showAlert, showReport, showTour, showWhereToLook } from './demo/show.ts';
import { waitFor } from './demo/wait.ts';
import type { WaitOptions } from './demo/wait.ts';
import { watchAncestors } from './setup/ancestors.mjs';
import { state } from './setup/paths.mjs';
import { explain, say, SetupError, step } from './setup/report.mjs';
import { startEmbedded } from './stack/embedded.ts';
import type { Embedded } from './stack/embedded.ts';
import { PEOPLE } from './stack/issuer.ts';
import { failuresIn, workDone } from './stack/lambda-logs.ts';

const DEFAULT_PORT = 4566;
/** A Lambda that was killed gets its message again after the queue's visibility time-out: time for two such rounds. */
const VISIBILITY_SECONDS = 60;
/** Two and a half minutes on a quiet machine in which no function does anything about it. */
const PATIENCE = { looks: 600, everyMs: 250 };
const INTERRUPTED = 130;

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean' },
      demo: { type: 'string' },
      port: { type: 'string' },
      endpoint: { type: 'string' },
      'no-install': { type: 'boolean' },
    },
  });
  const interrupted = watchInterrupts();
  let embedded: Embedded | undefined;
  let shown = false;
  try {
    const port = readPort(values.port);
    const hasFleet = isFleet(values.demo);
    await checkTools();
    embedded = await Promise.race([
      startEmbedded({
        port,
        context: { visibilityTimeoutSeconds: String(VISIBILITY_SECONDS) },
        ...(values.endpoint === undefined ? {} : { endpoint: values.endpoint }),
      }),
      interrupted,
    ]);
    await Promise.race([demonstrate(embedded, hasFleet), embedded.died, interrupted]);
    shown = true;
    say('\nThe data of the embedded AWS ends with it.');
    if (values.once === true) return 0;
    say('Ctrl-C ends it.');
    await Promise.race([embedded.died, interrupted]);
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) return shown && values.once !== true ? 0 : INTERRUPTED;
    const status = explain(error);
    const failures = failuresIn(embedded?.runFolder);
    if (failures !== '') say(`\nWhat failed in the functions:\n${failures}`);
    return status;
  } finally {
    if (embedded !== undefined) await step('stopping', () => embedded?.stop());
  }
}

async function demonstrate(embedded: Embedded, hasFleet: boolean): Promise<void> {
  const token = await embedded.issuer.tokenFor('ada');
  const api = new DemoApi(embedded.url, token);
  const root = join(embedded.runFolder ?? join(state, 'run', 'demo'), 'host');
  const topic = embedded.outputs['PurgatoryStorage']?.['AlertTopicArn'];
  if (topic === undefined) throw new SetupError('The stack PurgatoryStorage says no AlertTopicArn.');
  const patience = { ...PATIENCE, progress: () => workDone(embedded.runFolder) };
  const pager = await subscribePager(embedded.endpoint, topic, 'purgatory-demo-pager');
  await step(`enrolling ${HOST}`, async () => {
    layOutHost(root, embedded.url, (await api.enrol(HOST)).token);
  });
  const id = await step(`agent of ${HOST} sends log and dump`, () => runAgent(root));
  const alert = await step('alert', async (note) => {
    note('waiting for it');
    return { text: await waitFor('the alert', patience, () => pager.next()) };
  });
  const report = await step('report', async (note) => {
    note('waiting for it');
    return { body: await reportOf(api, id, patience) };
  });
  process.stdout.write(`${showAlert(alert.text)}\n${showReport(report.body)}\n`);
  if (hasFleet) {
    const fleet = await step('fleet of the tour', (note) => fill(embedded, patience, note));
    process.stdout.write(`${showTour(fleet, embedded.url)}\n`);
  }
  process.stdout.write(
    `${showWhereToLook({ url: embedded.url, endpoint: embedded.endpoint, token, logs: embedded.runFolder })}\n`,
  );
}

async function fill(embedded: Embedded, patience: WaitOptions, note: (text: string) => void): Promise<FilledFleet> {
  const people = new Map<string, DemoApi>();
  for (const { id } of PEOPLE) people.set(id, new DemoApi(embedded.url, await embedded.issuer.tokenFor(id)));
  return await fillFleet({
    as: (person) => {
      const api = people.get(person);
      if (api === undefined) throw new RangeError(`nobody is called ${person}`);
      return api;
    },
    now: new Date(),
    wait: (what, ask) => waitFor(what, patience, ask),
    note,
  });
}

async function reportOf(api: DemoApi, id: string, patience: WaitOptions): Promise<Report> {
  const dump = await waitFor(`the report of ${id}`, patience, async () => {
    const found = await api.dump(id);
    return found.analysis === 'done' || found.analysis === 'unreadable' ? found : undefined;
  });
  if (dump.analysis === 'unreadable')
    throw new SetupError(`The dump can't be read: ${dump.reason ?? 'no reason given'}`);
  return api.report(id);
}

class Interrupted extends Error {}

/** Rejects on Ctrl-C, on a polite kill, and when the command that started us has gone. The second time ends at once. */
function watchInterrupts(): Promise<never> {
  return new Promise((_resolve, reject) => {
    let asked = false;
    const interrupt = (): void => {
      if (asked) process.exit(INTERRUPTED);
      asked = true;
      reject(new Interrupted());
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
    if (process.connected) process.on('disconnect', interrupt);
    else watchAncestors(interrupt);
  });
}

function isFleet(demo: string | undefined): boolean {
  if (demo === undefined) return false;
  if (demo === 'fleet') return true;
  throw new SetupError(`--demo ${demo}: there is “fleet” alone`);
}

function readPort(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port;
  throw new SetupError(`--port ${text ?? ''}: a number from 1 to 65534`);
}
