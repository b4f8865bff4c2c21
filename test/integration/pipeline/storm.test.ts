/**
 * A storm on the embedded AWS: every host crashes once, of three problems and of a fourth that begins in the middle. What
 * `npm run bench -- storm` holds over a model, held here with the deployed stacks, for as many hosts as `PURGATORY_STORM_HOSTS` says.
 */
import { beforeAll, expect, it } from '@jest/globals';
import { workDone } from '../../../infra/local/stack/lambda-logs.ts';
import { mapLimited } from '../../../shared/map-limited.ts';
import { tries } from '../../support/thorough.ts';
import { seeded } from '../../unit/post-copy/random.ts';
import { Alerts } from '../support/pager.ts';
import { describeOnStack, eventually, stack } from '../support/stack.ts';
import { queuesAreEmpty, workLeft } from '../support/traces.ts';
import { countsOf, crashesTitled, freshSymbol, Host, logIsThere, oops, sendToQueue } from './host.ts';

const HOSTS = Number(process.env['PURGATORY_STORM_HOSTS'] ?? tries(30, 120));
const AT_ONCE = 8;
const KNOWN = 3;
const TWICE = 0.1;
const REPEATED = 'may have been sent before';
/** More than triage reads of one log: its head and its tail count. */
const LONG_BYTES = 40 * 2 ** 20;

const QUIET = '[    1.000000] usb 1-1: new high-speed USB device number 2 using xhci_hcd\n';

/** The crash stands at the end, as it does where a machine was up for months. */
const longLog = (log: string): string => QUIET.repeat(Math.ceil(LONG_BYTES / QUIET.length)) + log;

async function deadLetters(): Promise<number> {
  const queues = Object.entries(stack.outputs['PurgatoryPipeline'] ?? {}).filter(([name]) =>
    name.endsWith('DeadLettersUrl'),
  );
  expect(queues).not.toEqual([]);
  const counts = await Promise.all(queues.map(async ([, url]) => (await countsOf(url)).lying));
  return counts.reduce((sum, count) => sum + count, 0);
}

describeOnStack('a storm', () => {
  let alerts: Alerts;
  beforeAll(async () => {
    alerts = await Alerts.listen();
  });

  it(`of ${HOSTS} hosts is counted exactly, and each problem is told of once`, async () => {
    const random = seeded(HOSTS);
    const symbols = Array.from({ length: KNOWN + 1 }, freshSymbol);
    const crashes = Array.from({ length: HOSTS }, (_, at) => {
      const isNew = at >= HOSTS / 2 && random.chance(0.25);
      return { symbol: symbols[isNew ? KNOWN : random.below(KNOWN)] ?? '', long: at === Math.floor(HOSTS / 3) };
    });
    const before = await deadLetters();

    await mapLimited(crashes, AT_ONCE, async ({ symbol, long }) => {
      const log = oops(symbol);
      const id = await (await Host.enrol()).upload({ log: long ? longLog(log) : log });
      if (random.chance(TWICE)) await sendToQueue('Triage', logIsThere(id));
    });

    for (const symbol of symbols) {
      const count = crashes.filter((crash) => crash.symbol === symbol).length;
      let stands = '';
      const group = await eventually(
        `${count} crashes of ${symbol}`,
        async () => {
          const [found] = await crashesTitled(symbol);
          stands = `${found?.count ?? 0} counted; ${await workLeft()}; ${await deadLetters()} dead`;
          return found !== undefined && found.count >= count ? found : undefined;
        },
        () => `${stands}; ${workDone(stack.runFolder)}`,
      );
      expect([group.count, group.hostCount, group.status.state]).toEqual([count, count, 'open']);
      await alerts.with('NEW ', symbol);
      const told = (await alerts.having(symbol)).filter((text) => text.startsWith('NEW '));
      expect(told.filter((text) => !text.includes(REPEATED))).toHaveLength(1);
      for (const text of told) expect(text).toMatch(/ [1-9]\d* hosts?\b/);
    }
    // What was delivered twice has been heard of then, and is not counted again.
    await queuesAreEmpty();
    const counts = (await Promise.all(symbols.map(crashesTitled))).flat().map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(HOSTS);
    expect(await deadLetters()).toBe(before);
  });
});
