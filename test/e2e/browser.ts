/** A browser on the console of the embedded AWS, as people use it. Screenshots go where `PURGATORY_SCREENSHOTS` says. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { describeOnStack, stack } from '../integration/support/stack.ts';
import { commandPath } from '../support/oracles.ts';

const SCREENS = process.env['PURGATORY_SCREENSHOTS'];
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
const PATIENCE_MS = 30_000;

const browserPath = commandPath('chromium') ?? commandPath('chromium-browser') ?? commandPath('google-chrome');

/** `describe` for tests that need the embedded AWS and a browser. */
export function describeInBrowser(name: string, tests: () => void): void {
  describeOnStack(name, tests, browserPath === undefined ? ['chromium is not installed'] : []);
}

export function launch(): Promise<Browser> {
  return chromium.launch({ args: FLAGS, ...(browserPath === undefined ? {} : { executablePath: browserPath }) });
}

/** A page that nobody is signed in to. What it throws, and every breach of its own policy, is put into `complaints`. */
export async function freshPage(browser: Browser, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The answer "nobody is signed in" is no fault; a breach of the content security policy is.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  return page;
}

/** A page on which `person` (Rae, Remy, April, Aziz, Ada) is signed in, of the console at `url`. */
export async function pageOf(browser: Browser, person: string, complaints: string[], url = stack.url): Promise<Page> {
  const page = await freshPage(browser, complaints);
  await page.goto(url);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByText(person).click();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  return page;
}

/** Goes to a screen of the console that the page shows, by its link. */
export async function visit(page: Page, hash: string): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  await page.goto(origin === 'null' ? `${stack.url}#/${hash}` : `${origin}${pathname}#/${hash}`);
}

export async function shoot(page: Page, name: string): Promise<void> {
  if (SCREENS !== undefined) await page.screenshot({ path: join(SCREENS, `${name}.png`) });
}

/** As it is on a phone, in the dark. */
export async function shootOnPhone(page: Page, name: string): Promise<void> {
  if (SCREENS === undefined) return;
  await onPhone(page, () => shoot(page, name));
}

async function onPhone(page: Page, act: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  try {
    await act();
  } finally {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
  }
}

/** WCAG as axe checks it. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

/** At 360 pixels and in the dark: nothing sticks out, and axe has nothing to say. */
export async function expectReadableOnPhone(page: Page): Promise<void> {
  await onPhone(page, async () => {
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
}
