/** What happened to the made-up fleet over the last two weeks: who runs what, and who died of what, when. Pure. */
import type { ProblemName } from './problems.ts';

export const OLD_RELEASE = '6.12.111';
export const NEW_RELEASE = '6.12.117';

const STORAGE = 'Acme Storage S2/Board A, BIOS 1.4.2 03/04/2025';
const COMPUTE = 'Acme Compute C7/Board C, BIOS 2.0.1 06/11/2025';
const ACCELERATED = 'Acme Compute G4/Board G, BIOS 3.1.0 01/20/2026';

export interface DemoHost {
  readonly name: string;
  readonly tags: readonly string[];
  readonly hardware: string;
  /** Days that its token is good for; absent: as long as may be. */
  readonly tokenDays?: number;
}

function hosts(prefix: string, count: number, tags: readonly string[], hardware: string): DemoHost[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${prefix}-${String(index + 1).padStart(2, '0')}`,
    tags,
    hardware,
  }));
}

export const HOSTS: readonly DemoHost[] = [
  ...hosts('fs', 6, ['storage', 'eu'], STORAGE),
  ...hosts('db', 4, ['database', 'eu'], STORAGE),
  ...hosts('web', 6, ['web', 'us'], COMPUTE),
  ...hosts('ci', 2, ['ci'], COMPUTE),
  ...hosts('gpu', 2, ['gpu', 'us'], ACCELERATED),
].map((host) => (host.name === 'db-04' ? { ...host, tokenDays: 5 } : host));

/** One crash: hours ago, and on which release. */
export interface DemoCrash {
  readonly problem: ProblemName;
  readonly host: string;
  readonly hoursAgo: number;
  readonly release: string;
}

function crashes(
  problem: ProblemName,
  release: string,
  times: readonly (readonly [host: string, ...hoursAgo: readonly number[]])[],
): DemoCrash[] {
  return times.flatMap(([host, ...hours]) => hours.map((hoursAgo) => ({ problem, host, hoursAgo, release })));
}

/** In no order. The new release came four days ago to the file servers, a day later to all others. */
export const CRASHES: readonly DemoCrash[] = [
  // The new release's own: since last night, on one file server after the other.
  ...crashes('ext4', NEW_RELEASE, [
    ['fs-01', 9, 3],
    ['fs-02', 8],
    ['fs-03', 8, 5, 1],
    ['fs-05', 6],
    ['db-02', 2],
  ]),
  ...crashes('mlx5', OLD_RELEASE, [
    ['web-01', 310, 262, 170],
    ['web-02', 300, 166],
    ['web-04', 214],
    ['web-05', 190, 142],
  ]),
  ...crashes('lockup', OLD_RELEASE, [
    ['fs-04', 280, 120],
    ['db-01', 200],
  ]),
  ...crashes('lockup', NEW_RELEASE, [
    ['db-01', 50, 26],
    ['db-03', 28],
  ]),
  ...crashes('hung', OLD_RELEASE, [
    ['db-01', 333],
    ['db-04', 240, 238],
  ]),
  ...crashes('hung', NEW_RELEASE, [['db-04', 30]]),
  ...crashes('kasan', `${NEW_RELEASE}-debug`, [
    ['ci-01', 70, 46, 22],
    ['ci-02', 60],
  ]),
  ...crashes('memory', OLD_RELEASE, [
    ['gpu-01', 320, 272, 224, 176, 128],
    ['gpu-02', 250],
  ]),
  ...crashes('memory', NEW_RELEASE, [['gpu-01', 54]]),
  // One machine with bad memory, whatever it runs.
  ...crashes('machine-check', OLD_RELEASE, [['web-06', 180, 150]]),
  ...crashes('machine-check', NEW_RELEASE, [['web-06', 40]]),
  ...crashes('list', OLD_RELEASE, [
    ['fs-06', 290],
    ['web-03', 230],
  ]),
  ...crashes('list-callers', NEW_RELEASE, [['fs-06', 52]]),
];

/** Comes after `list` was said to be fixed in the new release. */
export const REGRESSION: DemoCrash = { problem: 'list', host: 'web-03', hoursAgo: 0, release: NEW_RELEASE };

export const SAMPLE_HOSTS = ['db-03', 'web-02'] as const;
