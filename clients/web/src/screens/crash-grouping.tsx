/** Whether a crash is the same problem as another one: what may be, what a person said of it, and how that is taken back. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type {
  Activity,
  CrashGroup,
  GroupingAction,
  Occurrence,
  SimilarCrashes,
} from '../../../../shared/contract/crashes.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { count, noun, plural } from '../../../../shared/report-view/units.ts';
import { group as regroup, relatedOf } from '../logic/grouping.ts';
import { formatRoute } from '../logic/route.ts';
import { go, useApi } from '../ui/hooks.ts';
import { Await, Problem, StateBadge, Time } from '../ui/parts.tsx';

interface Doing {
  /** What is under way, in words; empty where nothing is. */
  readonly state: string;
  readonly problem: string;
  readonly run: (id: string, action: GroupingAction, then: () => void) => void;
}

function useGrouping(): Doing {
  const [state, setState] = useState('');
  const [problem, setProblem] = useState('');
  const run = (id: string, action: GroupingAction, then: () => void): void => {
    setProblem('');
    setState('moving its crashes…');
    regroup(id, action, (moved) => {
      setState(`${plural(moved, 'crash', 'crashes')} moved…`);
    })
      .then(then, (error: unknown) => {
        setProblem(messageOf(error));
      })
      .finally(() => {
        setState('');
      });
  };
  return { state, problem, run };
}

const linkTo = (id: string): string => formatRoute({ screen: 'crashes', id });

/** Stands in place of the actions: nothing else can be said of a group that is part of another one. */
export function MergedBanner({
  group,
  mayAct,
  onDone,
}: {
  group: CrashGroup;
  mayAct: boolean;
  onDone: () => void;
}): JSX.Element | null {
  const { state, problem, run } = useGrouping();
  const { merged } = group;
  if (merged === undefined) return null;
  const parent = linkTo(merged.into);
  return (
    <section class="merged" aria-label="Merged">
      <p>
        <strong>Part of another crash.</strong> {merged.by} merged it into <a href={parent}>that one</a>{' '}
        <Time iso={merged.at} />
        {merged.reason === undefined ? '' : `: ${merged.reason}`}. Its crashes are counted there, also those to come.
      </p>
      {mayAct && (
        <p class="actions">
          <button
            type="button"
            disabled={state !== ''}
            onClick={() => {
              run(group.id, { action: 'undo' }, onDone);
            }}
          >
            Undo the merge
          </button>
          <output>{state}</output>
        </p>
      )}
      <Problem text={problem} />
    </section>
  );
}

/** Another crash by its title, once that is known. */
function Named({ id }: { id: string }): JSX.Element {
  const found = useApi<CrashGroup>(`crashes/${encodeURIComponent(id)}`);
  return <a href={linkTo(id)}>{found.value?.title ?? id}</a>;
}

function Related({
  group,
  mayAct,
  doing: { state, run },
  onDone,
}: {
  group: CrashGroup;
  mayAct: boolean;
  doing: Doing;
  onDone: () => void;
}): JSX.Element | null {
  const rows = relatedOf(group);
  if (rows.length === 0) return null;
  return (
    <ul>
      {rows.map(({ id, what, undo }) => (
        <li key={what + id}>
          <Named id={id} /> <span class="quiet">{what}</span>{' '}
          {mayAct && (
            <button
              type="button"
              disabled={state !== ''}
              onClick={() => {
                run(undo, { action: 'undo' }, onDone);
              }}
            >
              Undo
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Fingerprints beside the group's own, among the crashes that are loaded. */
function Parts({
  group,
  events,
  doing: { state, run },
  onDone,
}: {
  group: CrashGroup;
  events: readonly Occurrence[];
  doing: Doing;
  onDone: () => void;
}): JSX.Element | null {
  const parts = Map.groupBy(
    events.filter(
      ({ home, fingerprint }) => home === undefined && fingerprint !== null && fingerprint !== group.fingerprint,
    ),
    ({ fingerprint }) => fingerprint ?? '',
  );
  if (parts.size === 0) return null;
  return (
    <>
      <h3>Not all of one kind</h3>
      <ul>
        {[...parts].map(([fingerprint, crashes]) => (
          <li key={fingerprint}>
            {plural(crashes.length, 'crash', 'crashes')} “{crashes[0]?.title}”{' '}
            <button
              type="button"
              disabled={state !== ''}
              title={fingerprint}
              onClick={() => {
                run(group.id, { action: 'split', fingerprint }, onDone);
              }}
            >
              Split off
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function SimilarRow({
  crash,
  reasons,
  merge,
}: {
  crash: CrashGroup;
  reasons: readonly string[];
  merge: (() => void) | undefined;
}): JSX.Element {
  return (
    <tr>
      <td>
        <a class="title" href={linkTo(crash.id)}>
          {crash.title}
        </a>
        <span class="culprit">{reasons.join(' · ')}</span>
      </td>
      <td>
        <StateBadge status={crash.status} />
      </td>
      <td class="number" data-name={noun(crash.count, 'crash', 'crashes')}>
        {count(crash.count)}
      </td>
      <td>
        <Time iso={crash.lastSeen} />
      </td>
      <td>
        {merge !== undefined && (
          <button
            type="button"
            onClick={merge}
            title="Says that both are one problem, to be counted there; it can be undone"
          >
            Merge into it
          </button>
        )}
      </td>
    </tr>
  );
}

export function SimilarSection({
  group,
  events,
  mayAct,
  onDone,
}: {
  group: CrashGroup;
  events: readonly Occurrence[];
  mayAct: boolean;
  onDone: () => void;
}): JSX.Element {
  const similar = useApi<SimilarCrashes>(`crashes/${encodeURIComponent(group.id)}/similar`);
  const doing = useGrouping();
  const { state, problem, run } = doing;
  const merge = (into: string): (() => void) | undefined =>
    mayAct && group.merged === undefined && state === ''
      ? () => {
          run(group.id, { action: 'merge', into }, () => {
            go({ screen: 'crashes', id: into });
          });
        }
      : undefined;
  return (
    <section aria-label="Similar crashes">
      <h2>Similar crashes</h2>
      <Related group={group} mayAct={mayAct} doing={doing} onDone={onDone} />
      {mayAct && <Parts group={group} events={events} doing={doing} onDone={onDone} />}
      <output>{state}</output>
      <Problem text={problem} />
      <Await loaded={similar} what="similar crashes">
        {({ crashes, partial }) => (
          <>
            {crashes.length === 0 && (
              <p class="quiet">No other crash has a near stack, or is of the same module and kind.</p>
            )}
            {crashes.length > 0 && (
              <table class="cards">
                <thead>
                  <tr>
                    <th scope="col">Title, and what speaks for it</th>
                    <th scope="col">State</th>
                    <th scope="col" class="number">
                      Count
                    </th>
                    <th scope="col">Last seen</th>
                    <th scope="col">
                      <span class="visually-hidden">Merge</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {crashes.map(({ crash, reasons }) => (
                    <SimilarRow key={crash.id} crash={crash} reasons={reasons} merge={merge(crash.id)} />
                  ))}
                </tbody>
              </table>
            )}
            {partial === true && <p class="quiet">Among the crashes that were seen last.</p>}
          </>
        )}
      </Await>
    </section>
  );
}

export function ActivitySection({ activity = [] }: { activity?: readonly Activity[] | undefined }): JSX.Element {
  return (
    <section aria-label="Activity">
      <h2>Activity</h2>
      {activity.length === 0 && <p class="quiet">Nobody has done anything about it yet.</p>}
      <ol class="activity">
        {activity.map(({ at, by, what, detail, crashId, reason }) => (
          <li key={at + what}>
            <Time iso={at} /> <strong>{by}</strong> {what} {detail}{' '}
            {crashId !== undefined && <a href={linkTo(crashId)}>this crash</a>}
            {reason !== undefined && <q>{reason}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}
