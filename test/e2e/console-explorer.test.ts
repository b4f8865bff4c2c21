/** The explorer beside a report, in a real browser against the whole service. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Host } from '../integration/pipeline/host.ts';
import { callApi, eventually } from '../integration/support/stack.ts';
import { describeInBrowser, expectAccessible, expectReadableOnPhone, launch, pageOf, shoot, visit } from './browser.ts';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');

describeInBrowser('the explorer in a browser', () => {
  let browser: Browser;
  let page: Page;
  let uploadId: string;
  let crashId: string;
  const complaints: string[] = [];
  const explorer = () => page.getByRole('region', { name: 'Explorer' });

  beforeAll(async () => {
    uploadId = await (await Host.enrol()).upload({ dump: readFileSync(SAMPLE) });
    crashId = await eventually('the report', async () => {
      const { body } = await callApi('GET', `v1/dumps/${uploadId}`, { as: 'rae' });
      const dump = body as { analysis?: string; crashId?: string };
      return dump.analysis === 'done' ? dump.crashId : undefined;
    });
    browser = await launch();
    page = await pageOf(browser, 'Dara', complaints);
  });
  afterAll(() => browser.close());

  it('leads from the crash, as an alert links it, to the fields of an object behind an address in five clicks', async () => {
    let clicks = 0;
    const click = async (target: ReturnType<Page['locator']>): Promise<void> => {
      clicks += 1;
      await target.first().click();
    };
    await visit(page, `crashes/${crashId}`);
    await click(page.getByRole('link', { name: 'Open its dump' }));
    await page.getByRole('navigation', { name: 'Sections of the report' }).waitFor();
    // The task that died, by its stack in a register.
    await click(page.locator('.registers > div', { hasText: /^RSP/i }).locator('a.ask'));
    await click(explorer().getByRole('link', { name: /^task / }));
    const field = explorer().locator('.tree > li', { has: page.locator('.field', { hasText: /^mm$/ }) });
    await click(field.locator('button'));
    await field
      .locator('.field', { hasText: /^pgd$/ })
      .or(field.locator('.field', { hasText: /^mm_users$/ }))
      .first()
      .waitFor();
    expect(clicks).toBeLessThanOrEqual(5);
    await shoot(page, 'explorer');
    await expectAccessible(page);
  });

  it('goes back and forward by the address, and has a link to every view', async () => {
    await visit(page, `dumps/${uploadId}/panic?ask=${encodeURIComponent('init_task.comm')}`);
    await explorer().getByText('"swapper/0"').waitFor();
    await explorer().getByRole('link', { name: 'help' }).click();
    await explorer().getByText('walk list &modules').first().waitFor();
    await page.goBack();
    await explorer().getByText('"swapper/0"').waitFor();
    await page.goForward();
    await explorer().getByText('walk list &modules').first().waitFor();
  });

  it('is asked by the keyboard alone, completes, and says what is wrong and near', async () => {
    await visit(page, `dumps/${uploadId}/panic?ask=sys`);
    await explorer().locator('table, pre').first().waitFor();
    await page.locator('main').focus();
    await page.keyboard.press('e');
    await page.keyboard.type('init_task.com');
    await explorer().getByRole('option', { name: 'comm', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await explorer().getByText('"swapper/0"').waitFor();
    await page.keyboard.press('e');
    await page.keyboard.type('init_task.cmm');
    await page.keyboard.press('Enter');
    await explorer().getByRole('link', { name: 'comm', exact: true }).click();
    await explorer().getByText('"swapper/0"').waitFor();
    await expectAccessible(page);
  });

  it('shows a walk as a table, and keeps what was found with the crash', async () => {
    await visit(
      page,
      `dumps/${uploadId}/panic?ask=${encodeURIComponent('walk list &modules type struct module.list show name, state')}`,
    );
    await explorer().getByRole('columnheader', { name: 'state' }).waitFor();
    await expectAccessible(page);
    await explorer().getByRole('button', { name: 'Add to notes' }).click();
    await explorer().getByText('added').waitFor();
    const { body } = await callApi('GET', `v1/crashes/${crashId}`, { as: 'rae' });
    expect((body as { note?: string }).note).toContain('> walk list &modules');
    await explorer().getByText('Asked before').click();
    await explorer().locator('.trail li', { hasText: 'walk list &modules' }).first().waitFor();
  });

  it('is readable on a phone, in the dark', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await visit(page, `dumps/${uploadId}/panic?ask=${encodeURIComponent('*task(1)')}`);
    await explorer().locator('.tree').first().waitFor();
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await expectReadableOnPhone(page);
  });

  it('says to whoever lacks the role what it is and whom to ask', async () => {
    const rae = await pageOf(browser, 'Rae', complaints);
    await visit(rae, `dumps/${uploadId}`);
    await rae.getByRole('link', { name: 'Explore its memory' }).click();
    await rae.getByText('You do not have it').waitFor();
    await expectAccessible(rae);
  });

  it('never breaks the content security policy, and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
