/** What a dump answered, each kind in its own form; every pointer in it is again a question. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ExploreAnswer, ExploreDatum, ExploreField } from '../../../../shared/contract/explore.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { asked } from '../logic/asking.ts';
import { codeMark, facetFacts, facetLinks, followed, whatIs, withName } from '../logic/explore.ts';
import { datumLine } from '../logic/explore-text.ts';
import { AskLink, Addresses } from '../ui/ask.tsx';
import { Facts, Problem } from '../ui/parts.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';

function Pointer({ datum, type }: { datum: Extract<ExploreDatum, { is: 'pointer' }>; type?: string | undefined }) {
  const { address, symbol, offset = 0, module, text } = datum;
  return (
    <code>
      <AskLink ask={(type === undefined ? undefined : followed(type, datum)) ?? whatIs(address)}>{address}</AskLink>
      {symbol !== undefined && ` ${symbol}${offset === 0 ? '' : `+0x${offset.toString(16)}`}`}
      {module !== undefined && ` [${module}]`}
      {text !== undefined && ` ${JSON.stringify(text)}`}
    </code>
  );
}

/** A datum that is one line. */
function Leaf({ datum, type }: { datum: ExploreDatum; type?: string | undefined }): JSX.Element {
  if (datum.is === 'pointer') return <Pointer datum={datum} type={type} />;
  if (datum.is === 'unreadable') {
    return (
      <span class="absent">
        <code>
          <AskLink ask={whatIs(datum.address)}>{datum.address}</AskLink>
        </code>
        : {datum.why}
      </span>
    );
  }
  return <code>{datum.is === 'text' ? JSON.stringify(datum.text) : datumLine(datum)}</code>;
}

/** What a pointer points to, asked for when it is unfolded. */
function Followed({ id, ask }: { id: string; ask: string }): JSX.Element {
  const [answer, setAnswer] = useState<ExploreAnswer>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let wanted = true;
    asked(id, ask).then(
      (reply) => {
        if (wanted) setAnswer(reply.answer);
      },
      (error: unknown) => {
        if (wanted) setProblem(messageOf(error));
      },
    );
    return () => {
      wanted = false;
    };
  }, [id, ask]);
  if (problem !== '') return <Problem text={problem} />;
  if (answer === undefined) return <p class="waiting">Asking {ask}…</p>;
  if (answer.kind !== 'value') return <p class="absent">{answer.kind === 'error' ? answer.message : answer.kind}</p>;
  return <Tree id={id} datum={answer.datum} type={answer.type} />;
}

/** Opens with a click or a key; what is inside is made, and asked for, only then. Links stand beside the button, not in it. */
function Unfold({
  head,
  beside,
  children,
}: {
  head: JSX.Element;
  beside?: JSX.Element;
  children: () => JSX.Element;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>
        <button
          type="button"
          class="disclose"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {head}
        </button>{' '}
        {beside}
      </p>
      {open && children()}
    </>
  );
}

function Field({ id, field: { name, type, datum } }: { id: string; field: ExploreField }): JSX.Element {
  const head = (
    <>
      <span class="field">{name}</span> <span class="type">{type}</span>
    </>
  );
  const ask = followed(type, datum);
  if (ask !== undefined) {
    return (
      <Unfold head={head} beside={<Leaf datum={datum} type={type} />}>
        {() => <Followed id={id} ask={ask} />}
      </Unfold>
    );
  }
  if (isFlat(datum)) {
    return (
      <p>
        {head} <Leaf datum={datum} type={type} />
      </p>
    );
  }
  return <Unfold head={head}>{() => <Tree id={id} datum={datum} type={type} />}</Unfold>;
}

const isFlat = (datum: ExploreDatum): boolean =>
  (datum.is !== 'struct' && datum.is !== 'array') ||
  (datum.is === 'array' && datum.items.every(({ is }) => is !== 'struct' && is !== 'array' && is !== 'pointer'));

export function Tree({ id, datum, type }: { id: string; datum: ExploreDatum; type: string }): JSX.Element {
  if (datum.is === 'struct') {
    const { more = 0 } = datum;
    return (
      <ul class="tree">
        {datum.fields.map((field, index) => (
          <li key={index}>
            <Field id={id} field={field} />
          </li>
        ))}
        {more > 0 && <li class="quiet">{more} more</li>}
      </ul>
    );
  }
  if (datum.is === 'array' && !isFlat(datum)) {
    const item = type.replace(/\s*\[\d*\]/, '');
    return (
      <ul class="tree">
        {datum.items.map((each, index) => (
          <li key={index}>
            <Field id={id} field={{ name: `[${String(index)}]`, type: item, datum: each }} />
          </li>
        ))}
        {datum.items.length < datum.length && <li class="quiet">{datum.length - datum.items.length} more</li>}
      </ul>
    );
  }
  return <Leaf datum={datum} type={type} />;
}

/** What can be done to lines of a table by itself: nothing; so they are text, with their pointers as links. */
function Table({
  columns,
  rows,
  label,
}: {
  columns: readonly string[];
  rows: readonly (readonly ExploreDatum[])[];
  label: string;
}): JSX.Element {
  return (
    <ScrollBox label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} class={codeMark(columns, row)}>
              {row.map((cell, at) => (
                <td key={at}>{cell.is === 'text' ? <Addresses text={cell.text} /> : <Leaf datum={cell} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

export function AnswerView({ id, ask, answer }: { id: string; ask: string; answer: ExploreAnswer }): JSX.Element {
  switch (answer.kind) {
    case 'value':
      return (
        <>
          <p class="quiet">
            <code>{answer.type}</code>
            {answer.address !== undefined && (
              <>
                {' at '}
                <code>
                  <AskLink ask={whatIs(answer.address)}>{answer.address}</AskLink>
                </code>
              </>
            )}
          </p>
          {followed(answer.type, answer.datum) === undefined ? (
            <Tree id={id} datum={answer.datum} type={answer.type} />
          ) : (
            <ul class="tree">
              <li>
                <Field id={id} field={{ name: '→', type: answer.type, datum: answer.datum }} />
              </li>
            </ul>
          )}
        </>
      );
    case 'walk':
    case 'table':
      return (
        <>
          {answer.kind === 'table' && answer.title !== undefined && <h3>{answer.title}</h3>}
          <Table columns={answer.columns} rows={answer.rows} label={`Rows of ${ask}`} />
          {answer.rows.length === 0 && <p class="quiet">No rows.</p>}
          {answer.kind === 'walk' && answer.broken && <p class="absent">It breaks here: {answer.broken.problem}</p>}
          {answer.kind === 'table' &&
            answer.notes?.map((note, index) => (
              <p key={index} class="quiet">
                {note}
              </p>
            ))}
        </>
      );
    case 'address':
      return (
        <ul class="facets">
          {answer.facets.map((facet, index) => (
            <li key={index}>
              <strong>{facet.class}</strong>{' '}
              {facetLinks(answer.address, facet).map(({ text, ask: next }) => (
                <AskLink key={text} ask={next}>
                  {text}
                </AskLink>
              ))}
              <Facts facts={facetFacts(facet).map(([name, value]) => [name, <Addresses text={value} />] as const)} />
            </li>
          ))}
        </ul>
      );
    case 'symbols':
      return (
        <Table
          columns={['address', 'type', 'name', 'module']}
          label="Symbols"
          rows={answer.symbols.map(({ address, type, name, module = '' }) => [
            { is: 'pointer', address },
            { is: 'text', text: type },
            { is: 'text', text: name },
            { is: 'text', text: module },
          ])}
        />
      );
    case 'text':
      return (
        <pre class="wrap" tabIndex={0}>
          <Addresses text={answer.text} />
        </pre>
      );
    case 'error':
      return <Failure ask={ask} answer={answer} />;
  }
}

/** What is wrong with a question, below the place that is wrong, and the names that would be right. */
function Failure({ ask, answer }: { ask: string; answer: Extract<ExploreAnswer, { kind: 'error' }> }): JSX.Element {
  const { at, near, message } = answer;
  return (
    <div class="problem" role="alert">
      {at !== undefined && <pre class="wrap">{`${ask}\n${' '.repeat(Math.min(at, ask.length))}^`}</pre>}
      <p>{message}</p>
      {near.length > 0 && (
        <p>
          Near:{' '}
          {near.map((name) => (
            <AskLink key={name} ask={withName(ask, at, name)}>
              {name}
            </AskLink>
          ))}
        </p>
      )}
    </div>
  );
}
