/** One search for the id of an upload finds what every function did with it. */
import { expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callApi, describeOnStack, eventually, stack } from '../support/stack.ts';
import { freshSymbol, Host, oops } from './host.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/vmcore/sample.kdump');
const FUNCTIONS = ['alert', 'console', 'debuginfod', 'examine', 'ingest', 'seal', 'triage'];
const METRICS = ['SecondsToAlert', 'ExamineSeconds', 'DumpsSealed'];

/** The lines of all functions' logs that are about this upload, as JSON. */
function linesOf(uploadId: string): Record<string, unknown>[] {
  const folder = join(stack.runFolder, 'lambda');
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.startsWith('{') && line.includes(`"uploadId":"${uploadId}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describeOnStack('the way of a crash', () => {
  it("has the upload's id on the lines and the metrics of its functions", async () => {
    const host = await Host.enrol();
    const id = await host.upload({ log: oops(freshSymbol()), dump: await readFile(SAMPLE) });
    await callApi('GET', `v1/dumps/${id}`, { as: 'rae' });
    const services = () => [...new Set(linesOf(id).map(({ service }) => String(service)))].sort();
    const measured = () => linesOf(id).flatMap((line) => ('_aws' in line ? Object.keys(line) : []));
    // A function has lines about the upload before it is through with it: its metrics come last.
    await eventually(`lines about ${id} of ${FUNCTIONS.join(', ')}, and ${METRICS.join(', ')}`, () => {
      const all =
        FUNCTIONS.every((name) => services().includes(name)) && METRICS.every((name) => measured().includes(name));
      return Promise.resolve(all ? true : undefined);
    });
    expect(services()).toEqual(FUNCTIONS);
  });
});
