/** A table whose heads sort it. The order is part of the address, so that it can be sent to a colleague. */
import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  ariaSort,
  formatSorting,
  nextSorting,
  parseSorting,
  sortRows,
  type Sorting,
  type SortValue,
} from '../logic/sorting.ts';
import type { Route } from '../logic/route.ts';
import { adjust } from './hooks.ts';
import { ScrollBox } from './scroll-box.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly name: string;
  /** Of figures: they stand to the right, and the greatest comes first. */
  readonly isNumber?: boolean;
  /** Absent for a column that nobody would sort by. */
  readonly value?: (row: Row) => SortValue;
  readonly cell: (row: Row) => ComponentChildren;
}

const ARROWS = { ascending: ' ▲', descending: ' ▼', none: '' } as const;

/** The head of a column that sorts by it: for inside a cell that says so by `aria-sort`. */
export function SortButton({
  name,
  direction,
  onSort,
}: {
  name: string;
  direction: keyof typeof ARROWS;
  onSort: () => void;
}): JSX.Element {
  return (
    <button type="button" class="sort" title={`Sort by ${name}`} onClick={onSort}>
      {name}
      <span aria-hidden="true">{ARROWS[direction]}</span>
    </button>
  );
}

/** @param parameter of the address: tables that stand on one page have one each */
export function SortedTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  route,
  parameter = 'sort',
}: {
  label: string;
  /** The first is what each row is called by. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  route: Route;
  parameter?: string;
}): JSX.Element {
  const sorting = parseSorting(
    route.query[parameter],
    columns.flatMap(({ id, value }) => (value === undefined ? [] : [id])),
  );
  const { column: by, descending } = sorting ?? {};
  const sorted = useMemo(() => {
    const valueOf = columns.find(({ id }) => id === by)?.value;
    return valueOf === undefined ? rows : sortRows(rows, valueOf, descending === true);
  }, [rows, columns, by, descending]);
  return (
    <ScrollBox label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} route={route} parameter={parameter} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, isNumber, cell }, index) =>
                index === 0 ? (
                  <th key={id} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={id} class={isNumber === true ? 'number' : ''}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Head<Row>({
  column: { id, name, isNumber = false, value },
  sorting,
  route,
  parameter,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  route: Route;
  parameter: string;
}): JSX.Element {
  const style = isNumber ? 'number' : '';
  if (value === undefined) {
    return (
      <th scope="col" class={style}>
        {name}
      </th>
    );
  }
  const direction = ariaSort(sorting, id);
  return (
    <th scope="col" class={style} aria-sort={direction}>
      <SortButton
        name={name}
        direction={direction}
        onSort={() => {
          adjust(route, { [parameter]: formatSorting(nextSorting(sorting, id, isNumber)) });
        }}
      />
    </th>
  );
}
