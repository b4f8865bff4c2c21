/** A host that waits in its crash kernel, in a real browser: asked for what it never sent, and let go. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { CrashedHost } from '../integration/agent/crashed-host.ts';
import type { RunningAgent } from '../integration/agent/crashed-host.ts';
import { callApi, eventually } from '../integration/support/stack.ts';
import { describeInBrowser, expectAccessible, expectReadableOnPhone, launch, pageOf, shoot, visit } from './browser.ts';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
/** Code of a function that nobody was in: the report needs none of it. */
const NEVER_SENT = 'rd tcp_sendmsg 2';

describeInBrowser('a held host in a browser', () => {
  let browser: Browser;
  let host: CrashedHost;
  let agent: RunningAgent;
  let id: string;
  const complaints: string[] = [];
  const panel = (page: Page) => page.getByRole('region', { name: 'The host' });

  beforeAll(async () => {
    host = await CrashedHost.enrol();
    host.put('proc/vmcore', readFileSync(SAMPLE));
    agent = host.upload({ PURGATORY_HOLD: '1500', PURGATORY_CRASH_TIME_LIMIT: '1600' });
    id = await eventually('the upload', () => Promise.resolve(agent.id()), agent.output);
    await eventually(
      'the hold',
      async () => {
        const { body } = await callApi('GET', `v1/dumps/${id}`, { as: 'rae' });
        return (body as { held?: { state: string } }).held?.state === 'held' ? true : undefined;
      },
      agent.output,
    );
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    host.remove();
  });

  it('says how long it still waits and who asked it, and answers with what was never sent', async () => {
    const dara = await pageOf(browser, 'Dara', complaints);
    await visit(dara, `dumps/${id}`);
    await panel(dara).getByText(`${host.name} waits in its crash kernel`).waitFor();
    await panel(dara).getByText('Nobody has asked it yet.').waitFor();
    const left = await panel(dara).locator('time').first().textContent();
    expect(left).toMatch(/^\d{1,2}:\d\d min$/);
    await visit(dara, `dumps/${id}/panic?ask=${encodeURIComponent(NEVER_SENT)}`);
    await dara
      .getByRole('region', { name: 'Explorer' })
      .getByText(/^0xffff/)
      .first()
      .waitFor();
    await panel(dara)
      .getByText(/Asked last by dara/)
      .waitFor();
    await shoot(dara, 'held');
    await expectAccessible(dara);
    await expectReadableOnPhone(dara);
  });

  it('is let go by one click of whoever looks after crashes, and said to be gone', async () => {
    const rae = await pageOf(browser, 'Rae', complaints);
    await visit(rae, `dumps/${id}`);
    await rae.getByRole('button', { name: `Let ${host.name} go` }).click();
    await panel(rae)
      .getByText(/^rae.* let .* go: it reboots\.$/)
      .waitFor();
    expect(await agent.ended).toBe(0);
    expect(agent.output()).toContain('held no longer: somebody let it go');
    await expectAccessible(rae);
  });

  it('never breaks the content security policy, and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
