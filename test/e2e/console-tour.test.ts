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
import { ImagePage } from '../../shared/contract/images.ts';
import { eventually } from '../integration/support/stack.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectReadableOnPhone,
  launch,
  pageOf,
  shoot,
  shootOnPhone,
  visit,
} from './browser.ts';
import { clicksOf, TASKS } from './ten-tasks.ts';

describeInBrowser('the tour in a browser', () => {
  let embedded: Embedded | undefined;
  let browser: Browser | undefined;
  let rae: Page;
  let ada: Page;
  let april: Page;
  let fleet: FilledFleet;
  /** SHA-256 of a kernel that was signed. */
  let signed: string;
  const complaints: string[] = [];
  const NFS = 'BUG: corrupted list in nfs_direct';

  beforeAll(async () => {
    const { url, issuer, runFolder } = (embedded = await startEmbedded({ port: 0 }));
    const tokens = new Map(await Promise.all(PEOPLE.map(async ({ id }) => [id, await issuer.tokenFor(id)] as const)));
    const as = (person: string) => new DemoApi(url, tokens.get(person) ?? '');
    fleet = await fillFleet({
      as,
      now: new Date(),
      wait: (what, ask) => eventually(what, ask, () => workDone(runFolder)),
      note: () => undefined,
    });
    const { images } = await as('rae').call('GET', 'v1/images?state=signed', ImagePage);
    signed = images[0]?.digest ?? '';
    browser = await launch();
    rae = await pageOf(browser, 'Rae', complaints, url);
    ada = await pageOf(browser, 'Ada', complaints, url);
    april = await pageOf(browser, 'April', complaints, url);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), embedded?.stop()]);
  });

  const rows = (page: Page) => page.locator('table.crashes tbody tr');

  it('opens with what is not resolved, on a desk and on a phone', async () => {
    await visit(rae, 'crashes');
    await rows(rae).first().waitFor();
    await shoot(rae, 'crashes');
    await shootOnPhone(rae, 'phone');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('marks on the chart of a crash what people did, and which release had it first', async () => {
    await visit(rae, `crashes/${fleet.groups.mlx5}`);
    const marks = rae.getByRole('list', { name: 'Marked on the chart' });
    await marks.getByText(/ resolved in \S+ by remy/i).waitFor();
    await marks
      .getByText(/first on \d/)
      .first()
      .waitFor();
    await expectAccessible(rae);
    await visit(rae, `crashes/${fleet.groups.ext4}`);
    await rae.locator('.trend svg').waitFor();
    await rae.getByRole('heading', { name: /^Latest event/ }).waitFor();
    // First of none: everything that was being loaded is there.
    await rae.locator('.skeleton').first().waitFor({ state: 'detached' });
    await shoot(rae, 'crash');
    await expectReadableOnPhone(rae);
  });

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
    await rae.getByRole('link', { name: 'Open its log' }).waitFor();
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

  it('folds away what is known of a dump, and keeps it as the reader left it', async () => {
    const dump = `dumps/${fleet.dumps[0] ?? ''}`;
    await visit(rae, dump);
    const facts = rae.locator('details.foldable').first();
    await facts.waitFor();
    await shoot(rae, 'dump');
    const buildId = facts.locator('dt', { hasText: 'build-id' });
    expect(await buildId.isVisible()).toBe(false);
    await facts.locator('summary').press('Enter');
    await buildId.waitFor();
    await visit(rae, `${dump}/modules`);
    await rae.reload();
    await buildId.waitFor();
    await expectAccessible(rae);
    await facts.locator('summary').press('Enter');
    await buildId.waitFor({ state: 'hidden' });
  });

  it('sorts the tables of a dump by key, and has the order in the address', async () => {
    await visit(rae, `dumps/${fleet.dumps[0] ?? ''}/modules`);
    const size = rae.getByRole('columnheader', { name: 'Size' });
    await size.getByRole('button').press('Enter');
    await rae.waitForURL(/sort=-size/);
    expect(await size.getAttribute('aria-sort')).toBe('descending');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
    await visit(rae, `dumps/${fleet.dumps[0] ?? ''}/tasks`);
    const name = rae.getByRole('columnheader', { name: 'Name' });
    await name.getByRole('button').press('Enter');
    await name.getByRole('button').press('Enter');
    await rae.waitForURL(/sort=-comm/);
    const names = await rae.locator('.task-row .comm').allInnerTexts();
    expect(names.map((each) => each.toLowerCase())).toEqual(
      names.map((each) => each.toLowerCase()).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)),
    );
    await rae.locator('.task-row').first().click();
    await rae.getByRole('heading', { name: new RegExp(`^${names[0] ?? '?'} \\(`) }).waitFor();
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('tells of each line of the log how long before the panic it was, and narrows by it', async () => {
    await visit(rae, `dumps/${fleet.dumps[0] ?? ''}/log`);
    await rae.locator('.log-line', { hasText: 'Kernel panic' }).getByText('0.000 s', { exact: true }).first().waitFor();
    const all = await rae.locator('output').innerText();
    await rae.getByLabel('Time', { exact: true }).selectOption('the last second before the panic');
    await rae.waitForURL(/within=1/);
    expect(await rae.locator('output').innerText()).not.toBe(all);
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('draws what held memory', async () => {
    await visit(rae, `dumps/${fleet.dumps[0] ?? ''}/memory`);
    await rae.getByRole('img', { name: /^What held memory: / }).waitFor();
    await shoot(rae, 'memory');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('lists uploads, and narrows by what became of them and when', async () => {
    await visit(rae, 'uploads');
    await rae.getByRole('heading', { name: 'Uploads' }).waitFor();
    await rae.locator('tbody tr').first().waitFor();
    await shoot(rae, 'uploads');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
    await rae.getByLabel('State', { exact: true }).selectOption('given up');
    await rae.waitForURL(/state=aborted/);
    await rae.getByText('No upload is like that.').waitFor();
    await rae.getByRole('link', { name: 'Show all' }).click();
    await rae.getByLabel('Host', { exact: true }).fill('fs-03');
    await rae.keyboard.press('Enter');
    await rae.waitForURL(/host=fs-03/);
    await rae
      .locator('tbody tr')
      .getByRole('link', { name: 'general protection fault in ext4_mb_new_blocks' })
      .first()
      .waitFor();
  });

  it('shows what waits to be signed, what a revocation would do, kernels, and the fleet', async () => {
    await visit(april, 'signing');
    await april.getByRole('heading', { name: '1 request for you' }).waitFor();
    await shoot(april, 'signing');
    await visit(ada, `signing/revocations?kind=image&value=${signed}`);
    await ada.getByLabel(/Reason/).fill('CVE-2026-1337');
    await ada.getByRole('button', { name: 'Show what it would do' }).click();
    await ada.getByRole('heading', { name: /It hits 1 image/ }).waitFor();
    await shoot(ada, 'revocation');
    await visit(rae, 'kernels');
    await rae.locator('tbody tr').first().waitFor();
    await shoot(rae, 'kernels');
    await visit(rae, 'fleet');
    await rae.getByRole('region', { name: 'Deepest stacks by function and release' }).waitFor();
    await shoot(rae, 'fleet');
  });

  it('says the signing policy in words, and who did what, by person', async () => {
    await visit(ada, 'signing/policy');
    await ada.getByRole('heading', { name: /^In force: version/ }).waitFor();
    await ada.getByText('No change of the policy waits.').waitFor();
    await shoot(ada, 'policy');
    await expectAccessible(ada);
    await expectReadableOnPhone(ada);
    await visit(ada, 'audit');
    await ada.locator('tr', { hasText: 'Remy' }).getByText('asked for a signature').first().waitFor();
    await shoot(ada, 'audit');
    await ada.getByRole('button', { name: /^Add what the newest/ }).click();
    await ada.getByText(/^0 questions to the newest/).waitFor();
    await expectAccessible(ada);
    await expectReadableOnPhone(ada);
    await ada.getByLabel('Who', { exact: true }).fill('aziz');
    await ada.waitForURL(/who=aziz/);
    await ada.locator('tbody tr').getByText('approved', { exact: true }).waitFor();
    expect(await ada.locator('tbody tr').count()).toBe(1);
  });

  it.each(TASKS.map((task) => [task.name, task] as const))(
    '%s: in as many clicks as the documentation says',
    async (_, task) => {
      const clicks = await clicksOf(task, { rae, ada, april }[task.by], fleet);
      expect({ task: task.name, clicks }).toEqual({ task: task.name, clicks: task.clicks });
    },
  );

  it('says of a crash which of its hosts are silent, and lets one be heard again', async () => {
    await visit(rae, `crashes/${fleet.groups.ext4}`);
    const silent = rae.getByRole('region', { name: 'Silenced hosts' });
    await silent.getByText('1 host of those that have it is silent').waitFor();
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
    await silent.getByRole('link').click();
    await rae.getByText('It is silent until').waitFor();
    await shoot(rae, 'silence');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
    await visit(rae, 'audit?kind=silence');
    await rae
      .locator('tr', { hasText: 'a bad board' })
      .getByText(/silenced a host until/)
      .waitFor();
    await rae.goBack();
    await rae.getByRole('button', { name: 'End the silence' }).click();
    await rae.getByLabel('Why no alert').waitFor();
    await expectAccessible(rae);
  });

  it('never breaks its own content security policy, and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
