/**
 * Ten tasks of an on-call and their colleagues, done as people do them: from an alert's link or the front page, by role and name. What is
 * counted is clicks and choices; what is typed is not. docs/console.md says the same numbers.
 */
import type { Locator, Page } from 'playwright-core';
import type { FilledFleet } from '../../infra/local/demo/fleet/fill.ts';
import { visit } from './browser.ts';

/** A hand on a page: it counts what it clicks. */
export class Hand {
  readonly page: Page;
  clicks = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async click(what: Locator): Promise<void> {
    await what.click();
    this.clicks += 1;
  }

  async choose(from: Locator, value: string): Promise<void> {
    await from.selectOption(value);
    this.clicks += 1;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name });
  }

  /** A screen's link; how much waits there may stand behind its name. */
  screen(name: string): Locator {
    const links = this.page.getByRole('navigation', { name: 'Screens' });
    return links.getByRole('link', { name: new RegExp(`^${name}\\b`) });
  }
}

interface Task {
  readonly name: string;
  /** Clicks that it takes, as docs/console.md says. */
  readonly clicks: number;
  readonly by: 'rae' | 'ada' | 'april';
  /** The address that it begins at, behind `#/`: an alert's link, or the front page. */
  readonly from: (fleet: FilledFleet) => string;
  readonly done: (hand: Hand, fleet: FilledFleet) => Promise<void>;
}

const anAlert = ({ groups }: FilledFleet): string => `crashes/${groups.ext4}`;
/** That of a problem of which there are dumps. */
const aDump = ({ groups }: FilledFleet): string => `crashes/${groups.sample}`;
const theFrontPage = (): string => 'crashes';

export const TASKS: readonly Task[] = [
  {
    ...{ name: 'who else has it', clicks: 0, by: 'rae', from: anAlert },
    done: async ({ page }) => {
      await page.getByRole('heading', { name: 'Events' }).waitFor();
      await page.getByRole('cell', { name: 'fs-03' }).first().waitFor();
      await page.getByRole('cell', { name: 'fs-01' }).first().waitFor();
    },
  },
  {
    ...{ name: 'since which release', clicks: 0, by: 'rae', from: anAlert },
    done: async ({ page }) => {
      const marks = page.getByRole('list', { name: 'Marked on the chart' });
      await marks
        .getByText(/first on \d/)
        .first()
        .waitFor();
    },
  },
  {
    ...{ name: 'is it ours', clicks: 1, by: 'rae', from: aDump },
    done: async (hand) => {
      await hand.click(hand.link('Open its dump'));
      await hand.page
        .getByText(/signature/)
        .first()
        .waitFor();
    },
  },
  {
    ...{ name: 'what did the kernel say', clicks: 0, by: 'rae', from: anAlert },
    done: async ({ page }) => {
      const said = page.getByRole('region', { name: 'The oops as the kernel printed it' });
      await said.getByText('RIP: 0010:ext4_mb_new_blocks').first().waitFor();
    },
  },
  {
    ...{ name: 'acknowledge with a reason', clicks: 1, by: 'rae', from: anAlert },
    done: async (hand) => {
      await hand.page.getByLabel('Why', { exact: true }).fill('I look at it');
      await hand.click(hand.button('Acknowledge'));
      await hand.page.getByRole('region', { name: 'Activity' }).getByText('I look at it').waitFor();
    },
  },
  {
    ...{ name: 'silence one host', clicks: 2, by: 'rae', from: anAlert },
    done: async (hand) => {
      const { page } = hand;
      await hand.click(page.getByRole('heading', { name: /^Latest event on/ }).getByRole('link'));
      await page.getByLabel('Why no alert').fill('a bad board');
      await hand.click(hand.button('Silence'));
      await page.getByText(/It is silent until .*, by .*: a bad board/).waitFor();
    },
  },
  {
    ...{ name: 'compare two dumps', clicks: 2, by: 'rae', from: aDump },
    done: async (hand, { dumps }) => {
      const { page } = hand;
      await hand.click(hand.link('Compare'));
      const others = page.getByLabel('With the one of');
      const [first = '', second = ''] = dumps;
      await others.waitFor();
      await hand.choose(others, page.url().includes(first) ? second : first);
      await page.getByText('Both have the same, of the same builds.').waitFor();
    },
  },
  {
    ...{ name: 'enrol a host', clicks: 2, by: 'ada', from: theFrontPage },
    done: async (hand) => {
      const { page } = hand;
      await hand.click(hand.screen('Hosts'));
      await page.getByLabel('Host', { exact: true }).fill(`ten-${String(Date.now())}`);
      await hand.click(hand.button('Enrol'));
      await page
        .getByRole('region', { name: 'The token' })
        .getByText(/pgh1\./)
        .waitFor();
    },
  },
  {
    ...{ name: 'approve a kernel', clicks: 2, by: 'april', from: theFrontPage },
    done: async (hand) => {
      await hand.click(hand.screen('Signing'));
      await hand.page.getByRole('heading', { name: '1 request for you' }).waitFor();
      await hand.click(hand.button('Approve'));
      await hand.page.getByRole('heading', { name: '1 request for you' }).waitFor({ state: 'detached' });
    },
  },
  {
    ...{ name: 'find all crashes of ext4 on 6.12 last week', clicks: 0, by: 'rae', from: theFrontPage },
    done: async ({ page }) => {
      await page.locator('table.crashes tbody tr').first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('module:ext4 kernel:6.12 seen:7d');
      await page.keyboard.press('Enter');
      await page.getByText('1 group', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'general protection fault in ext4_mb_new_blocks' }).waitFor();
    },
  },
];

/** The clicks that it took. */
export async function clicksOf(task: Task, page: Page, fleet: FilledFleet): Promise<number> {
  await visit(page, task.from(fleet));
  const hand = new Hand(page);
  await task.done(hand, fleet);
  return hand.clicks;
}
