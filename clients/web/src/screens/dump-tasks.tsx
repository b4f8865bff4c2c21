import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { TaskInfo } from '../../../../shared/contract/report.ts';
import { bytes, duration, plural } from '../logic/format.ts';
import { frameText, selectTasks, TASK_SORTS, taskHaystacks, type TaskSort } from '../logic/report-view.ts';
import type { Route } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { Facts, Frames, VirtualRows } from '../ui/parts.tsx';

const ROW_HEIGHT = 26;

const isSort = (word: string | undefined): word is TaskSort => TASK_SORTS.some((sort) => sort === word);

export function TasksTab({ tasks, route }: { tasks: readonly TaskInfo[]; route: Route }): JSX.Element {
  const haystacks = useMemo(() => taskHaystacks(tasks), [tasks]);
  const words = route.query['q'] ?? '';
  const states = route.query['state'] ?? '';
  const sort = isSort(route.query['sort']) ? route.query['sort'] : 'pid';
  const selected = useMemo(
    () => selectTasks(tasks, haystacks, { words: words.toLowerCase().split(' ').filter(Boolean), states, sort }),
    [tasks, haystacks, words, states, sort],
  );
  const [openPid, setOpenPid] = useState(() => Number(route.query['pid'] ?? 'NaN'));
  const open = tasks.find((task) => task.pid === openPid);
  const change = (query: Record<string, string>): void => {
    go(
      { screen: 'dumps', ...(route.id ? { id: route.id } : {}), tab: 'tasks', query: { ...route.query, ...query } },
      { replace: true },
    );
  };
  return (
    <>
      <form
        class="filter"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
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
        <label>
          State{' '}
          <select
            value={states}
            onChange={(event) => {
              change({ state: event.currentTarget.value });
            }}
          >
            <option value="">any</option>
            <option value="R">running</option>
            <option value="D">uninterruptible</option>
            <option value="S">sleeping</option>
            <option value="I">idle</option>
            <option value="Z">zombie</option>
          </select>
        </label>
        <label>
          Sort by{' '}
          <select
            value={sort}
            onChange={(event) => {
              change({ sort: event.currentTarget.value });
            }}
          >
            {TASK_SORTS.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <output>{plural(selected.length, 'task')}</output>
      </form>
      <div class="split">
        <VirtualRows rows={selected.length} rowHeight={ROW_HEIGHT} label="Tasks">
          {(index) => {
            const task = selected[index];
            if (!task) return null;
            return (
              <button
                type="button"
                key={task.pid}
                class={`task-row ${task.pid === openPid ? 'open' : ''}`}
                aria-pressed={task.pid === openPid}
                onClick={() => {
                  setOpenPid(task.pid);
                  change({ pid: String(task.pid) });
                }}
              >
                <span class="number">{task.pid}</span>
                <span class={`state state-${task.state.charAt(0)}`}>{task.state}</span>
                <span class="comm">{task.comm}</span>
                <span class="where">{task.frames[0] ? frameText(task.frames[0]) : ''}</span>
              </button>
            );
          }}
        </VirtualRows>
        <section aria-live="polite">
          {open ? <Task task={open} /> : <p class="quiet">Choose a task to see its stack.</p>}
        </section>
      </div>
    </>
  );
}

function Task({ task }: { task: TaskInfo }): JSX.Element {
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
          ['task_struct', task.address && <code>{task.address}</code>],
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
      <Frames frames={task.frames} id={`task-${String(task.pid)}`} />
    </>
  );
}
