import { open, rm } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { RefusalPage } from '../../../shared/contract/refusals.ts';
import type { Refusal } from '../../../shared/contract/refusals.ts';
import { HostPage, HostToken } from '../../../shared/contract/roles.ts';
import type { Host } from '../../../shared/contract/roles.ts';
import { shareText } from '../../../shared/domain/host/quota.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { table } from '../../../shared/render/text/table.ts';
import { moment, plural } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { show } from '../format.ts';
import type { TextStyle } from '../format.ts';
import { silenceCommand, silencesCommand, unsilenceCommand } from '../hosts/silence.ts';
import { pages, positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function hostsCommand(context: CliContext) {
  return new Command('hosts')
    .description('Hosts that may send their dumps.')
    .addCommand(enrollCommand(context))
    .addCommand(listCommand(context))
    .addCommand(refusedCommand(context))
    .addCommand(silenceCommand(context))
    .addCommand(unsilenceCommand(context))
    .addCommand(silencesCommand(context))
    .addCommand(revokeCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(deleteCommand(context));
}

function enrollCommand(context: CliContext) {
  return new Command('enroll')
    .alias('enrol')
    .description('Makes a token for a host. It is shown this once; it allows to send dumps, and nothing else.')
    .argument('<NAME>', 'as the host calls itself')
    .option('--days <N>', 'how long it is good for', positiveInteger)
    .option('--tag <TAG...>', 'parts of the fleet that it belongs to: alerts are routed by them')
    .option('-o, --output <FILE>', 'write the token there (mode 0600) instead of printing it')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (host, options) => {
      const client = await connect(options, context);
      // The file comes first: a token that can't be kept anywhere is lost, since nobody is told it twice.
      const file = options.output === undefined ? undefined : await open(options.output, 'wx', 0o600);
      let answer: HostToken;
      try {
        answer = await client.post(
          'hosts',
          {
            host,
            ...(options.days === undefined ? {} : { days: options.days }),
            ...(options.tag === undefined ? {} : { tags: options.tag }),
          },
          HostToken,
        );
      } catch (error) {
        await file?.close();
        if (options.output !== undefined) await rm(options.output, { force: true });
        throw error;
      }
      if (file === undefined) {
        show(context, { data: answer, text: () => answer.token }, options);
        return;
      }
      const { token, ...rest } = answer;
      await file.writeFile(`${token}\n`);
      await file.close();
      show(
        context,
        { data: rest, text: () => `${options.output ?? ''}: token of ${host}, good until ${moment(rest.expiresAt)}` },
        options,
      );
    });
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('Enrolled hosts, by name.')
    .option('--limit <N>', 'at most so many', positiveInteger, 200)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const hosts = await pages(
        options.limit,
        (at) => client.get('hosts', HostPage, at),
        (page) => page.hosts,
      );
      show(context, { data: { hosts }, text: (style) => renderHosts(hosts, style) }, options);
    });
}

function refusedCommand(context: CliContext) {
  return new Command('refused')
    .description('Hosts that were refused uploads, logs or new crash groups: they have had their share.')
    .option('--limit <N>', 'at most so many', positiveInteger, 200)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const refusals = await pages(
        options.limit,
        (at) => client.get('refusals', RefusalPage, at),
        (page) => page.refusals,
      );
      show(context, { data: { refusals }, text: (style) => renderRefusals(refusals, style) }, options);
    });
}

function revokeCommand(context: CliContext) {
  return new Command('revoke')
    .description('Voids every token of a host that was made until now.')
    .argument('<NAME>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (host, options) => {
      const client = await connect(options, context);
      await client.delete(`hosts/${encodeURIComponent(host)}`);
      show(context, { data: { host, revoked: true }, text: () => `tokens of ${safeText(host)} are void` }, options);
    });
}

function exportCommand(context: CliContext) {
  return new Command('export')
    .description('Writes all that a host has sent, and what was made of it, to a directory. Goes on where it stopped.')
    .argument('<NAME>')
    .requiredOption('-o, --output <DIR>', 'where to')
    .option('--no-dumps', 'leave out the dumps themselves')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (host, options) => {
      const { exportHost } = await import('../hosts/export.ts');
      const client = await connect(options, context);
      const index = await exportHost(client, { host, directory: options.output, dumps: options.dumps }, context);
      const missing = index.dumps.flatMap(({ id, missing: files }) => files.map((file) => `${id}: ${file}`));
      show(
        context,
        {
          data: index,
          text: () =>
            [
              `${options.output}: ${plural(index.dumps.length, 'dump')} of ${safeText(host)}`,
              ...missing.map((line) => `  ${safeText(line)}`),
            ].join('\n'),
        },
        options,
      );
    });
}

function deleteCommand(context: CliContext) {
  return new Command('delete')
    .description(
      'Voids the tokens of a host and deletes all that it has sent, for good (docs/privacy.md says what stays).',
    )
    .argument('<NAME>')
    .option('--yes', 'do not ask')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (host, options) => {
      const { deleteHost, erasureText } = await import('../hosts/delete.ts');
      const client = await connect(options, context);
      const erasure = await deleteHost(client, { host, yes: options.yes === true }, context);
      const exitCode = erasure.done ? ExitCode.Ok : ExitCode.No;
      show(context, { data: erasure, text: () => erasureText(erasure), exitCode }, options);
    });
}

function renderHosts(hosts: readonly Host[], style: TextStyle): string {
  if (hosts.length === 0) return 'no hosts';
  const [head = '', ...rows] = table<Host>(
    hosts,
    [
      { head: 'HOST', cell: ({ host }) => safeText(host) },
      { head: 'TOKEN UNTIL', cell: ({ tokenExpiresAt }) => moment(tokenExpiresAt) },
      { head: 'TAGS', cell: ({ tags }) => safeText((tags ?? []).join(', ')) },
      { head: 'ENROLLED BY', cell: ({ enrolledBy }) => safeText(enrolledBy), dropOrder: 1 },
      { head: 'REVOKED', cell: ({ revokedAt }) => (revokedAt === undefined ? '' : moment(revokedAt)) },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}

function renderRefusals(refusals: readonly Refusal[], style: TextStyle): string {
  if (refusals.length === 0) return 'no host was refused anything';
  const [head = '', ...rows] = table<Refusal>(
    refusals,
    [
      { head: 'HOST', cell: ({ host }) => safeText(host) },
      { head: 'HAS', cell: ({ quota, limit }) => shareText({ name: quota, limit }) },
      { head: 'REFUSED', cell: ({ count }) => plural(count, 'time') },
      { head: 'SINCE', cell: ({ since }) => moment(since) },
      { head: 'LAST', cell: ({ lastAt }) => moment(lastAt) },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}
