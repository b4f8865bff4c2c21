/** Silencing hosts: no alert for what one has, until a time. */
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { spanMs } from '../../../shared/contract/crash-search.ts';
import { MAX_SILENCE_DAYS, Silence, SilenceHistory, SilenceList } from '../../../shared/contract/silences.ts';
import type { SilenceChange } from '../../../shared/contract/silences.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { table } from '../../../shared/render/text/table.ts';
import { moment } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import type { TextStyle } from '../format.ts';
import { positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

const pathOf = (host: string): string => `hosts/${encodeURIComponent(host)}/silence`;

function span(text: string): number {
  const ms = spanMs(text);
  if (ms === undefined || ms === 0) throw new InvalidArgumentError('It must be a span like 30m, 24h or 7d.');
  return ms;
}

function time(text: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('It must be a time like 2026-12-01 or 2026-12-01T08:00:00Z.');
  return new Date(ms).toISOString();
}

export function silenceCommand(context: CliContext) {
  return new Command('silence')
    .description('No alert for what a host has, until a time; its crashes are counted and shown all the same.')
    .argument('<NAME>')
    .addOption(
      new Option('--for <SPAN>', `for so long: 24h, 7d, …; ${MAX_SILENCE_DAYS} days at most`)
        .argParser(span)
        .conflicts('until'),
    )
    .option('--until <TIME>', 'until then (ISO 8601)', time)
    .requiredOption('--reason <TEXT>', 'why: whoever looks at a crash that was not told of reads it')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (host, options) => {
      const until =
        options.for === undefined ? options.until : new Date(context.now().getTime() + options.for).toISOString();
      if (until === undefined) throw new UsageError('say for how long: --for 24h, or --until TIME');
      const client = await connect(options, context);
      const silence = await client.put(pathOf(host), { until, reason: options.reason }, Silence);
      show(
        context,
        { data: silence, text: () => safeText(`${silence.host} is silent until ${moment(silence.until)}`) },
        options,
      );
    });
}

export function unsilenceCommand(context: CliContext) {
  return new Command('unsilence')
    .description('Ends the silence of a host before its time.')
    .argument('<NAME>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (host, options) => {
      const client = await connect(options, context);
      await client.delete(pathOf(host));
      const text = () => safeText(`${host} is not silent any more: what it has from now on is told of`);
      show(context, { data: { host, silent: false }, text }, options);
    });
}

export function silencesCommand(context: CliContext) {
  return new Command('silences')
    .description('Hosts that are silent now; with --history who silenced which, and who took that back.')
    .option('--history', 'what was done in the last year, the newest first')
    .option('--limit <N>', 'with --history: at most so many', positiveInteger, 50)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      if (options.history === true) {
        const history = await client.get('silences/history', SilenceHistory, { limit: Math.min(200, options.limit) });
        show(context, { data: history, text: () => renderHistory(history.changes) }, options);
        return;
      }
      const list = await client.get('silences', SilenceList);
      show(context, { data: list, text: (style) => renderSilences(list.silences, style) }, options);
    });
}

function renderSilences(silences: readonly Silence[], style: TextStyle): string {
  if (silences.length === 0) return 'no host is silent';
  const [head = '', ...rows] = table<Silence>(
    silences,
    [
      { head: 'HOST', cell: ({ host }) => safeText(host) },
      { head: 'SILENT UNTIL', cell: ({ until }) => moment(until) },
      { head: 'SINCE', cell: ({ since }) => moment(since), dropOrder: 1 },
      { head: 'BY', cell: ({ by }) => safeText(by) },
      { head: 'WHY', cell: ({ reason }) => safeText(reason) },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}

function renderHistory(changes: readonly SilenceChange[]): string {
  if (changes.length === 0) return 'no host was silenced in the last year';
  return changes
    .map(({ at, by, what, host, until, reason }) => {
      const end = until === undefined ? '' : ` until ${moment(until)}`;
      return safeText(`${moment(at)}  ${by} ${what} ${host}${end}${reason === undefined ? '' : ` (${reason})`}`);
    })
    .join('\n');
}
