import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { TaskInfo } from '../../../../shared/contract/report.ts';
import { bytes, duration, plural } from '../../../../shared/report-view/units.ts';
import { haystackOf, selectTasks, TASK_SORTS, whereOf, type TaskSort } from '../logic/report-view.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { formatSorting, parseSorting } from '../logic/sorting.ts';
import { AskLink } from '../ui/ask.tsx';
import { Choice, FilterForm } from '../ui/filter.tsx';
import { adjust } from '../ui/hooks.ts';
import { FoldedFrames } from '../ui/folded-frames.tsx';
import { Facts } from '../ui/parts.tsx';
import { TaskList } from './dump-task-list.tsx';

const isSort = (word: string | undefined): word is TaskSort => TASK_SORTS.some((sort) => sort === word);

const STATES = [
  ['', 'any'],
  ['R', 'running'],
  ['D', 'uninterruptible'],
  ['S', 'sleeping'],
  ['I', 'idle'],
  ['Z', 'zombie'],
] as const;

const PREPARED_AT_ONCE = 2000;

/** Makes what is searched in and sorted by, a part at a time, so that neither the tab nor the first letter has to wait for all of it. */
function prepare(tasks: readonly TaskInfo[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const from = (start: number): void => {
    for (const task of tasks.slice(start, start + PREPARED_AT_ONCE)) {
      haystackOf(task);
      whereOf(task);
    }
    if (start + PREPARED_AT_ONCE < tasks.length) {
      timer = setTimeout(() => {
        from(start + PREPARED_AT_ONCE);
      });
    }
  };
  timer = setTimeout(() => {
    from(0);
  });
  return () => {
    clearTimeout(timer);
  };
}

export function TasksTab({ tasks, route }: { tasks: readonly TaskInfo[]; route: Route }): JSX.Element {
  useEffect(() => prepare(tasks), [tasks]);
  const words = route.query['q'] ?? '';
  const states = route.query['state'] ?? '';
  const sorting = parseSorting(route.query['sort'], TASK_SORTS);
  const sort = isSort(sorting?.column) ? sorting.column : 'interest';
  const descending = sorting?.descending === true;
  const selected = useMemo(
    () => selectTasks(tasks, { words: words.toLowerCase().split(' ').filter(Boolean), states, sort, descending }),
    [tasks, words, states, sort, descending],
  );
  const openPid = Number(route.query['pid'] ?? 'NaN');
  const open = tasks.find((task) => task.pid === openPid);
  const change = (query: Record<string, string>): void => {
    adjust({ ...route, screen: 'dumps', tab: 'tasks' }, query);
  };
  return (
    <>
      <FilterForm>
        <label>
          Search in names and stacks{' '}
          <input
            type="search"
            value={words}
            onInput={(event) => {
              change({ q: event.currentTarget.value });
            }}
          />
        </label>
        <Choice
          name="State"
          value={states}
          choices={STATES}
          onChange={(state) => {
            change({ state });
          }}
        />
        <Choice
          name="Sort by"
          value={sort}
          choices={TASK_SORTS.map((name) => [name, name] as const)}
          onChange={(chosen) => {
            change({ sort: chosen });
          }}
        />
        <output>{plural(selected.length, 'task')}</output>
      </FilterForm>
      <div class="split">
        <TaskList
          tasks={selected}
          openPid={openPid}
          sorting={sorting}
          onOpen={(pid) => {
            change({ pid: String(pid), frame: '' });
          }}
          onSort={(next) => {
            change({ sort: formatSorting(next) });
          }}
        />
        <section aria-live="polite">
          {open ? <Task task={open} route={route} /> : <p class="quiet">Choose a task to see its stack.</p>}
        </section>
      </div>
    </>
  );
}

function Task({ task, route }: { task: TaskInfo; route: Route }): JSX.Element {
  const { stack } = task;
  return (
    <>
      <h3>
        {task.comm} ({task.pid})
      </h3>
      <Facts
        facts={[
          ['state', task.state],
          ['CPU', task.cpu],
          ['parent', task.ppid],
          ['kind', task.kernelThread === undefined ? undefined : task.kernelThread ? 'kernel thread' : 'process'],
          ['waiting', task.blockedSeconds !== undefined && duration(task.blockedSeconds)],
          [
            'task_struct',
            task.address && (
              <code>
                <AskLink ask={`*(struct task_struct *)${task.address}`}>{task.address}</AskLink>
              </code>
            ),
          ],
          [
            'stack',
            stack &&
              `${stack.usedBytes === undefined ? '?' : bytes(stack.usedBytes)} of ${bytes(stack.sizeBytes)}` +
                (stack.highWaterBytes === undefined ? '' : `, deepest ever ${bytes(stack.highWaterBytes)}`),
          ],
          ['end magic', stack?.endMagicIntact === false && 'overwritten'],
          ['note', task.note],
        ]}
      />
      <FoldedFrames
        frames={task.frames}
        chosen={route.query['frame']}
        link={(index) =>
          formatRoute({
            screen: 'dumps',
            ...(route.id ? { id: route.id } : {}),
            tab: 'tasks',
            query: { ...route.query, pid: String(task.pid), frame: String(index) },
          })
        }
      />
    </>
  );
}
