/** Every variable that a function reads is set, and every one that is set is read. */
import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { reached } from '../calls.ts';
import { world } from '../world.ts';

const TOP = join(import.meta.dirname, '../../../..');

/** Read by libraries, and by the runtime. */
const BY_LIBRARIES = ['POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE', 'NODE_OPTIONS'];
/** Set by Lambda itself, or never on AWS: where an emulator is. */
const NOT_OURS = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'AWS_REGION', 'AWS_LAMBDA_FUNCTION_NAME'];

/**
 * Loads a handler with an environment that notes who is asked for, and answers what stands in the schema of its `readEnv`. All
 * handlers in one process, one after the other.
 */
const PROBE = `
import { readFileSync } from 'node:fs';
const found = {};
for (const [name, given] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  const asked = new Set();
  const plain = { ...process.env, ...given, AWS_REGION: 'eu-central-1', POWERTOOLS_DEV: 'true' };
  const real = process.env;
  process.env = new Proxy(plain, { get: (target, key) => { if (typeof key === 'string') asked.add(key); return target[key]; } });
  // What fails after its environment was read (the console's page is not built here) has been read all the same.
  const failure = await import('./functions/' + name + '/handler.ts').then(() => undefined, (error) => String(error));
  process.env = real;
  found[name] = { asked: [...asked], failure };
}
console.log(JSON.stringify(found));
`;

const variables = (): ReadonlyMap<string, Record<string, string>> =>
  new Map(
    world()
      .of('AWS::Lambda::Function')
      .map(({ properties }) => {
        const { Variables } = properties['Environment'] as { Variables: Record<string, string> };
        return [Variables['POWERTOOLS_SERVICE_NAME'] ?? '', Variables] as const;
      }),
  );

describe('the environment', () => {
  it('of every function holds what its handler asks for, and nothing that nobody asks for', async () => {
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROBE], { cwd: TOP });
    run.child.stdin?.end(JSON.stringify(Object.fromEntries(variables())));
    const found = JSON.parse((await run).stdout) as Record<string, { asked: string[]; failure?: string }>;
    for (const [name, set] of variables()) {
      const { asked = [], failure } = found[name] ?? {};
      expect([name, failure ?? '']).toEqual([name, name === 'console' ? expect.stringMatching(/^$|web/) : '']);
      const unread = Object.keys(set).filter((key) => !asked.includes(key) && !BY_LIBRARIES.includes(key));
      expect([name, unread]).toEqual([name, []]);
      // Names as ours are: what libraries ask for begins with their own.
      const names = new Set([...(await ownNames(name))]);
      expect([name, [...names].filter((key) => !(key in set))]).toEqual([name, []]);
    }
  });
});

/** Names of variables in the function's own code: `process.env['X']`, and the values of its `names.ts` files. */
async function ownNames(name: string): Promise<readonly string[]> {
  const { files } = await reached(name);
  const names = files.flatMap((file) => {
    const text = readFileSync(join(TOP, file), 'utf8');
    const direct = [...text.matchAll(/process\.env(?:\.|\[')([A-Z][A-Z0-9_]+)/g)].map(([, key = '']) => key);
    const tables = file.endsWith('names.ts')
      ? [...text.matchAll(/^ {2}\w+: '([A-Z][A-Z0-9_]+)',$/gm)].map(([, key = '']) => key)
      : [];
    return [...direct, ...tables];
  });
  return [...new Set(names)].filter((key) => !NOT_OURS.includes(key));
}
