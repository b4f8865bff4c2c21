/** What memory is used for. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { MemoryInfo } from '../../../../shared/contract/report.ts';
import { memoryPicture } from '../../../../shared/report-view/memory-picture.ts';
import { callerName, memoryUses } from '../../../../shared/report-view/memory.ts';
import { bytes, count, percent } from '../../../../shared/report-view/units.ts';
import type { Route } from '../logic/route.ts';
import { SortedTable, type Column } from '../ui/sorted-table.tsx';
import { MemoryBar } from './memory-bar.tsx';

type Use = ReturnType<typeof memoryUses>[number];

function columnsOf(totalBytes: number): Column<Use>[] {
  return [
    { id: 'use', name: 'Use', value: ([name]) => name, cell: ([name]) => name },
    { id: 'size', name: 'Size', isNumber: true, value: ([, value]) => value, cell: ([, value]) => bytes(value) },
    {
      id: 'share',
      name: 'Share',
      cell: ([name, value]) => (
        <>
          <meter
            min={0}
            max={1}
            value={totalBytes > 0 ? Math.min(1, value / totalBytes) : 0}
            aria-label={`${name}: share of the total`}
          />{' '}
          {percent(value, totalBytes)}
        </>
      ),
    },
  ];
}

type Cache = NonNullable<MemoryInfo['caches']>[number];

const CACHE_COLUMNS: readonly Column<Cache>[] = [
  { id: 'cache', name: 'Cache', value: ({ name }) => name, cell: ({ name }) => name },
  ...(
    [
      ['object', 'Object', ({ objectBytes }) => objectBytes, bytes],
      ['slabs', 'Slabs', ({ slabs }) => slabs, count],
      ['objects', 'Objects', ({ objects }) => objects, count],
      ['all', 'In all', ({ totalBytes }) => totalBytes, bytes],
    ] as const satisfies readonly (readonly [
      string,
      string,
      (cache: Cache) => number | undefined,
      (value: number) => string,
    ])[]
  ).map(([id, name, value, text]) => ({
    id,
    name,
    isNumber: true,
    value,
    cell: (cache: Cache) => {
      const found = value(cache);
      return found === undefined ? '' : text(found);
    },
  })),
];

type Caller = NonNullable<MemoryInfo['vmallocCallers']>[number];

const CALLER_COLUMNS: readonly Column<Caller>[] = [
  { id: 'caller', name: 'Caller', value: callerName, cell: callerName },
  { id: 'areas', name: 'Areas', isNumber: true, value: ({ areas }) => areas, cell: ({ areas }) => count(areas) },
  { id: 'held', name: 'In all', isNumber: true, value: ({ bytes: held }) => held, cell: (row) => bytes(row.bytes) },
];

const MOST_CACHES = 100;

export function MemoryTab({ memory, route }: { memory: MemoryInfo; route: Route }): JSX.Element {
  const uses = useMemo(() => memoryUses(memory), [memory]);
  const columns = useMemo(() => columnsOf(memory.totalBytes), [memory.totalBytes]);
  const callers = useMemo(() => (memory.vmallocCallers ?? []).slice(0, MOST_CACHES), [memory]);
  const caches = useMemo(() => (memory.caches ?? []).slice(0, MOST_CACHES), [memory]);
  return (
    <>
      <MemoryBar picture={memoryPicture(memory)} />
      <h3>All figures</h3>
      <p class="quiet">Some are part of others: tmpfs of the file cache, dirty and locked pages of both.</p>
      <SortedTable label="Memory by use" columns={columns} rows={uses} keyOf={([name]) => name} route={route} />
      {callers.length > 0 && (
        <>
          <h3>vmalloc, by caller</h3>
          <SortedTable
            label="vmalloc, by caller"
            columns={CALLER_COLUMNS}
            rows={callers}
            keyOf={callerName}
            route={route}
            parameter="callers"
          />
        </>
      )}
      {caches.length > 0 && (
        <>
          <h3>Slab caches</h3>
          <SortedTable
            label="Slab caches"
            columns={CACHE_COLUMNS}
            rows={caches}
            keyOf={({ name }) => name}
            route={route}
            parameter="caches"
          />
        </>
      )}
    </>
  );
}
