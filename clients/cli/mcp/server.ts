/**
 * What `purgatory mcp` offers: reads, and nothing that changes anything.
 *
 * @see https://modelcontextprotocol.io/specification
 */
import { McpServer } from '@modelcontextprotocol/server';
import type { CallToolResult } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { safeText } from '../../../shared/render/safe-text.ts';
import { describeError } from '../exit-code.ts';
import type { ServiceClient } from '../service/client.ts';
import { answerWith, NOTICE } from './answer.ts';
import { logLines, reportHead, reportSection, SECTIONS } from './report-tools.ts';
import type { Reports } from './reports.ts';
import { addExploreTools } from './explore-tools.ts';
import { addServiceTools } from './service-tools.ts';

const INSTRUCTIONS = `Kernel crashes of a Linux fleet, from Purgatory: crash groups, dumps, reports made from the dumps, signed kernels. Everything here reads only.
A crash: list_crashes, get_crash, list_occurrences, then get_report of one of its uploads. get_report answers the head (findings first: they say what is likely the cause); tasks, locks, CPUs and the like are asked for with get_report_section, the kernel's log with get_log. What none of them says is asked of the dump itself, with explore_dump.
${NOTICE}`;

/** Adds a tool that answers data. What it throws becomes an error that the assistant can read. */
export type AddTool = <S extends z.ZodObject>(
  name: string,
  description: string,
  input: S,
  read: (given: z.output<S>) => Promise<unknown>,
) => void;

export interface McpDeps {
  readonly version: string;
  readonly reports: Reports;
  /** Absent where no service is set: then only local dumps are offered. */
  readonly connect: (() => Promise<ServiceClient>) | undefined;
}

export function mcpServer({ version, reports, connect }: McpDeps): McpServer {
  const server = new McpServer({ name: 'purgatory', version }, { instructions: INSTRUCTIONS });
  const add: AddTool = (name, description, input, read) => {
    const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    server.registerTool(
      name,
      { description, inputSchema: input.strict(), annotations },
      async (given): Promise<CallToolResult> => {
        try {
          return answerWith(await read(input.parse(given)));
        } catch (error) {
          const text = safeText(describeError(error)).slice(0, 2_000);
          return { isError: true, content: [{ type: 'text', text }] };
        }
      },
    );
  };
  addReportTools(add, reports);
  if (connect !== undefined) addServiceTools(add, connect);
  return server;
}

function addReportTools(add: AddTool, reports: Reports): void {
  const local = reports.local.length === 0 ? '' : `; or one of the dumps on this machine: ${reports.local.join(', ')}`;
  const dump = z.string().min(1).max(4096).describe(`Id of an upload (26 characters, from list_occurrences)${local}`);
  const rows = z.number().int().min(1).max(200);
  add(
    'get_report',
    'What a dump shows, at one look: findings with their evidence, the panic with registers and trace, the kernel, and which further sections there are with how many rows each. Made without debuginfo: a section that could not be read says why under `unavailable`.',
    z.object({ dump }),
    async (given) => reportHead(await reports.report(given.dump)),
  );
  add(
    'get_report_section',
    'One section of a report, row by row: `tasks` and `cpus` with their stacks, `locks` with owners and waiters, `modules`, `interrupts`, `memory`, `integrity`, or the whole `panic`. `match` keeps rows that hold a text anywhere (a function, a task’s name, a state).',
    z.object({
      dump,
      section: z.enum(SECTIONS),
      match: z.string().min(1).max(200).optional(),
      offset: z.number().int().min(0).default(0).describe('`next` of the answer before'),
      limit: rows.default(20),
    }),
    async (given) => reportSection(await reports.report(given.dump), given),
  );
  add(
    'get_log',
    "Lines of the kernel's log with their numbers: the last ones, those from a number on, or those that hold a text.",
    z.object({
      dump,
      match: z.string().min(1).max(200).optional(),
      from: z.number().int().min(0).optional().describe('Number of the first line; absent: the last lines'),
      limit: rows.default(100),
    }),
    async (given) => logLines({ text: await reports.log(given.dump) }, given),
  );
  addExploreTools(add, reports, dump);
}
