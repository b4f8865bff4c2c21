/** The sections of a report as HTML. Every text goes through {@link html}, which escapes it. */
import type { CpuInfo, Frame, Report, TaskInfo } from '../../contract/report.ts';
import { innermostPlace, placeText } from '../../contract/source-place.ts';
import { html } from './markup.ts';
import type { Content, Markup } from './markup.ts';
import {
  cpuFacts,
  damageLines,
  differenceText,
  interruptsByCount,
  panicFacts,
  IMAGE_WORDS,
  textVerdict,
  wrapText,
} from '../../report-view/facts.ts';
import { foldFrames, repeatText } from '../../report-view/fold.ts';
import { frameText, traceRows } from '../../report-view/frames.ts';
import {
  deepestBytes,
  deepestStacks,
  stackTrouble,
  statesSummary,
  taskWhere,
  tasksByInterest,
} from '../../report-view/tasks.ts';
import { ringText, waitSayings } from '../../report-view/locks.ts';
import { callerName, memoryUses } from '../../report-view/memory.ts';
import { bytes, count, percent, plural } from '../../report-view/units.ts';
import type { SectionName } from '../../report-view/sections.ts';
import type { TraceRow } from '../../report-view/frames.ts';

type Section = (report: Report) => Markup | undefined;

/** `undefined` where the report has no such section. */
export const HTML_SECTIONS: Readonly<Record<SectionName, Section>> = {
  panic,
  cpus,
  tasks,
  locks,
  stacks,
  interrupts,
  memory,
  modules,
  integrity,
  log,
};

interface Head {
  readonly name: string;
  readonly number?: boolean;
}

function table(
  heads: readonly Head[],
  rows: readonly { readonly id?: string; readonly cells: readonly Content[] }[],
): Markup {
  const cell = (content: Content, index: number): Markup =>
    heads[index]?.number === true ? html`<td class="n">${content}</td>` : html`<td>${content}</td>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads.map(({ name, number }) => html`<th scope="col" class="${number === true ? 'n' : ''}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ id, cells }) => html`<tr${id !== undefined && html` id="${id}"`}>${cells.map(cell)}</tr>\n`)}
      </tbody>
    </table>
  </div>`;
}

/** A trace whose every frame can be linked to, as `#PREFIX-N`; what repeats is folded away, and there all the same. */
function trace(frames: readonly Frame[], prefix: string, link?: string): Markup | undefined {
  if (frames.length === 0) return undefined;
  const list = (first: number, count: number): Markup =>
    html`<ol class="mono" start="${first}">
      ${frames.slice(first, first + count).map((_, at) => frameItem(frames, first + at, prefix, link))}
    </ol>`;
  return html`${foldFrames(frames).map((shown) => {
    const items = list(shown.first, shown.count);
    if (shown.kind !== 'repeats') return items;
    return html`<details>
      <summary>… ${repeatText(shown)}</summary>
      ${items}
    </details>`;
  })}`;
}

function frameItem(frames: readonly Frame[], index: number, prefix: string, link?: string): Content {
  const frame = frames[index];
  if (frame === undefined) return undefined;
  const stack = frame.stack !== undefined && frame.stack !== frames[index - 1]?.stack && frame.stack !== 'task';
  return html`<li id="${prefix}-${index}">
    ${frame.reliable ? undefined : '? '}${traceRows(frame, link).map(traceRow)}
    ${frame.symbol !== undefined && html`<span class="dim">${frame.address}</span>`}
    ${stack && html`<span class="dim">(${frame.stack} stack)</span>`}
  </li>`;
}

function traceRow({ text, place, url, inlined }: TraceRow): Markup {
  const where = place !== undefined && url !== undefined ? html`<a href="${url}" rel="noreferrer">${place}</a>` : place;
  return html`${text}${where !== undefined && html` <span class="source">${where}</span>`}${inlined && html` <span class="dim">(inlined)</span><br />`}`;
}

function registers(values: Readonly<Record<string, string>>): Markup {
  return html`<div class="registers mono">
    ${Object.entries(values).map(([name, value]) => html`<div><span class="dim">${name}</span> ${value}</div>`)}
  </div>`;
}

function code({ bytes: text, at }: { readonly bytes: string; readonly at: number }): Markup {
  const pairs = text.replaceAll(' ', '').match(/../g) ?? [];
  return html`<p class="mono">
    Code: ${pairs.map((pair, index) => (index === at ? html`<strong class="bad">${pair}</strong> ` : `${pair} `))}
  </p>`;
}

function panic({ panic: info, kernel }: Report): Markup | undefined {
  if (info === undefined) return undefined;
  const where = info.exception?.registers ?? info.registers;
  return html`
    <p class="dim">${panicFacts(info).join(' · ')}</p>
    ${(info.altTitles ?? []).map((title) => html`<p>or: ${title}</p>`)}
    ${info.message !== undefined && html`<p class="mono">${info.message}</p>`}
    ${info.ip !== undefined && html`<p class="mono">at <strong>${frameText(info.ip)}</strong> ${placeText(innermostPlace(info.ip))} <span class="dim">${info.ip.address}</span></p>`}
    ${where !== undefined && registers(where)} ${info.code !== undefined && code(info.code)}
    ${trace(info.frames, 'panic-frame', kernel?.sourceLink)}
  `;
}

function cpus({ cpus: list, panic: info, kernel }: Report): Markup | undefined {
  return list && html`${list.map((cpu) => cpuBlock(cpu, info?.cpu, kernel?.sourceLink))}`;
}

function cpuBlock(cpu: CpuInfo, panickedCpu: number | undefined, link: string | undefined): Markup {
  const summary = cpuFacts(cpu, panickedCpu).join(' · ');
  const panicked = cpu.cpu === panickedCpu;
  return html`<details id="cpu-${cpu.cpu}" ${(panicked || cpu.pid !== 0) && html` open`}>
    <summary><strong>CPU ${cpu.cpu}</strong> ${summary}</summary>
    ${trace(cpu.frames, `cpu-${cpu.cpu}-frame`, link)} ${cpu.registers !== undefined && registers(cpu.registers)}
  </details>`;
}

function tasks({ tasks: list }: Report): Markup | undefined {
  if (list === undefined) return undefined;
  const rows = tasksByInterest(list).map((task) => ({
    id: `task-${task.pid}`,
    cells: [
      html`<a href="#task-${task.pid}">${task.pid}</a>`,
      task.ppid,
      task.state,
      task.cpu,
      task.kernelThread === true ? `[${task.comm}]` : task.comm,
      where(task),
    ],
  }));
  const heads = [
    { name: 'pid', number: true },
    { name: 'ppid', number: true },
    { name: 'state' },
    { name: 'cpu', number: true },
    { name: 'command' },
    { name: 'where' },
  ];
  return html`<p class="dim">${plural(list.length, 'task')}: ${statesSummary(list)}</p>
    ${table(heads, rows)}`;
}

function where(task: TaskInfo): Content {
  const words = taskWhere(task);
  if (task.frames.length === 0) return html`<span class="warn">${words}</span>`;
  const note = task.note !== undefined && task.note !== words && html` <span class="warn">${task.note}</span>`;
  return html`<details>
    <summary>${words === '' ? plural(task.frames.length, 'frame') : words}${note}</summary>
    ${trace(task.frames, `task-${task.pid}-frame`)}
  </details>`;
}

function locks(report: Report): Markup | undefined {
  const said = waitSayings(report);
  if (said === undefined) return undefined;
  return html`<ul class="mono">
    ${said.map(
      ({ text, cycle }, index) =>
        html`<li id="lock-${index}">
          ${text}
          ${cycle !== undefined && html`<strong class="bad">deadlock: ${ringText(cycle)}</strong> ${cycle.map((pid) => html`<a href="#task-${pid}">${pid}</a> `)}`}
        </li>`,
    )}
  </ul>`;
}

function stacks({ tasks: list }: Report): Markup | undefined {
  if (list === undefined) return undefined;
  const rows = deepestStacks(list)
    .slice(0, 100)
    .map((task) => {
      const { usedBytes = 0, sizeBytes } = task.stack;
      const deepest = deepestBytes(task.stack);
      const trouble = stackTrouble(task);
      return {
        cells: [
          count(deepest),
          count(usedBytes),
          count(sizeBytes),
          html`<meter min="0" max="${sizeBytes}" high="${Math.round(sizeBytes * 0.75)}" value="${deepest}">
            ${percent(deepest, sizeBytes)}
          </meter>`,
          html`<a href="#task-${task.pid}">${task.pid}</a>`,
          html`${task.comm} ${trouble !== undefined && html`<strong class="bad">${trouble}</strong>`}`,
        ],
      };
    });
  return table(
    [
      { name: 'deepest', number: true },
      { name: 'now', number: true },
      { name: 'of', number: true },
      { name: '' },
      { name: 'pid', number: true },
      { name: 'command' },
    ],
    rows,
  );
}

function interrupts({ interrupts: list }: Report): Markup | undefined {
  if (list === undefined) return undefined;
  const rows = interruptsByCount(list).map((irq) => ({
    cells: [
      String(irq.irq),
      count(irq.total),
      wrapText(irq),
      [irq.name, irq.chip].filter(Boolean).join('  '),
      irq.perCpu.map(count).join(' '),
    ],
  }));
  return table(
    [
      { name: 'irq', number: true },
      { name: 'total', number: true },
      { name: 'wrapped' },
      { name: 'name' },
      { name: 'per CPU' },
    ],
    rows,
  );
}

function memory({ memory: info }: Report): Markup | undefined {
  if (info === undefined) return undefined;
  const uses = memoryUses(info).map(([label, value]) => ({
    cells: [label, bytes(value), percent(value, info.totalBytes)],
  }));
  const caches = (info.caches ?? []).map((cache) => ({
    cells: [
      cache.name,
      cache.totalBytes !== undefined && bytes(cache.totalBytes),
      cache.objects !== undefined && count(cache.objects),
      bytes(cache.objectBytes),
    ],
  }));
  const callers = (info.vmallocCallers ?? []).map((row) => ({
    cells: [callerName(row), bytes(row.bytes), count(row.areas)],
  }));
  return html`${table([{ name: 'use' }, { name: 'size', number: true }, { name: '', number: true }], uses)}
  ${
    callers.length > 0 &&
    html`<details>
      <summary>vmalloc, by ${plural(callers.length, 'caller')}</summary>
      ${table([{ name: 'caller' }, { name: 'size', number: true }, { name: 'areas', number: true }], callers)}
    </details>`
  }
  ${
    caches.length > 0 &&
    html`<details>
      <summary>${plural(caches.length, 'slab cache')}</summary>
      ${table([{ name: 'cache' }, { name: 'size', number: true }, { name: 'objects', number: true }, { name: 'each', number: true }], caches)}
    </details>`
  }`;
}

function modules({ modules: list }: Report): Markup | undefined {
  if (list === undefined) return undefined;
  const rows = list.map((module) => ({
    cells: [module.name, module.address, bytes(module.sizeBytes), module.tainted.join(''), module.version],
  }));
  return html`<details>
    <summary>${plural(list.length, 'module')}</summary>
    ${table([{ name: 'module' }, { name: 'address' }, { name: 'size', number: true }, { name: 'taints' }, { name: 'version' }], rows)}
  </details>`;
}

function integrity({ integrity: info }: Report): Markup | undefined {
  if (info === undefined) return undefined;
  const tone = { signed: 'good', unsigned: 'bad', revoked: 'bad', unknown: 'dim' }[info.image];
  const items: Content[] = [html`<li>image: <strong class="${tone}">${IMAGE_WORDS[info.image]}</strong></li>`];
  const verdict = textVerdict(info);
  if (info.text !== undefined && verdict !== undefined) {
    const { checkedBytes, differences, note } = info.text;
    items.push(
      html`<li>
        text: <strong class="${verdict.intact ? 'good' : 'bad'}">${verdict.words}</strong>
        (${bytes(checkedBytes)} compared) ${note}
        ${
          differences.length > 0 &&
          html`<ul>
            ${differences.map((difference) => html`<li class="mono">${differenceText(difference)}</li>`)}
          </ul>`
        }
      </li>`,
    );
  }
  items.push(...damageLines(info).map(({ text, grave }) => html`<li class="${grave ? 'bad' : ''}">${text}</li>`));
  return html`<ul>
    ${items}
  </ul>`;
}

function log({ log: info }: Report): Markup | undefined {
  if (info === undefined) return undefined;
  const lines = info.text.replace(/\n$/, '').split('\n');
  return html`<details open>
    <summary>
      ${plural(info.records, 'record')}${info.lost !== undefined && info.lost > 0 && `, ${count(info.lost)} lost`}
    </summary>
    <div class="log mono">
      ${lines.map((line, index) => html`<div id="log-${index + 1}"><a href="#log-${index + 1}">${index + 1}</a>${line}</div> `)}
    </div>
  </details>`;
}
