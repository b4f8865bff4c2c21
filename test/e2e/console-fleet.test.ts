/** Kernels, signing and the fleet in a real browser, by people with different roles. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { CreatedImage, ImageRecord } from '../../shared/contract/images.ts';
import { Host } from '../integration/pipeline/host.ts';
import { callApi, eventually } from '../integration/support/stack.ts';
import { buildPe } from '../support/pe-writer.ts';
import { describeInBrowser, expectAccessible, expectReadableOnPhone, launch, pageOf, shoot, visit } from './browser.ts';

const SAMPLE = readFileSync(join(import.meta.dirname, '../fixtures/vmcore/sample.kdump'));
const RELEASE = '6.1.0-56-cloud-amd64';
const NAME = 'vmlinuz-fleet';

async function ask(person: string, release: string): Promise<ImageRecord> {
  const image = buildPe({ bzImage: true, release });
  const upload = { sizeBytes: image.length, sha256: createHash('sha256').update(image).digest('hex') };
  const comment = 'from the release branch, all tests green';
  const created = await callApi('POST', 'v1/images', { as: person, body: { name: NAME, upload, comment } });
  const { image: record, put } = created.body as CreatedImage;
  await fetch(put?.url ?? '', { method: 'PUT', headers: put?.headers ?? {}, body: Buffer.from(image) });
  const submitted = await callApi('POST', `v1/images/${record.id}/submit`, { as: person });
  expect(submitted.body).toMatchObject({ state: 'pending' });
  return submitted.body as ImageRecord;
}

describeInBrowser('kernels, signing and the fleet in a browser', () => {
  let browser: Browser;
  let april: Page;
  let rae: Page;
  let ada: Page;
  let waiting: ImageRecord;
  let own: ImageRecord;
  const complaints: string[] = [];

  beforeAll(async () => {
    const capturedAt = new Date().toISOString();
    const host = await Host.enrol();
    const upload = await host.announce({ sizeBytes: SAMPLE.length, fileName: 'vmcore', capturedAt });
    await host.sendDump(upload, SAMPLE);
    await host.complete(upload.id, SAMPLE);
    await callApi('POST', 'v1/keys/init', { as: 'ada', body: { organization: 'Example Fleet' } });
    const before = await ask('remy', '6.12.111-fleet');
    const body = { decision: 'approve', digest: before.digest };
    expect((await callApi('POST', `v1/images/${before.id}/decisions`, { as: 'aziz', body })).status).toBe(200);
    waiting = await ask('remy', '6.12.117-fleet');
    own = await ask('ada', '6.12.118-fleet');
    await eventually('the report and its figures', async () => {
      const { body: found } = await callApi('GET', 'v1/fleet', { as: 'rae' });
      const { stacks, panicToAlert } = found as { stacks: unknown[]; panicToAlert: { uploads: number } };
      return stacks.length > 0 && panicToAlert.uploads > 0 ? true : undefined;
    });
    browser = await launch();
    april = await pageOf(browser, 'April', complaints);
    rae = await pageOf(browser, 'Rae', complaints);
    ada = await pageOf(browser, 'Ada', complaints);
  });
  afterAll(() => browser.close());

  const card = (page: Page, record: ImageRecord) =>
    page.getByRole('article', { name: NAME }).filter({ hasText: record.image?.release ?? '?' });

  it('shows an approver what waits for them, with what differs from the image signed last', async () => {
    await april.getByLabel('2 waiting for you').waitFor();
    await visit(april, 'signing');
    await april.getByRole('heading', { name: '2 requests for you' }).waitFor();
    const request = card(april, waiting);
    await request.getByRole('row', { name: 'release 6.12.111-fleet 6.12.117-fleet' }).waitFor();
    await request
      .getByText(waiting.digest ?? '?')
      .first()
      .waitFor();
    await shoot(april, 'signing');
    await expectAccessible(april);
    await expectReadableOnPhone(april);
  });

  it('offers nobody to decide on what they asked for themselves, and tells them so', async () => {
    await visit(ada, 'signing');
    await card(ada, own).getByText('nobody decides on what they asked for themselves').waitFor();
    expect(await card(ada, own).getByRole('button').count()).toBe(0);
    expect(await card(ada, waiting).getByRole('button', { name: 'Approve' }).count()).toBe(1);
  });

  it('lets a responder look, and decide on nothing', async () => {
    await visit(rae, 'signing');
    await rae.getByRole('heading', { name: 'No request waits for you' }).waitFor();
    expect(await rae.getByRole('button', { name: /Approve|Refuse/ }).count()).toBe(0);
  });

  it('signs what is approved, and says in the history who asked and who approved', async () => {
    await visit(april, 'signing');
    await card(april, waiting)
      .getByLabel(/Comment/)
      .fill('compared with the tag');
    await card(april, waiting).getByRole('button', { name: 'Approve' }).click();
    await april.getByRole('heading', { name: '1 request for you' }).waitFor();
    await visit(april, 'signing/history');
    await april.locator('tr', { hasText: '6.12.117-fleet' }).getByText('signed').waitFor();
    await expectAccessible(april);
    await april.locator('tr', { hasText: '6.12.117-fleet' }).getByRole('link', { name: NAME }).click();
    await april.getByText('compared with the tag').waitFor();
    await april.getByRole('button', { name: /Verify it/ }).click();
    await april.locator('tr', { hasText: 'uefi' }).getByText('loads it').waitFor();
    await expectAccessible(april);
    await expectReadableOnPhone(april);
  });

  it('shows keys with their expiry, and the checkpoint of the log', async () => {
    await visit(april, 'signing/keys');
    await april
      .locator('tr', { hasText: 'signs images' })
      .getByText(/days left/)
      .waitFor();
    await expectAccessible(april);
    await expectReadableOnPhone(april);
    await visit(april, 'signing/log');
    await april.getByText('— purgatory/').waitFor();
    await expectAccessible(april);
    await expectReadableOnPhone(april);
  });

  it('tells what a revocation would do before an administrator can ask for it, and has somebody else approve it', async () => {
    const hash = `signing/revocations?kind=image&value=${waiting.digest ?? ''}`;
    const preview = async (page: Page): Promise<void> => {
      await visit(page, hash);
      await page.getByLabel(/Reason/).fill('CVE-2026-1337');
      await page.getByRole('button', { name: 'Show what it would do' }).click();
      await page.getByRole('heading', { name: /It hits 1 image/ }).waitFor();
    };
    await preview(rae);
    await rae.getByText('Only an administrator can ask for it.').waitFor();
    await preview(ada);
    await shoot(ada, 'revocation');
    await expectAccessible(ada);
    await expectReadableOnPhone(ada);
    const publish = ada.getByRole('button', { name: 'Ask for this revocation' });
    expect(await publish.isDisabled()).toBe(true);
    await ada.getByLabel(/I have read what it does/).check();
    await publish.click();
    await ada.getByText('nobody approves what they asked for themselves').waitFor();
    await visit(april, 'signing/changes');
    await expectAccessible(april);
    await expectReadableOnPhone(april);
    // Others' changes are there too, some of them in force.
    const asked = april.locator('article', { hasText: 'CVE-2026-1337' });
    await asked.getByRole('button', { name: 'Approve this change' }).click();
    await asked.getByText('in force', { exact: true }).waitFor();
    await visit(ada, 'signing/revocations');
    await ada.locator('tr', { hasText: `image ${waiting.digest ?? ''}` }).waitFor();
    await visit(ada, `signing/${waiting.id}`);
    await ada.getByText('revoked', { exact: true }).waitFor();
  });

  it('shows kernels by build-id, and one by key', async () => {
    await visit(rae, 'kernels');
    const row = rae.locator('tr', { hasText: RELEASE });
    await row.waitFor();
    await shoot(rae, 'kernels');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
    await rae.keyboard.press('o');
    await rae.getByRole('heading', { name: 'Hosts' }).waitFor();
    await rae
      .getByText(/^host-/)
      .first()
      .waitFor();
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
  });

  it('shows the fleet: time to the alert, deepest stacks, each with its dump', async () => {
    await visit(rae, 'fleet');
    const stacks = rae.getByRole('region', { name: 'Deepest stacks by function and release' });
    await stacks.waitFor();
    await rae.getByText('half within').waitFor();
    await shoot(rae, 'fleet');
    await expectAccessible(rae);
    await expectReadableOnPhone(rae);
    await stacks.getByRole('link').first().click();
    await rae.getByRole('region', { name: 'Deepest stacks' }).waitFor();
    expect(rae.url()).toMatch(/#\/dumps\/[0-9A-Z]{26}\/stacks/);
  });

  it('never breaks its own content security policy, and throws nothing', () => {
    expect(complaints).toEqual([]);
  });
});
