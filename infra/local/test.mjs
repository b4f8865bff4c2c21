// `npm test`: runs on any Node from 20 with nothing installed; goes on under the project's own in run-tests.ts.
import { continueWith, setUp } from './setup/index.mjs';
import { explain } from './setup/report.mjs';

const HELP = `Runs the tests, after installing what is missing.

  npm test                                all that needs nothing but this machine, and beside it integration on the embedded AWS
  npm test -- unit                        only what computes: a minute or two
  npm test -- templates                   only what would be deployed: templates, bundles, their cost
  npm test -- interop                     only whole programs among the tools that people use: the agent under each shell, packages
  npm run test:integration                on the embedded AWS only
  npm run test:e2e                        real kernels, real firmware, a real browser; says what it misses
  npm run test:integration -- PATH …      some test files, and Jest's own options`;

const OFF_STACK = ['unit', 'templates', 'interop'];
const args = process.argv.slice(2);
try {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
  } else {
    await setUp({ embedded: !OFF_STACK.includes(args[0]) });
    if (args[0] !== '--set-up-only') await continueWith('infra/local/run-tests.ts', args);
  }
} catch (error) {
  process.exitCode = explain(error);
}
