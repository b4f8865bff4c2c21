/** The CDK app, synthesised, and kept as long as nothing that goes into it has changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { state, top } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { run, tail } from '../setup/run.mjs';
import { ACCOUNT, REGION } from './aws.ts';

/** What the templates and bundles are made of; `infra/local` is not part of the app. */
const SOURCES = ['infra', 'functions', 'shared', 'clients/web', 'cdk.json', 'package-lock.json', 'tsconfig.json'];
const LEFT_OUT = new Set([join(top, 'infra', 'local'), join(top, 'clients', 'web', 'dist')]);
const KEPT = 6;

export interface SynthOptions {
  /** CDK context, over that of cdk.json. */
  readonly context: Readonly<Record<string, string>>;
  /** The app's entry, from the top of the checkout. */
  readonly app?: string;
  readonly note?: (text: string) => void;
}

/** @returns the folder of the cloud assembly, and whether it was there already */
export async function synthesise(options: SynthOptions): Promise<{ folder: string; cached: boolean }> {
  const app = options.app ?? 'infra/app.ts';
  const context = { ...cdkJsonContext(), ...options.context };
  const store = join(state, 'synth');
  const folder = join(store, key(app, context));
  if (existsSync(join(folder, 'manifest.json'))) {
    utimesSync(folder, new Date(), new Date());
    return { folder, cached: true };
  }
  options.note?.('bundling the functions');
  mkdirSync(store, { recursive: true });
  const draft = `${folder}.${process.pid}`;
  const { status, output } = await run(process.execPath, [join(top, app)], {
    cwd: top,
    env: {
      ...process.env,
      CDK_OUTDIR: draft,
      CDK_DEFAULT_ACCOUNT: ACCOUNT,
      CDK_DEFAULT_REGION: REGION,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      // Both take a good part of synthesis. The rules judge what goes to a real AWS; nobody looks for the stack of a resource here.
      CDK_VALIDATION: 'false',
      CDK_DISABLE_STACK_TRACE: '1',
      PATH: `${join(top, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
    },
  });
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new SetupError(`The CDK app can't be synthesised:\n${tail(output, 30)}`, `node ${app} shows it all`);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  forgetOld(store);
  return { folder, cached: false };
}

function cdkJsonContext(): Record<string, unknown> {
  const settings = JSON.parse(readFileSync(join(top, 'cdk.json'), 'utf8')) as { context?: Record<string, unknown> };
  return settings.context ?? {};
}

function key(app: string, context: Readonly<Record<string, unknown>>): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([app, context, process.version]));
  for (const file of [...SOURCES.map((each) => join(top, each)), join(top, app)].flatMap(filesBelow)) {
    hash.update(file.slice(top.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}

function filesBelow(path: string): string[] {
  if (LEFT_OUT.has(path) || !existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function forgetOld(store: string): void {
  const byAge = readdirSync(store)
    .map((name) => join(store, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of byAge.slice(KEPT)) rmSync(folder, { recursive: true, force: true });
}
