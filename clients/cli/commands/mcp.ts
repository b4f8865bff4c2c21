import { Command } from '@commander-js/extra-typings';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';
import { reportsOf } from '../mcp/reports.ts';
import { mcpServer } from '../mcp/server.ts';
import { connect } from '../service/connect.ts';
import { serviceUrl } from '../service/settings.ts';
import { URL_OPTION } from '../service/url-option.ts';
import { version } from '../version.ts';

export function mcpCommand(context: CliContext) {
  return new Command('mcp')
    .description(
      'Lets an assistant ask about crashes: tools of the Model Context Protocol on standard input and output, which read and change nothing (docs/mcp.md).',
    )
    .argument('[DUMP...]', 'dumps on this machine that it may read as well; with them no service is needed')
    .option(...URL_OPTION)
    .action(async (dumps, options) => {
      const hasService = await isServiceSet(options, context, dumps.length > 0);
      // Anew for each question: a login may be renewed while this runs.
      const client = hasService ? () => connect(options, context) : undefined;
      const reports = reportsOf(dumps, client, context);
      const ended = new Promise<void>((resolve) => {
        for (const event of ['end', 'close'] as const) process.stdin.once(event, resolve);
        context.signal.addEventListener('abort', () => {
          resolve();
        });
      });
      const served = serveStdio(() => mcpServer({ version: version(), reports, connect: client }), {
        onerror: (error) => {
          context.stderr.write(`purgatory: ${error.message}\n`);
        },
      });
      await ended;
      await served.close();
    });
}

/** @throws {UsageError} where there is neither a service nor a dump to speak of */
async function isServiceSet(
  options: Parameters<typeof serviceUrl>[0],
  context: CliContext,
  hasDumps: boolean,
): Promise<boolean> {
  try {
    await serviceUrl(options, context);
    return true;
  } catch (error) {
    if (!hasDumps || options.url !== undefined || !(error instanceof UsageError)) throw error;
    return false;
  }
}
