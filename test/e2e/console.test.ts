/**
 * The console in a real browser against the whole service. Screenshots go where `PURGATORY_SCREENSHOTS` says
 * (`PURGATORY_SCREENSHOTS=docs/screens npm run test:e2e` renews those of the documentation).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { Host } from '../integration/pipeline/host.ts';
import { callApi, describeOnStack, eventually, stack } from '../integration/support/stack.ts';
import { commandPath } from '../support/oracles.ts';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const SCREENS = process.env['PURGATORY_SCREENSHOTS'];
const SAMPLE_TITLE = 'kernel panic: sysrq triggered crash';
/** No look-ups, no updates, no profile: this browser talks to the console alone. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const browserPath = commandPath('chromium') ?? commandPath('chromium-browser') ?? commandPath('google-chrome');
if (browserPath === undefined) {
  describe.skip('the console in a browser (skipped: chromium is not installed)', () => {
    it('needs chromium', () => undefined);
  });
} else {
  describeOnStack('the console in a browser', () => {
    let browser: Browser;
    let page: Page;
    let uploadId: string;
    const complaints: string[] = [];

    beforeAll(async () => {
      const host = await Host.enrol();
      uploadId = await host.upload({ dump: readFileSync(SAMPLE) });
      await eventually('the report', async () => {
        const { body } = await callApi('GET', `v1/dumps/${uploadId}`, { as: 'rae' });
        const { analysis, crashId } = body as { analysis?: string; crashId?: string };
        return analysis === 'done' && crashId !== undefined ? true : undefined;
      });
      browser = await chromium.launch({ executablePath: browserPath, args: FLAGS });
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // The answer "nobody is signed in" is no fault; a breach of the content security policy is.
        if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
      });
    }, 120_000);
    afterAll(() => browser.close());

    const shoot = async (name: string): Promise<void> => {
      if (SCREENS !== undefined) await page.screenshot({ path: join(SCREENS, `${name}.png`) });
    };
    const accessible = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    };

    it('asks who one is, and shows the crashes after signing in', async () => {
      await page.goto(stack.url);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByText('Rae').click();
      await page.getByRole('link', { name: SAMPLE_TITLE }).waitFor();
      await shoot('crashes');
      await accessible();
    });

    it('leads from the list to the root cause in three clicks', async () => {
      await page.getByRole('link', { name: SAMPLE_TITLE }).click();
      await page.getByRole('heading', { name: 'Dumps' }).waitFor();
      await shoot('crash');
      await accessible();
      await page.locator(`a[href="#/dumps/${uploadId}"]`).click();
      await page.getByText('sysrq_handle_crash').first().waitFor();
      await shoot('dump');
      await accessible();
    });

    it.each(['CPUs', 'Tasks', 'Log', 'Locks', 'Interrupts', 'Memory', 'Stacks', 'Modules', 'Integrity', 'Raw'])(
      'shows the tab %s, usable for everyone',
      async (tab) => {
        await page.goto(`${stack.url}#/dumps/${uploadId}`);
        await page.getByRole('navigation', { name: 'Sections of the report' }).getByRole('link', { name: tab }).click();
        await page.locator('.tab h2', { hasText: tab }).waitFor({ state: 'attached' });
        await shoot(`dump-${tab.toLowerCase()}`);
        await accessible();
      },
    );

    it('finds a task by what is on its stack, and keeps that in the address', async () => {
      await page.goto(`${stack.url}#/dumps/${uploadId}/tasks?q=sysrq_handle_crash`);
      await page.getByText('1 task', { exact: true }).waitFor();
      await page.locator('.task-row').first().click();
      await page.getByRole('heading', { name: /^sh \(/ }).waitFor();
      expect(page.url()).toContain('pid=');
    });

    it('acknowledges by key, and is readable at 360 pixels in the dark', async () => {
      await page.goto(`${stack.url}#/crashes`);
      await page.getByRole('link', { name: SAMPLE_TITLE }).waitFor();
      await page.keyboard.press('a');
      await page.getByText('acknowledged').waitFor();
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 360, height: 740 });
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      await shoot('phone');
      await accessible();
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
}
