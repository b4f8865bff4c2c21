import { Command } from '@commander-js/extra-typings';
import { AlertRoutes, RouteHistory, RouteTest } from '../../../shared/contract/alert-routes.ts';
import type { AlertRoute } from '../../../shared/contract/alert-routes.ts';
import { InputError, messageOf } from '../../../shared/errors.ts';
import { changeWords } from '../../../shared/domain/alert-routes/difference.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { moment } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { readNamedText } from '../files.ts';
import { ExitCode } from '../exit-code.ts';
import { show } from '../format.ts';
import { positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function alertsCommand(context: CliContext) {
  return new Command('alerts')
    .description('Where alerts go: docs/alerts.md.')
    .addCommand(routesCommand(context))
    .addCommand(historyCommand(context))
    .addCommand(setRoutesCommand(context))
    .addCommand(testCommand(context));
}

function routesCommand(context: CliContext) {
  return new Command('routes')
    .description('The routes that are set.')
    .option('--json', 'one JSON document, as `set-routes` takes it')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const routes = await client.get('alert-routes', AlertRoutes);
      show(context, { data: routes, text: () => render(routes) }, options);
    });
}

function historyCommand(context: CliContext) {
  return new Command('history')
    .description('Who changed the routes, newest first, and what each did not take last.')
    .option('--limit <N>', 'at most so many changes', positiveInteger, 50)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const history = await client.get('alert-routes/history', RouteHistory, { limit: Math.min(200, options.limit) });
      show(context, { data: history, text: () => renderHistory(history) }, options);
    });
}

function renderHistory({ changes, failures }: RouteHistory): string {
  return [
    ...(failures.length === 0 ? ['every route took what it was sent in the last 30 days'] : []),
    ...failures.map(({ route, at, reason }) => safeText(`${moment(at)}  ${route} failed: ${reason}`)),
    '',
    ...(changes.length === 0 ? ['nobody has changed the routes since changes are kept'] : []),
    ...changes.map((change) => safeText(`${moment(change.at)}  ${change.by} ${changeWords(change)}`)),
  ].join('\n');
}

function setRoutesCommand(context: CliContext) {
  return new Command('set-routes')
    .description('Sets all routes, from a JSON file (`-`: standard input).')
    .argument('<FILE>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (file, options) => {
      const wanted = readRoutes(await readNamedText(file === '-' ? '/dev/stdin' : file), file);
      const client = await connect(options, context);
      const routes = await client.put('alert-routes', wanted, AlertRoutes);
      show(context, { data: routes, text: () => render(routes) }, options);
    });
}

function testCommand(context: CliContext) {
  return new Command('test')
    .description('Sends a test to a route now, and says whether its service took it.')
    .argument('<ROUTE>', 'its name, as `purgatory alerts routes` shows it')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (test, options) => {
      const client = await connect(options, context);
      const result = await client.post('alert-routes', { test }, RouteTest);
      show(context, { data: { route: test, ...result }, text: () => safeText(`${test}: ${wordsOf(result)}`) }, options);
      if (result.state !== 'delivered') context.exitCode = ExitCode.No;
    });
}

function wordsOf({ state, reason }: RouteTest): string {
  switch (state) {
    case 'delivered':
      return 'its service took the test; look whether it arrived';
    case 'failed':
      return `failed: ${reason ?? 'no reason was given'}`;
    case 'pending':
      return `not known yet: ${reason ?? 'nothing came of it'}`;
  }
}

/** @throws {InputError} that names every field that is wrong */
function readRoutes(text: string, file: string): AlertRoutes {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    // V8 shows some of the text as well, which may be an address with a secret in it.
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(messageOf(cause)) ?? [];
    const place = line === undefined ? '' : ` from line ${line}, column ${column} on`;
    throw new InputError(`${file} is no JSON${place}`, { cause });
  }
  const parsed = AlertRoutes.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new InputError(`${file}: ${problems.join('; ')}`);
}

function render({ routes }: AlertRoutes): string {
  if (routes.length === 0) return 'no routes are set: alerts go to the topic, and to the webhook of the deployment';
  return routes.map((route) => safeText(lineOf(route))).join('\n');
}

function lineOf({ name, type, enabled, when, quiet, maxPerHour }: AlertRoute): string {
  const facts = [
    enabled ? undefined : 'off',
    ...Object.entries(when ?? {}).map(([what, value]) => `${what} ${[value].flat().join(', ')}`),
    quiet === undefined ? undefined : `quiet ${quiet.from}-${quiet.to} ${quiet.timeZone}`,
    maxPerHour === undefined ? undefined : `at most ${maxPerHour} an hour`,
  ].filter((fact) => fact !== undefined);
  return [name, type, ...facts].join(' · ');
}
