/** A report of 50,000 tasks in a real browser, from a host that puts markup wherever it can. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { s3Client } from '../../shared/aws/runtime/clients.ts';
import { ObjectKeys } from '../../shared/aws/runtime/layout.ts';
import { Host } from '../integration/pipeline/host.ts';
import { callApi, eventually, output } from '../integration/support/stack.ts';
import { largeReport, MARKUP } from '../support/large-report.ts';
import { describeInBrowser, launch, pageOf, visit } from './browser.ts';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const TASKS = 50_000;
/** What one answer of the API takes. */
const ONE_ANSWER = 4 * 1024 * 1024;
/** Rows in sight and some around them: however long the list. */
const MAX_ROWS = 120;

/** Notes the longest of a step: from an event to the next paint (Event Timing), or a task of the page (Long Tasks, from 50 ms). */
const WATCH = `
  window.longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
  });
  watch.observe({ type: 'event', durationThreshold: 16 });
  watch.observe({ type: 'longtask' });
`;

describeInBrowser('a report of 50,000 tasks in a browser', () => {
  let browser: Browser;
  let page: Page;
  let id: string;
  const complaints: string[] = [];
  const figures: string[] = [];

  beforeAll(async () => {
    const host = await Host.enrol();
    id = await host.upload({ dump: readFileSync(SAMPLE) });
    await eventually('the report', async () => {
      const { body } = await callApi('GET', `v1/dumps/${id}`, { as: 'rae' });
      return (body as { analysis?: string }).analysis === 'done' ? true : undefined;
    });
    const packed = gzipSync(JSON.stringify(largeReport(TASKS)));
    expect(packed.length).toBeGreaterThan(ONE_ANSWER);
    await s3Client().send(
      new PutObjectCommand({
        Bucket: output('PurgatoryStorage', 'DumpBucketName'),
        Key: ObjectKeys.report(id),
        Body: packed,
        ContentType: 'application/json',
        ContentEncoding: 'gzip',
      }),
    );
    browser = await launch();
    page = await pageOf(browser, 'Rae', complaints);
  });
  afterAll(async () => {
    console.info(`interactions with ${String(TASKS)} tasks, event to next paint:\n${figures.join('\n')}`);
    await browser.close();
  });

  /** Does `step`, waits for what it leads to, and keeps how long the browser was busy. */
  async function step(name: string, act: () => Promise<unknown>, until: () => Promise<unknown>): Promise<void> {
    await page.evaluate('window.longest = 0');
    await act();
    await until();
    // The observer is told after the paint.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
    figures.push(`  ${name}: ${String(await page.evaluate<number>('window.longest'))} ms`);
  }
  const rows = (): Promise<number> => page.locator('.task-row').count();
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Sections of the report' }).getByRole('link', { name });

  it('opens, in pieces from its own origin, and says how far it has come', async () => {
    const began = Date.now();
    await visit(page, `dumps/${id}`);
    await page.getByRole('heading', { level: 1, name: /^BUG in/ }).waitFor({ timeout: 60_000 });
    figures.push(`  loading it: ${String(Date.now() - began)} ms`);
    await page.evaluate(WATCH);
  });

  it('draws only the tasks in sight, whatever is filtered, sorted and scrolled', async () => {
    const total = page.locator('output');
    const state = page.locator('label', { hasText: /^State/ }).locator('select');
    const sort = page.locator('label', { hasText: /^Sort by/ }).locator('select');
    await step(
      'tab',
      () => tab('Tasks').click(),
      () => total.getByText('50,000 tasks').waitFor(),
    );
    expect(await rows()).toBeLessThan(MAX_ROWS);
    const search = page.getByLabel('Search in names and stacks');
    await step(
      'a letter of the filter',
      () => search.press('w'),
      () => page.waitForURL(/q=w/),
    );
    await search.fill('function_4242');
    await page.waitForURL(/q=function_4242/);
    const found = Number((await total.innerText()).replaceAll(/\D/g, ''));
    expect(found).toBeGreaterThan(10);
    expect(found).toBeLessThan(TASKS / 10);
    await search.fill('');
    await total.getByText('50,000 tasks').waitFor();
    await step(
      'sort',
      () => sort.selectOption('stack'),
      () => page.waitForURL(/sort=stack/),
    );
    await step(
      'state',
      () => state.selectOption('D'),
      () => page.waitForURL(/state=D/),
    );
    await state.selectOption('');
    await sort.selectOption('pid');
    await page.waitForURL(/sort=pid/);
    const list = page.getByRole('rowgroup', { name: 'Tasks' });
    await step(
      'scroll to the end',
      async () => {
        await list.focus();
        await page.keyboard.press('End');
      },
      () =>
        page
          .locator('.task-row', { hasText: String(TASKS) })
          .first()
          .waitFor(),
    );
    expect(await rows()).toBeLessThan(MAX_ROWS);
    const last = page.locator('.task-row').last();
    await step(
      'open a task',
      () => last.click(),
      () => page.getByRole('heading', { name: `(${String(TASKS)})` }).waitFor(),
    );
    for (const name of ['Stacks', 'Log', 'Panic']) {
      await step(
        `tab ${name}`,
        () => tab(name).click(),
        () => page.locator('.tab h2', { hasText: name }).waitFor({ state: 'attached' }),
      );
    }
  });

  it('shows what a host named as text, and lets none of it be markup', async () => {
    await page.getByRole('heading', { level: 1, name: `BUG in ${MARKUP}` }).waitFor();
    await page.getByText(MARKUP).first().waitFor();
    await tab('Log').click();
    await page.locator('.log-line', { hasText: MARKUP }).first().waitFor();
    await visit(page, `dumps/${id}/tasks?q=onerror&pid=7`);
    await page.getByRole('heading', { name: `${MARKUP} (7)` }).waitFor();
    expect(await page.locator('img, #app script').count()).toBe(0);
    expect(await page.evaluate('window.harmed')).toBeUndefined();
  });

  it('never breaks its own content security policy, and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
