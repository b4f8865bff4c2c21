/** All tasks as a table whose heads sort it, of which only the rows in sight are in the document. */
import type { JSX } from 'preact';
import type { TaskInfo } from '../../../../shared/contract/report.ts';
import { whereOf, type TaskSort } from '../logic/report-view.ts';
import { ariaSort, nextSorting, type Sorting } from '../logic/sorting.ts';
import { VirtualRows } from '../ui/parts.tsx';
import { SortButton } from '../ui/sorted-table.tsx';

const ROW_HEIGHT = 26;

const COLUMNS: readonly (readonly [TaskSort, string])[] = [
  ['pid', 'PID'],
  ['state', 'State'],
  ['comm', 'Name'],
  ['where', 'Where it is'],
];

export function TaskList({
  tasks,
  openPid,
  sorting,
  onOpen,
  onSort,
}: {
  /** In the order of `sorting`. */
  tasks: readonly TaskInfo[];
  openPid: number;
  sorting: Sorting | undefined;
  onOpen: (pid: number) => void;
  onSort: (sorting: Sorting | undefined) => void;
}): JSX.Element {
  return (
    <div role="table" aria-label="Tasks" aria-rowcount={tasks.length + 1}>
      <div role="rowgroup">
        <div role="row" class="task-head" aria-rowindex={1}>
          {COLUMNS.map(([column, name]) => {
            const direction = ariaSort(sorting, column);
            return (
              <span key={column} role="columnheader" aria-sort={direction}>
                <SortButton
                  name={name}
                  direction={direction}
                  onSort={() => {
                    onSort(nextSorting(sorting, column, false));
                  }}
                />
              </span>
            );
          })}
        </div>
      </div>
      <VirtualRows rows={tasks.length} rowHeight={ROW_HEIGHT} label="Tasks" role="rowgroup">
        {(index) => {
          const task = tasks[index];
          return task && <Row key={index} task={task} index={index} isOpen={task.pid === openPid} onOpen={onOpen} />;
        }}
      </VirtualRows>
    </div>
  );
}

function Row({
  task,
  index,
  isOpen,
  onOpen,
}: {
  task: TaskInfo;
  index: number;
  isOpen: boolean;
  onOpen: (pid: number) => void;
}): JSX.Element {
  return (
    <div role="row" class={`task-row ${isOpen ? 'open' : ''}`} aria-rowindex={index + 2}>
      <span role="cell" class="number">
        {/* The whole row answers to the pointer. */}
        <button
          type="button"
          class="whole-row"
          aria-pressed={isOpen}
          aria-label={`${String(task.pid)}: show the stack of ${task.comm}`}
          onClick={() => {
            onOpen(task.pid);
          }}
        >
          {task.pid}
        </button>
      </span>
      <span role="cell" class={`state state-${task.state.charAt(0)}`}>
        {task.state}
      </span>
      <span role="cell" class="comm">
        {task.comm}
      </span>
      <span role="cell" class="where">
        {whereOf(task)}
      </span>
    </div>
  );
}
