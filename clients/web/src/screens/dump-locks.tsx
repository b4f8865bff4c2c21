/** Who waits for what, and who has it: a graph, and the same as lines. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Report } from '../../../../shared/contract/report.ts';
import { ringText, waitSayings } from '../../../../shared/report-view/locks.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { formatRoute } from '../logic/route.ts';
import { NODE, waitGraph, type GraphEdge, type GraphNode, type WaitGraph } from '../logic/wait-graph.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';

const LABEL_LETTERS = 28;
const BEND = 50;

function Edge({ edge, from, to }: { edge: GraphEdge; from: GraphNode; to: GraphNode }): JSX.Element {
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  return (
    <path
      class={`edge ${edge.kind} ${edge.inCycle ? 'cycle' : ''}`}
      d={`M${String(x1)} ${String(y1)} C${String(x1 + BEND)} ${String(y1)} ${String(x2 - BEND)} ${String(y2)} ${String(x2)} ${String(y2)}`}
      marker-end="url(#arrow)"
    />
  );
}

function Node({ node, id }: { node: GraphNode; id: string }): JSX.Element {
  const short = node.label.length > LABEL_LETTERS ? `${node.label.slice(0, LABEL_LETTERS - 1)}…` : node.label;
  const box = (
    <g
      class={`${node.kind} ${node.inCycle ? 'cycle' : ''}`}
      transform={`translate(${String(node.x)} ${String(node.y)})`}
    >
      <title>{node.title}</title>
      <rect width={NODE.width} height={NODE.height} rx={node.kind === 'task' ? 20 : 3} />
      <text x={NODE.width / 2} y={NODE.height / 2} dominant-baseline="central" text-anchor="middle">
        {short}
      </text>
    </g>
  );
  return node.pid === undefined ? box : <a href={taskLink(id, node.pid)}>{box}</a>;
}

const taskLink = (id: string, pid: number): string =>
  formatRoute({ screen: 'dumps', id, tab: 'tasks', query: { pid: String(pid) } });

function Graph({ graph, id }: { graph: WaitGraph; id: string }): JSX.Element {
  const at = new Map(graph.nodes.map((node) => [node.id, node]));
  const width = graph.width + 16;
  return (
    <ScrollBox label="Graph of who waits for what">
      <svg
        class="lock-graph"
        role="group"
        aria-label="Who waits for what, and who has it; the list below says the same"
        style={{ width: `${String(width)}px` }}
        viewBox={`-8 -8 ${String(width)} ${String(graph.height + 8)}`}
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
          const [from, to] = [at.get(edge.from), at.get(edge.to)];
          return from && to && <Edge key={`${edge.from}>${edge.to}`} edge={edge} from={from} to={to} />;
        })}
        {graph.nodes.map((node) => (
          <Node key={node.id} node={node} id={id} />
        ))}
      </svg>
    </ScrollBox>
  );
}

export function LocksTab({ report, id }: { report: Pick<Report, 'locks' | 'waits'>; id: string }): JSX.Element {
  const graph = useMemo(() => waitGraph(report), [report]);
  return (
    <>
      {graph.nodes.length > 0 && <Graph graph={graph} id={id} />}
      {graph.leftOut > 0 && (
        <p class="quiet">{plural(graph.leftOut, 'thing')} more that is waited for stands in the list alone.</p>
      )}
      <ul class="waits">
        {(waitSayings(report) ?? []).map(({ text, cycle }, index) => (
          <li key={index} class={cycle === undefined ? '' : 'cycle'}>
            {text}
            {cycle !== undefined && (
              <>
                {' '}
                <strong>deadlock: {ringText(cycle)}</strong>{' '}
                {cycle.map((pid) => (
                  <a key={pid} href={taskLink(id, pid)}>
                    stack of {pid}{' '}
                  </a>
                ))}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
