import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LockInfo } from '../../../../shared/contract/report.ts';
import { lockGraph, type LockGraph } from '../logic/report-view.ts';

const NODE_WIDTH = 210;
const NODE_HEIGHT = 40;

function Graph({ graph }: { graph: LockGraph }): JSX.Element {
  const at = new Map(graph.nodes.map((node) => [node.id, node]));
  return (
    <svg
      class="lock-graph"
      role="img"
      aria-label="Who waits for which lock, and who holds it; the table below says the same"
      viewBox={`-8 -8 ${String(graph.width)} ${String(graph.height + 8)}`}
    >
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {graph.edges.map((edge) => {
        const from = at.get(edge.from);
        const to = at.get(edge.to);
        if (!from || !to) return null;
        return (
          <line
            key={`${edge.from}>${edge.to}`}
            class={`${edge.kind} ${edge.inCycle ? 'cycle' : ''}`}
            x1={from.x + NODE_WIDTH}
            y1={from.y + NODE_HEIGHT / 2}
            x2={to.x}
            y2={to.y + NODE_HEIGHT / 2}
            marker-end="url(#arrow)"
          />
        );
      })}
      {graph.nodes.map((node) => (
        <g
          key={node.id}
          class={`${node.kind} ${node.inCycle ? 'cycle' : ''}`}
          transform={`translate(${String(node.x)} ${String(node.y)})`}
        >
          <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx={node.kind === 'task' ? 20 : 3} />
          <text x={NODE_WIDTH / 2} y={NODE_HEIGHT / 2} dominant-baseline="central" text-anchor="middle">
            {node.label.length > 28 ? `${node.label.slice(0, 27)}…` : node.label}
          </text>
        </g>
      ))}
    </svg>
  );
}

export function LocksTab({ locks }: { locks: readonly LockInfo[] }): JSX.Element {
  const graph = useMemo(() => lockGraph(locks), [locks]);
  return (
    <>
      <Graph graph={graph} />
      <div class="scroll" tabIndex={0} role="region" aria-label="Locks">
        <table>
          <thead>
            <tr>
              <th scope="col">Lock</th>
              <th scope="col">Held by</th>
              <th scope="col">Waited for by</th>
              <th scope="col">Ring</th>
            </tr>
          </thead>
          <tbody>
            {locks.map((lock) => (
              <tr key={lock.address} class={lock.cycle ? 'cycle' : ''}>
                <td>
                  {lock.kind} <code>{lock.symbol ?? lock.address}</code>
                </td>
                <td>{lock.owner ? `${lock.owner.comm} (${String(lock.owner.pid)})` : 'not known'}</td>
                <td>
                  {lock.waiters
                    .map((waiter) => `${waiter.comm} (${String(waiter.pid)})${waiter.mode ? ` ${waiter.mode}` : ''}`)
                    .join(', ')}
                </td>
                <td>{lock.cycle ? `deadlock: ${lock.cycle.join(' → ')}` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
