/** Two dumps of one problem beside each other. */
import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { OccurrencePage } from '../../../../shared/contract/crashes.ts';
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { compareReports, type FramePair, type Row } from '../../../../shared/report-view/compare.ts';
import { getReport } from '../logic/api.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { Choice } from '../ui/filter.tsx';
import { go, useApi, useLoad } from '../ui/hooks.ts';
import { Await } from '../ui/parts.tsx';
import { useTitle } from '../ui/title.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { minute } from '../../../../shared/minute.ts';

/** How the two are called at the head of each column. */
interface Names {
  readonly a: string;
  readonly b: string;
}

function Table({ label, names, children }: { label: string; names: Names; children: ComponentChildren }): JSX.Element {
  return (
    <ScrollBox label={label}>
      <table class="compare">
        <thead>
          <tr>
            <td />
            <th scope="col">{names.a}</th>
            <th scope="col">{names.b}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  );
}

function Rows({ label, rows, names }: { label: string; rows: readonly Row[]; names: Names }): JSX.Element {
  return (
    <Table label={label} names={names}>
      {rows.map(({ name, a, b, likeness }) => (
        <tr key={name} class={likeness}>
          <th scope="row">
            {name} {likeness === 'differs' && <span class="badge state-open">differs</span>}
          </th>
          <td>{a ?? <span class="quiet">not there</span>}</td>
          <td>{b ?? <span class="quiet">not there</span>}</td>
        </tr>
      ))}
    </Table>
  );
}

function Traces({ frames, names }: { frames: readonly FramePair[]; names: Names }): JSX.Element {
  return (
    <Table label="Traces" names={names}>
      {frames.map(({ a, b }, index) => (
        <tr key={index} class={a !== undefined && b !== undefined ? 'same' : 'differs'}>
          <th scope="row">{index + 1}</th>
          <td>
            <code>{a}</code>
          </td>
          <td>
            <code>{b}</code>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Compared({ a, b, names }: { a: Report; b: Report; names: Names }): JSX.Element {
  const compared = useMemo(() => compareReports(a, b), [a, b]);
  const [all, setAll] = useState(false);
  const some = (rows: readonly Row[]): readonly Row[] =>
    all ? rows : rows.filter(({ likeness }) => likeness !== 'same');
  const { facts, frames, findings, modules, modulesKnown, memory } = compared;
  const section = (name: string, rows: readonly Row[], none: string): JSX.Element => (
    <>
      <h2>{name}</h2>
      {some(rows).length === 0 ? <p class="quiet">{none}</p> : <Rows label={name} rows={some(rows)} names={names} />}
    </>
  );
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={all}
          onChange={() => {
            setAll(!all);
          }}
        />{' '}
        Show what is alike, too
      </label>
      {section('Kernel and task', facts, 'All that is known of both is alike.')}
      <h2>Trace</h2>
      <Traces frames={frames} names={names} />
      {section('Findings', findings, findings.length === 0 ? 'Neither has any.' : 'Both have the same.')}
      {section(
        'Modules',
        modules,
        modulesKnown ? 'Both have the same, of the same builds.' : 'One of the two does not list its modules.',
      )}
      {section(
        'Memory',
        memory,
        memory.length === 0 ? 'One of the two does not tell of it.' : 'Its uses are much alike.',
      )}
    </>
  );
}

/** Another dump of the group, to be chosen. */
function OtherDump({ dump, other }: { dump: DumpDetail; other: string | undefined }): JSX.Element {
  const crash = encodeURIComponent(dump.crashId ?? '');
  const events = useApi<OccurrencePage>(
    dump.crashId === undefined ? undefined : `crashes/${crash}/occurrences?limit=100`,
  );
  const others = events.value?.occurrences.filter(({ uploadId }) => uploadId !== dump.id) ?? [];
  if (events.value !== undefined && others.length === 0) return <p class="quiet">Its group has no other dump.</p>;
  return (
    <p class="actions">
      <Choice
        name="With the one of"
        value={other ?? ''}
        choices={[
          ['', 'choose…'],
          ...others.map(
            ({ uploadId, host, capturedAt, kernelRelease }) =>
              [uploadId, `${host}, ${minute(capturedAt)}, ${kernelRelease ?? 'kernel not known'}`] as const,
          ),
        ]}
        onChange={(chosen) => {
          go({ screen: 'dumps', id: dump.id, tab: 'compare', query: { with: chosen } });
        }}
      />
    </p>
  );
}

function useReport(id: string | undefined) {
  const load = useCallback((of: string, signal: AbortSignal) => getReport(of, signal, () => undefined), []);
  return useLoad<Report>(id, load);
}

export function ComparePage({ dump, route }: { dump: DumpDetail; route: Route }): JSX.Element {
  useTitle(`Compare · ${dump.title ?? dump.host}`);
  const other = route.query['with'];
  const [a, b] = [useReport(dump.id), useReport(other)];
  const there = useApi<DumpDetail>(other === undefined ? undefined : `dumps/${encodeURIComponent(other)}`);
  return (
    <>
      <p class="back">
        <a href={formatRoute({ screen: 'dumps', id: dump.id })}>The dump of {dump.host}</a>
      </p>
      <h1>{dump.title ?? 'Two dumps'}: compared</h1>
      <OtherDump dump={dump} other={other} />
      {other !== undefined && (
        <Await loaded={a} what={`the report of ${dump.host}`}>
          {(left) => (
            <Await loaded={b} what="the other report">
              {(right) => <Compared a={left} b={right} names={{ a: dump.host, b: there.value?.host ?? 'the other' }} />}
            </Await>
          )}
        </Await>
      )}
    </>
  );
}
