/**
 * `npm run bench -- storm [--seed=N] [--hosts=N] [--runs=N] [--record]`: a fleet that panics within five minutes, played by the
 * service's own use cases over services in virtual time, for some seeds; then fleets that are too large for that, by what one
 * crash was measured to take. `--record` keeps what came of it in test/bench/storm/results.json and writes the tables of
 * docs/scaling.md and its picture anew.
 */
import { writeFileSync } from 'node:fs';
import { InputError } from '../../shared/errors.ts';
import { costOfStorm } from './storm/cost.ts';
import { standardDeployment } from './storm/deployment.ts';
import { flow, stagesOf, useOfACrash } from './storm/flow.ts';
import { RESULTS, writeScalingPage } from './storm/page.ts';
import type { Recorded } from './storm/page.ts';
import { storm } from './storm/storm.ts';
import type { StormResult } from './storm/storm.ts';

const SECONDS = 300;
const LARGE_FLEETS = [100_000, 1_000_000] as const;
const TARGET_SECONDS = 60;

export async function bench() {
  const deployment = standardDeployment();
  const seed = option('seed', 1);
  const hosts = option('hosts', 10_000);
  const runs: StormResult[] = [];
  for (let run = 0; run < option('runs', 3); run++) {
    const result = await storm({ hosts, seed: seed + run, seconds: SECONDS, deployment });
    console.error(
      `  seed ${result.seed}: ${result.broken.length === 0 ? 'all as it has to be' : result.broken.join('; ')}`,
    );
    runs.push(result);
  }
  const [first] = runs;
  if (first === undefined) throw new InputError('--runs is at least 1');
  const stages = stagesOf(deployment, useOfACrash(first));
  const fleets = LARGE_FLEETS.map((count) => flow(count, SECONDS, stages));
  const recorded: Recorded = { deployment: deployment.name, runs, fleets, costUsd: costOfStorm(first) };
  if (process.argv.includes('--record')) {
    writeFileSync(RESULTS, `${JSON.stringify(recorded, null, 2)}\n`);
    writeScalingPage(recorded);
  }
  const worst = (of: (result: StormResult) => number): number => Math.max(...runs.map(of));
  const figure = (name: string, value: number, unit: string, target?: number) => ({
    name,
    value: Number(value.toPrecision(4)),
    unit,
    higherIsBetter: false,
    ...(target === undefined ? {} : { target }),
  });
  return [
    figure(
      `${hosts} hosts, ${runs.length} seeds: what is not as it has to be`,
      worst(({ broken }) => broken.length),
      'faults',
      0,
    ),
    figure(
      'first log to the alert of the new problem, worst',
      worst((run) => run.newAlertSeconds),
      's',
      TARGET_SECONDS,
    ),
    figure(
      'log to its being counted, p99, worst',
      worst((run) => run.countedSeconds.p99),
      's',
      TARGET_SECONDS,
    ),
    figure(
      'panic to log stored, p99, worst',
      worst((run) => run.storedSeconds.p99),
      's',
    ),
    figure('the storm costs', recorded.costUsd, 'USD'),
    ...fleets.map((fleet) => figure(`${fleet.hosts} hosts: the last is counted after`, fleet.lastCounted, 's')),
  ];
}

function option(name: string, otherwise: number): number {
  const given = process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 0) throw new InputError(`--${name} is a whole number, not ${given}`);
  return value;
}
