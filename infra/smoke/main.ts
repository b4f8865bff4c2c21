/** `npm run smoke -- --url URL`: whether a deployment does what it is for. See docs/install-aws.md. */
import { parseArgs } from 'node:util';
import { asText } from './check.ts';
import { smoke } from './smoke.ts';

const USAGE = `npm run smoke -- --url URL [--token TOKEN] [--limit SECONDS] [--json]

  --url     ApiUrl of the stack PurgatoryApi, or your own domain; else PURGATORY_URL
  --token   of somebody with the role admin; else PURGATORY_TOKEN
  --limit   seconds to wait for alert, report and alarm each (180)
  --json    one document on standard output; progress goes to standard error

AWS credentials and region are the SDK's own (AWS_PROFILE, AWS_REGION, …). They may read stacks, keys, alarms and quotas, make and
delete a queue, subscribe it to the topics, and set an alarm's state.
`;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: process.env['PURGATORY_URL'] ?? '' },
    token: { type: 'string', default: process.env['PURGATORY_TOKEN'] ?? '' },
    limit: { type: 'string', default: '180' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const limit = Number(values.limit);

if (values.help) process.stdout.write(USAGE);
else if (!URL.canParse(values.url) || values.token === '' || !(limit > 0)) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const results = await smoke({
    url: new URL(values.url.endsWith('/') ? values.url : `${values.url}/`),
    token: values.token,
    isEmulator: process.env['AWS_ENDPOINT_URL'] !== undefined,
    limitMs: limit * 1000,
    onResult: ({ name, status }) => {
      process.stderr.write(`${name}: ${status}\n`);
    },
  });
  process.stdout.write(values.json ? `${JSON.stringify({ results })}\n` : `${asText(results)}\n`);
  process.exitCode = results.some(({ status }) => status === 'failed') ? 1 : 0;
}
