/**
 * The tour's fleet in a real browser: the tasks of an on-call and of an administrator, as people go about them. On a stack of its own: what
 * is searched and counted is the fleet's, and other tests find none of it on theirs.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DemoApi } from '../../infra/local/demo/api.ts';
import { fillFleet } from '../../infra/local/demo/fleet/fill.ts';
import type { FilledFleet } from '../../infra/local/demo/fleet/fill.ts';
import { startEmbedded } from '../../infra/local/stack/embedded.ts';
import type { Embedded } from '../../infra/local/stack/embedded.ts';
import { PEOPLE } from '../../infra/local/stack/issuer.ts';
import { workDone } from '../../infra/local/stack/lambda-logs.ts';
import { eventually } from '../integration/support/stack.ts';
import { describeInBrowser, expectAccessible, expectReadableOnPhone, launch, pageOf, shoot, visit } from './browser.ts';

describeInBrowser('the tour in a browser', () => {
  let embedded: Embedded | undefined;
  let browser: Browser | undefined;
  let rae: Page;
  let ada: Page;
  let fleet: FilledFleet;
  const complaints: string[] = [];
  const NFS = 'BUG: corrupted list in nfs_direct';

  beforeAll(async () => {
    const { url, issuer, runFolder } = (embedded = await startEmbedded({ port: 0 }));
    const tokens = new Map(await Promise.all(PEOPLE.map(async ({ id }) => [id, await issuer.tokenFor(id)] as const)));
    fleet = await fillFleet({
      as: (person) => new DemoApi(url, tokens.get(person) ?? ''),
      now: new Date(),
      wait: (what, ask) => eventually(what, ask, () => workDone(runFolder)),
      note: () => undefined,
    });
    browser = await launch();
    rae = await pageOf(browser, 'Rae', complaints, url);
    ada = await pageOf(browser, 'Ada', complaints, url);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), embedded?.stop()]);
  });

  const rows = (page: Page) => page.locator('table.crashes tbody tr');

  it('finds all crashes of ext4 on 6.12 last week, and who else has them', async () => {
    await visit(rae, 'crashes?q=module:ext4+kernel:6.12+seen:7d');
    await rae.getByRole('link', { name: 'general protection fault in ext4_mb_new_blocks' }).waitFor();
    await rae.getByText('1 group', { exact: true }).waitFor();
    await visit(rae, 'crashes?q=tag:gpu');
    await rae.getByRole('link', { name: /Out of memory/ }).waitFor();
    await rae.getByText('1 group', { exact: true }).waitFor();
  });

  it('lists in another order, within a time, and keeps a view under a name', async () => {
    await visit(rae, 'crashes?q=');
    await rows(rae).first().waitFor();
    await rae.getByLabel('Order', { exact: true }).selectOption('most crashes');
    await rae.waitForURL(/sort=count/);
    await rae.getByLabel('Seen', { exact: true }).selectOption('within a day');
    await rae.waitForURL(/seen%3A24h/);
    await rae.getByRole('button', { name: 'Save this view' }).click();
    await rae.getByLabel('Name of the view').fill('busy today');
    await rae.keyboard.press('Enter');
    await visit(rae, 'crashes');
    await rae.getByRole('link', { name: 'busy today' }).click();
    await rae.waitForURL(/sort=count/);
    await rae.getByText('general protection fault in ext4').waitFor();
    await shoot(rae, 'crashes-sorted');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('acknowledges several at once with one reason, which each of them keeps', async () => {
    await visit(rae, 'crashes?q=module:xfs');
    await rae.getByText('2 groups', { exact: true }).waitFor();
    const boxes = rae.getByRole('checkbox');
    expect(await boxes.count()).toBe(2);
    for (const box of await boxes.all()) await box.check();
    await rae.getByText('2 crashes chosen').waitFor();
    await expectAccessible(rae);
    await rae.getByLabel('Why').fill('one incident');
    await rae.getByRole('button', { name: 'Ignore for a week' }).click();
    await rae.getByText('2 crashes chosen').waitFor({ state: 'detached' });
    await visit(rae, `crashes/${fleet.groups.hung}`);
    await rae.getByRole('region', { name: 'Activity' }).getByText('one incident').waitFor();
  });

  it('merges what is one problem, says so on both pages, and takes it back', async () => {
    await visit(rae, `crashes/${fleet.groups['list-callers']}`);
    const similar = rae.getByRole('region', { name: 'Similar crashes' });
    await similar.getByText('the same module, nfs').waitFor();
    await shoot(rae, 'similar');
    await similar.getByRole('button', { name: 'Merge into it' }).first().click();
    await rae.waitForURL(new RegExp(fleet.groups.list));
    await rae.locator('dl.facts', { hasText: '4' }).first().waitFor();
    await rae.getByRole('region', { name: 'Similar crashes' }).getByText('was merged into it').waitFor();
    await visit(rae, `crashes/${fleet.groups['list-callers']}`);
    await rae.getByText('Part of another crash.').waitFor();
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
    await rae.getByRole('button', { name: 'Undo the merge' }).click();
    await rae.getByText('Part of another crash.').waitFor({ state: 'detached' });
    await rae.getByRole('button', { name: 'Acknowledge' }).waitFor();
    expect(await rae.title()).toContain(NFS);
  });

  it('compares two dumps of one problem', async () => {
    await visit(rae, `dumps/${fleet.dumps[0] ?? ''}/compare`);
    const others = rae.getByLabel('With the one of');
    const value = await others.locator(`option[value="${fleet.dumps[1] ?? ''}"]`).getAttribute('value');
    await others.selectOption(value);
    await rae.waitForURL(/with=/);
    await rae.getByText('Both have the same, of the same builds.').waitFor();
    await rae
      .getByRole('region', { name: 'Traces' })
      .getByText(/sysrq_handle_crash/)
      .first()
      .waitFor();
    await rae.getByLabel('Show what is alike, too').check();
    await rae.getByRole('row', { name: /^release 6\.1/ }).waitFor();
    await shoot(rae, 'compare');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('shows hosts with their tokens and last crashes, enrols one, and revokes it', async () => {
    await visit(ada, 'hosts');
    await ada
      .locator('tr', { hasText: 'db-04' })
      .getByText(/good for [45] days/)
      .waitFor();
    await ada.locator('tr', { hasText: 'web-06' }).getByText('revoked').waitFor();
    await shoot(ada, 'hosts');
    await expectAccessible(ada);
    await expectReadableOnPhone(ada);
    const name = `tour-${String(Date.now())}`;
    await ada.getByLabel('Host', { exact: true }).fill(name);
    await ada.getByLabel('Tags').fill('storage eu');
    await ada.getByRole('button', { name: 'Enrol' }).click();
    await ada
      .getByRole('region', { name: 'The token' })
      .getByText(/pgh1\./)
      .waitFor();
    await visit(ada, `hosts/${name}`);
    await ada.getByRole('button', { name: 'Revoke its tokens' }).click();
    await ada.getByRole('button', { name: 'Revoke', exact: true }).click();
    await ada.getByText('Its tokens are void').waitFor();
    await visit(rae, 'hosts/fs-03');
    await rae.getByRole('link', { name: 'general protection fault in ext4_mb_new_blocks' }).first().waitFor();
    expect(await rae.getByRole('button', { name: /Revoke/ }).count()).toBe(0);
    await expectAccessible(rae);
  });

  it('shows where alerts go, and sends a test there', async () => {
    await visit(rae, 'alerts');
    await rae
      .getByRole('button', { name: /^Send a test to/ })
      .first()
      .click();
    await rae.getByText('delivered').waitFor();
    await shoot(rae, 'alert-routes');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('never breaks its own content security policy, and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
