import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { CrashGroup, CrashNotes, CrashPage, CrashState, OccurrencePage } from '../../../shared/contract/crashes.ts';
import type { CrashAction } from '../../../shared/contract/crashes.ts';
import { CRASH_SORTS } from '../../../shared/contract/crash-order.ts';
import { parseSearch, SEARCH_KEYS } from '../../../shared/contract/crash-search.ts';
import { isKernelRelease } from '../../../shared/contract/kernel-release.ts';
import type { CliContext } from '../context.ts';
import { findCrash } from '../crashes/find.ts';
import { since, until, withTerms } from '../crashes/since.ts';
import { UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { renderCrash, renderCrashes } from '../output/crashes-text.ts';
import { pages, positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import type { ServiceClient } from '../service/client.ts';
import { groupingCommands } from './crashes-grouping.ts';
import { regroupCommand } from './regroup.ts';
import { URL_OPTION } from '../service/url-option.ts';
import type { ServiceOptions } from '../service/url-option.ts';

export function crashesCommand(context: CliContext) {
  const command = new Command('crashes')
    .description('Crash groups: one for each problem, whatever number of hosts it hit.')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(actionCommand(context, 'ack', 'Takes it on: no further alert for it.', 'acknowledge'))
    .addCommand(resolveCommand(context))
    .addCommand(ignoreCommand(context))
    .addCommand(actionCommand(context, 'reopen', 'Opens it again.', 'reopen'))
    .addCommand(notesCommand(context, 'owner', 'NAME', 'Says who looks after it.', (owner) => ({ owner })))
    .addCommand(notesCommand(context, 'note', 'TEXT', 'Keeps a note for whoever is woken next.', (note) => ({ note })))
    .addCommand(
      notesCommand(context, 'tracker', 'URL', 'Links it to a bug tracker.', (tracker) => ({
        tracker,
      })),
    )
    .addCommand(regroupCommand(context));
  for (const verb of groupingCommands(context)) command.addCommand(verb);
  return command;
}

const REASON_OPTION = ['--reason <TEXT>', 'why: kept with the crash'] as const;

function listCommand(context: CliContext) {
  return new Command('list')
    .description('Crash groups, last seen first unless --sort says otherwise.')
    .argument('[SEARCH...]', 'as in the console: state:unresolved kernel:6.12 -owner:none "use after free"')
    .addOption(new Option('--state <STATE...>', 'only these').choices(CrashState.options))
    .option('--kernel <RELEASE>', 'only those seen on kernels whose release begins so')
    .option('--title <TEXT>', 'only those with this in the title; here and below * stands for anything')
    .option('--host <NAME>', 'only those that name such a host')
    .option('--kind <KIND>', 'only of this kind: kasan, null-pointer, …')
    .option('--owner <NAME>', 'only those that somebody has taken on')
    .option('--model <NAME>', 'only those seen on such hardware')
    .option('--since <TIME>', 'only those last seen within 24h, 7d, … or since a day like 2026-11-23', since)
    .option('--until <TIME>', 'only those last seen up to a day, or not within 24h, 7d, …', until)
    .addOption(
      new Option('--sort <ORDER>', 'by when they were seen last or first, by how often, on how many hosts')
        .choices(CRASH_SORTS)
        .default('last' as const),
    )
    .option('--limit <N>', 'at most so many', positiveInteger, 50)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .addHelpText('after', SEARCH_HELP)
    .action(async (words, options) => {
      const times = [options.since, options.until].filter((term) => term !== undefined);
      const q = withTerms(searchOf(words), times);
      const client = await connect(options, context);
      const { kernel, title, host, kind, owner, model } = options;
      const sort = options.sort === 'last' ? undefined : options.sort;
      const query = { q, state: options.state?.join(','), kernel, title, host, kind, owner, model, sort };
      const read: CrashPage[] = [];
      const crashes = await pages(
        options.limit,
        async (at) => {
          const page = await client.get('crashes', CrashPage, { ...query, ...at });
          read.push(page);
          return page;
        },
        (page) => page.crashes,
      );
      const partial = read.some((page) => page.partial === true);
      const data = { crashes, ...(partial ? { partial } : {}) };
      show(context, { data, text: (style) => renderCrashes(crashes, style, context.now()) }, options);
      if (partial && options.json !== true) {
        context.stderr.write('purgatory: in this order are the crashes that were seen last; narrow the search\n');
      }
    });
}

const SEARCH_HELP = `
Terms beside each other must all hold, OR parts alternatives, - turns a term round (after --, so that it is no option),
and * stands for anything.
Keys: ${SEARCH_KEYS.join(', ')}.
  purgatory crashes list ext4 kernel:6.12 --since 7d
  purgatory crashes list state:unresolved kernel:6.12 seen:7d
  purgatory crashes list -- state:new OR -owner:mm kind:kasan`;

/** One word of the shell is one term: what has spaces in it is quoted again. */
function searchOf(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const text = words.map((word) => (/\s/.test(word) && !word.includes('"') ? quoted(word) : word)).join(' ');
  const [wrong] = parseSearch(text).problems;
  if (wrong !== undefined) throw new UsageError(wrong.problem);
  return text;
}

function quoted(word: string): string {
  const [, head = '', rest = word] = /^(-?[A-Za-z]+:)([^]*)$/.exec(word) ?? [];
  return SEARCH_KEYS.includes(head.replace(/^-|:$/g, '').toLowerCase()) ? `${head}"${rest}"` : `"${word}"`;
}

function showCommand(context: CliContext) {
  return new Command('show')
    .description('One crash group, and who had it.')
    .argument('<ID>')
    .option('--limit <N>', 'at most so many occurrences', positiveInteger, 20)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (given, options) => {
      const client = await connect(options, context);
      const id = await findCrash(client, given);
      const path = `crashes/${encodeURIComponent(id)}`;
      const crash = await client.get(path, CrashGroup);
      const occurrences = await pages(
        options.limit,
        (at) => client.get(`${path}/occurrences`, OccurrencePage, at),
        (page) => page.occurrences,
      );
      show(
        context,
        { data: { ...crash, occurrences }, text: (style) => renderCrash(crash, occurrences, style, context.now()) },
        options,
      );
    });
}

function resolveCommand(context: CliContext) {
  return new Command('resolve')
    .description('Says that it is fixed; seen again in that release or a later one, it is a regression.')
    .argument('<ID...>')
    .option('--release <RELEASE>', 'the first kernel release that holds the fix', kernelRelease)
    .option(...REASON_OPTION)
    .option('--json', 'one JSON document a line and crash')
    .option(...URL_OPTION)
    .action((ids, options) =>
      act(
        ids,
        { action: 'resolve', ...(options.release === undefined ? {} : { release: options.release }) },
        options,
        context,
      ),
    );
}

function ignoreCommand(context: CliContext) {
  return new Command('ignore')
    .description('No alert for it, for good or until a time or a count.')
    .argument('<ID...>')
    .addOption(new Option('--days <N>', 'for so many days').argParser(positiveInteger).conflicts('until'))
    .option('--until <TIME>', 'until then (ISO 8601)', time)
    .option('--until-count <N>', 'until it was seen so many times', positiveInteger)
    .option(...REASON_OPTION)
    .option('--json', 'one JSON document a line and crash')
    .option(...URL_OPTION)
    .action((ids, options) => {
      const until =
        options.days === undefined
          ? options.until
          : new Date(context.now().getTime() + options.days * 86_400_000).toISOString();
      return act(
        ids,
        {
          action: 'ignore',
          ...(until === undefined ? {} : { until }),
          ...(options.untilCount === undefined ? {} : { untilCount: options.untilCount }),
        },
        options,
        context,
      );
    });
}

function actionCommand(context: CliContext, name: string, description: string, action: 'acknowledge' | 'reopen') {
  return new Command(name)
    .description(description)
    .argument('<ID...>')
    .option(...REASON_OPTION)
    .option('--json', 'one JSON document a line and crash')
    .option(...URL_OPTION)
    .action((ids, options) => act(ids, { action }, options, context));
}

async function act(
  ids: readonly string[],
  action: CrashAction,
  options: ServiceOptions & { readonly json?: boolean | undefined; readonly reason?: string | undefined },
  context: CliContext,
): Promise<void> {
  const { reason } = options;
  const body = reason === undefined ? action : { ...action, reason };
  const client: ServiceClient = await connect(options, context);
  // All of them are known to be meant before anything is done to one.
  const meant = [];
  for (const id of ids) meant.push(await findCrash(client, id));
  for (const id of meant) {
    const crash = await client.post(`crashes/${encodeURIComponent(id)}/actions`, body, CrashGroup);
    show(context, { data: crash, text: (style) => renderCrashes([crash], style, context.now()) }, options);
  }
}

/** A verb for one text of people; without it, or with an empty one, what was there is taken away. */
function notesCommand(
  context: CliContext,
  name: string,
  value: string,
  description: string,
  notes: (text: string) => CrashNotes,
) {
  return new Command(name)
    .description(`${description} Without ${value}, or with "", it is taken away.`)
    .argument('<ID>')
    .argument(`[${value}]`)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (given: string, text: string | undefined, options) => {
      const changed = CrashNotes.safeParse(notes(text ?? ''));
      if (!changed.success) {
        const wrong = changed.error.issues[0]?.message ?? 'not understood';
        throw new UsageError(value === 'URL' ? `${text ?? ''} is no address of a web page` : `${name}: ${wrong}`);
      }
      const client = await connect(options, context);
      const id = await findCrash(client, given);
      const crash = await client.patch(`crashes/${encodeURIComponent(id)}`, changed.data, CrashGroup);
      show(context, { data: crash, text: (style) => renderCrash(crash, [], style, context.now()) }, options);
    });
}

function kernelRelease(text: string): string {
  if (!isKernelRelease(text)) throw new InvalidArgumentError('It must be a kernel release, such as 6.12.118.');
  return text;
}

function time(text: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('It must be a time like 2026-12-01 or 2026-12-01T08:00:00Z.');
  return new Date(ms).toISOString();
}
