/** What the kernel was doing when it ended: the panic, with the oops as the kernel printed it, and what each CPU did. */
import type { JSX } from 'preact';
import type { Report } from '../../../../shared/contract/report.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { Addresses } from '../ui/ask.tsx';
import { Oops } from '../ui/oops.tsx';
import { Frames } from '../ui/parts.tsx';

export function Missing({ report, section }: { report: Report; section: string }): JSX.Element {
  const reasons = report.unavailable.filter(
    (entry) => entry.section === section || entry.section.startsWith(`${section}.`),
  );
  if (reasons.length === 0) return <p class="quiet">This dump holds nothing of that.</p>;
  return (
    <ul class="problem">
      {reasons.map((entry, index) => (
        <li key={index}>
          {entry.pending ? 'Still arriving' : entry.partial ? 'Only in part' : 'Could not be read'}: {entry.reason}
        </li>
      ))}
    </ul>
  );
}

function Registers({ values }: { values: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <dl class="registers">
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Addresses text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The bytes around the instruction pointer; the one it points at is marked. */
function CodeBytes({ code }: { code: { bytes: string; at: number } }): JSX.Element {
  const pairs = code.bytes.match(/[0-9a-f]{2}/g) ?? [];
  return (
    <p class="code-bytes">
      {pairs.map((pair, index) =>
        index === code.at ? <mark key={index}>{pair}</mark> : <span key={index}>{pair}</span>,
      )}
    </p>
  );
}

const frameLink =
  (route: Route, tab: string, query: Record<string, string> = {}) =>
  (index: number): string =>
    formatRoute({
      screen: 'dumps',
      ...(route.id ? { id: route.id } : {}),
      tab,
      query: { ...query, frame: String(index) },
    });

export function PanicTab({ report, route }: { report: Report; route: Route }): JSX.Element {
  const { panic } = report;
  if (!panic) return <Missing report={report} section="panic" />;
  return (
    <>
      <div class="columns">
        <section>
          <h3>Trace</h3>
          <Frames
            frames={panic.frames}
            chosen={route.query['frame']}
            link={frameLink(route, 'panic')}
            sourceLink={report.kernel?.sourceLink}
          />
        </section>
        <Oops log={report.log?.text} id={route.id ?? ''} message={panic.message} />
      </div>
      {panic.code && (
        <>
          <h3>Code</h3>
          <CodeBytes code={panic.code} />
        </>
      )}
      {panic.exception && (
        <>
          <h3>
            Registers at the exception{panic.exception.vector === undefined ? '' : ` (${panic.exception.vector})`}
          </h3>
          <Registers values={panic.exception.registers} />
        </>
      )}
      {panic.registers && (
        <>
          <h3>Registers when it stopped</h3>
          <Registers values={panic.registers} />
        </>
      )}
    </>
  );
}

export function CpusTab({ report, route }: { report: Report; route: Route }): JSX.Element {
  if (!report.cpus) return <Missing report={report} section="cpus" />;
  return (
    <div class="columns">
      {report.cpus.map((cpu) => (
        <section key={cpu.cpu}>
          <h3>
            CPU {cpu.cpu} · {cpu.comm ?? 'nobody'} {cpu.pid === undefined ? '' : `(${String(cpu.pid)})`}
            {cpu.cpu === report.panic?.cpu && <span class="badge critical">panicked here</span>}
            {cpu.interruptsOff === true && <span class="badge">interrupts off</span>}
          </h3>
          <Frames
            frames={cpu.frames}
            chosen={route.query['cpu'] === String(cpu.cpu) ? route.query['frame'] : undefined}
            link={frameLink(route, 'cpus', { cpu: String(cpu.cpu) })}
            sourceLink={report.kernel?.sourceLink}
          />
          {cpu.registers && (
            <details>
              <summary>Registers</summary>
              <Registers values={cpu.registers} />
            </details>
          )}
        </section>
      ))}
    </div>
  );
}
