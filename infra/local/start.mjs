// `npm start`. Runs on any Node from 20 with nothing installed; goes on under the project's own in main.ts.
import { parseArgs } from 'node:util';
import { continueWith, setUp } from './setup/index.mjs';
import { explain, say } from './setup/report.mjs';

const HELP = `Starts Purgatory on an embedded AWS, sends it a real crash dump and shows the alert.

  npm start                          stays up until Ctrl-C
  npm start -- --demo fleet          fills it with a small fleet: 20 hosts, ten problems, a signing under way
  npm start -- --once                leaves after the report, with exit status 0
  npm start -- --port 4600           another port for the embedded AWS (default 4566; the sign-in takes the next one)
  npm start -- --endpoint URL        an emulator that already runs, instead of the embedded one
  npm start -- --no-install          fails where something is missing instead of installing it

Nothing leaves this machine but the download of packages. The data ends with it.`;

const OPTIONS = {
  once: { type: 'boolean' },
  demo: { type: 'string' },
  port: { type: 'string' },
  endpoint: { type: 'string' },
  'no-install': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

try {
  const { values } = parseArgs({ args: process.argv.slice(2), options: OPTIONS });
  if (values.help) {
    console.log(HELP);
  } else {
    await setUp({ embedded: values.endpoint === undefined, install: values['no-install'] !== true });
    await continueWith('infra/local/main.ts', process.argv.slice(2));
  }
} catch (error) {
  if (error?.code?.startsWith?.('ERR_PARSE_ARGS')) {
    say(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
  } else {
    process.exitCode = explain(error);
  }
}
