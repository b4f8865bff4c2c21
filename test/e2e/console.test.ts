/** The console in a real browser against the whole service. Screenshots go where `PURGATORY_SCREENSHOTS` says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Host } from '../integration/pipeline/host.ts';
import { callApi, eventually, stack } from '../integration/support/stack.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectReadableOnPhone,
  freshPage,
  launch,
  shoot,
  visit,
} from './browser.ts';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const LOGS = join(import.meta.dirname, '../fixtures/panic-logs');
const SAMPLE_TITLE = 'kernel panic: sysrq triggered crash';

describeInBrowser('the console in a browser', () => {
  let browser: Browser;
  let page: Page;
  let uploadId: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    for (const name of ['hung-task', 'null-pointer-x86', 'soft-lockup']) {
      const log = readFileSync(join(LOGS, `${name}.txt`), 'utf8');
      for (let hosts = 0; hosts < 2; hosts++) await (await Host.enrol()).upload({ log });
    }
    const host = await Host.enrol();
    uploadId = await host.upload({ dump: readFileSync(SAMPLE) });
    await eventually('the report', async () => {
      const { body } = await callApi('GET', `v1/dumps/${uploadId}`, { as: 'rae' });
      const { analysis, crashId } = body as { analysis?: string; crashId?: string };
      return analysis === 'done' && crashId !== undefined ? true : undefined;
    });
    browser = await launch();
    page = await freshPage(browser, complaints);
  });
  afterAll(() => browser.close());

  it('asks who one is, and shows the crashes after signing in', async () => {
    await page.goto(stack.url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByText('Rae').click();
    await page.getByRole('link', { name: SAMPLE_TITLE }).waitFor();
    await shoot(page, 'crashes');
    await expectAccessible(page);
  });

  it('leads from the list to the root cause in three clicks', async () => {
    await page.getByRole('link', { name: SAMPLE_TITLE }).click();
    await page.getByRole('heading', { name: 'Latest event' }).waitFor();
    // What the alert said, and what the next question is, with nothing to click: cause, trace, the kernel's own words, findings.
    await page.getByText('asked for: sh').first().waitFor();
    await page.locator('.event .frames', { hasText: 'sysrq_handle_crash' }).waitFor();
    await page.locator('.event .oops', { hasText: 'Kernel panic - not syncing' }).waitFor();
    await page.locator('.event .findings').waitFor();
    await page.locator('.trend svg').waitFor();
    expect(await page.title()).toBe(`${SAMPLE_TITLE} · Purgatory`);
    await page.getByRole('link', { name: 'Open its dump' }).waitFor();
    await shoot(page, 'crash');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Open its dump' }).click();
    await page.waitForURL(new RegExp(uploadId));
    // In the trace: what is folded away says it too.
    await page.getByText('sysrq_handle_crash').filter({ visible: true }).first().waitFor();
    await shoot(page, 'dump');
    await expectAccessible(page);
  });

  it.each(['CPUs', 'Tasks', 'Log', 'Locks', 'Interrupts', 'Memory', 'Stacks', 'Modules', 'Integrity', 'Raw'])(
    'shows the tab %s, usable for everyone',
    async (tab) => {
      await visit(page, `dumps/${uploadId}`);
      await page.getByRole('navigation', { name: 'Sections of the report' }).getByRole('link', { name: tab }).click();
      await page.locator('.tab h2', { hasText: tab }).waitFor({ state: 'attached' });
      await shoot(page, `dump-${tab.toLowerCase()}`);
      await expectAccessible(page);
    },
  );

  it('finds a task by what is on its stack, and keeps that in the address', async () => {
    await visit(page, `dumps/${uploadId}/tasks?q=sysrq_handle_crash`);
    await page.getByText('1 task', { exact: true }).waitFor();
    await page.locator('.task-row').first().click();
    await page.getByRole('heading', { name: /^sh \(/ }).waitFor();
    expect(page.url()).toContain('pid=');
  });

  it('searches as it is written, completes words, and says what it does not understand', async () => {
    await visit(page, 'crashes');
    const box = page.getByRole('combobox', { name: 'Search' });
    expect(await box.inputValue()).toBe('state:unresolved');
    await box.fill('kind:sysr');
    await page.getByRole('option', { name: 'sysrq' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('1 group', { exact: true }).waitFor();
    await page.getByRole('link', { name: SAMPLE_TITLE }).waitFor();
    await box.fill('stat:open');
    await page.getByText('did you mean state:').waitFor();
    await box.fill('state:resolved');
    await page.getByText('Nothing matches').waitFor();
    await expectAccessible(page);
    await visit(page, 'no-such-screen');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  });

  it('acknowledges by key, and is readable at 360 pixels in the dark', async () => {
    await visit(page, 'crashes');
    await page.getByRole('link', { name: SAMPLE_TITLE }).waitFor();
    await page.keyboard.press('a');
    await page.getByText('acknowledged').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    await shoot(page, 'phone');
    await expectReadableOnPhone(page);
  });

  it('shows the oops as the kernel printed it, each line a link into the log', async () => {
    await visit(page, `dumps/${uploadId}`);
    await page.getByRole('region', { name: 'The oops as the kernel printed it' }).waitFor();
    await page
      .getByRole('link', { name: /Kernel panic - not syncing/ })
      .first()
      .click();
    await page.locator('.log-line.chosen', { hasText: 'Kernel panic' }).waitFor();
    expect(page.url()).toContain('line=');
  });

  it('gives each frame a link of its own', async () => {
    await visit(page, `dumps/${uploadId}`);
    await page.locator('.frames a', { hasText: 'sysrq_handle_crash' }).first().click();
    await page.locator('.frames .chosen', { hasText: 'sysrq_handle_crash' }).waitFor();
    expect(page.url()).toContain('frame=');
  });

  it('narrows the log by level', async () => {
    await visit(page, `dumps/${uploadId}/log`);
    const count = async (): Promise<number> => Number((await page.locator('output').innerText()).replaceAll(/\D/g, ''));
    await page.getByLabel('Level').waitFor();
    const all = await count();
    await page.getByLabel('Level').selectOption('error and graver');
    await page.waitForURL(/level=3/);
    expect(await count()).toBeLessThan(all);
    expect(await count()).toBeGreaterThan(0);
  });

  it('goes through lists by key, and says which keys there are', async () => {
    await visit(page, 'arriving');
    await page.getByText('No host is sending a dump.').waitFor();
    await expectReadableOnPhone(page);
    await visit(page, 'dumps');
    await page.locator('tr.chosen').waitFor();
    await expectReadableOnPhone(page);
    await page.keyboard.press('?');
    await page.getByRole('complementary', { name: 'Keys' }).waitFor();
    await page.keyboard.press('?');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('o');
    await page.waitForURL(/#\/dumps\/[0-9A-Z]{26}/);
  });

  it('asks to sign in again when the session is over, and leads back to where one was', async () => {
    await page.context().clearCookies();
    await visit(page, `dumps/${uploadId}/locks`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByText('Rae').click();
    await page.getByRole('link', { name: 'Locks' }).waitFor();
    expect(page.url()).toContain(`#/dumps/${uploadId}/locks`);
  });

  it('needs less than 100 KB of script, packed, for its first view', async () => {
    const html = await (await fetch(stack.url)).text();
    const sources = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(sources.length).toBeGreaterThan(0);
    const sizes = await Promise.all(
      sources.map(async (source) => gzipSync(await (await fetch(new URL(source, stack.url))).text()).length),
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(100_000);
  });

  it('never breaks its own content security policy, and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
