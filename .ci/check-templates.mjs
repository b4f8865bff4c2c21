// What cfn-lint and checkov say of the templates, in two regions and for both architectures: nothing is left unexplained.
// Run as `node .ci/check-templates.mjs`; both tools have to be on PATH (.ci/run installs them).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOP = join(import.meta.dirname, '..');
// The project's own: the Node that runs this script may be too old for TypeScript.
const NODE = join(TOP, 'node_modules/.bin/node');
const ACCOUNT = '111122223333';
const REGIONS = ['eu-central-1', 'us-east-1'];
const VARIANTS = [
  { architecture: 'arm64', alertEmail: 'oncall@example.com', debuginfodServer: 'https://debuginfod.example.com' },
  {
    architecture: 'x86_64',
    alertEmail: 'oncall@example.com',
    capacity: 'new-account',
    auditTrail: 'true',
    objectLockDays: '14',
    wholeDumpRetentionDays: '90',
    oidcIssuer: 'https://issuer.example.com',
  },
];
// CDK writes the dependency of a function on its role although the reference says it already.
const CDKS_OWN = ['W3005'];

function run(command, args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: TOP,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (error !== undefined) throw new Error(`${command}: ${error.message}: .ci/run installs it`);
  return { ok: status === 0, text: `${stdout}${stderr}`.trim() };
}

function synthesise(folder, region, context) {
  const made = run(NODE, ['infra/app.ts'], {
    CDK_OUTDIR: folder,
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: region,
    // The code of the functions is not what is looked at here.
    CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:bundling-stacks': [], ...context }),
  });
  if (!made.ok) throw new Error(made.text);
  return readdirSync(folder).flatMap((name) => (name.endsWith('.template.json') ? [join(folder, name)] : []));
}

let faults = 0;
for (const region of REGIONS) {
  for (const context of VARIANTS) {
    const folder = mkdtempSync(join(tmpdir(), 'purgatory-templates-'));
    try {
      const templates = synthesise(folder, region, context);
      const checks = [
        run('cfn-lint', ['--regions', region, '--ignore-checks', ...CDKS_OWN, '--', ...templates]),
        run('checkov', ['--framework', 'cloudformation', '--compact', '--quiet', '--file', ...templates]),
      ];
      const wrong = checks.filter(({ ok }) => !ok);
      faults += wrong.length;
      console.log(
        `${region} ${context.architecture}: ${templates.length} templates, ${wrong.length === 0 ? 'nothing found' : 'findings:'}`,
      );
      for (const { text } of wrong) console.log(text);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}
process.exitCode = faults === 0 ? 0 : 1;
