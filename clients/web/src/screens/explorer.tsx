/** The explorer of a dump: an address bar, what was answered, and the way here. Loaded when it is first opened. */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import type { AskedPage, ExploreAnswer, ExploreReply, HostAsked } from '../../../../shared/contract/explore.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { get, send } from '../logic/api.ts';
import { asked, askedOfHost, completions } from '../logic/asking.ts';
import { completed } from '../logic/explore.ts';
import { noteOf } from '../logic/explore-text.ts';
import { bytes, plural } from '../../../../shared/report-view/units.ts';
import { useApi } from '../ui/hooks.ts';
import { AskContext, AskLink } from '../ui/ask.tsx';
import { useKeys } from '../ui/keys.ts';
import { Await, CopyButton, Problem, Time } from '../ui/parts.tsx';
import { mayRespond, useRoles } from '../ui/session.ts';
import { AnswerView } from './explorer-answer.tsx';

const TYPING_MS = 150;
const MAX_OFFERS = 12;
const MAX_CRUMBS = 6;
const MAX_NOTE = 10_000;

/** The way through each dump, for as long as the page is open. */
const ways = new Map<string, readonly string[]>();

/** The questions that led to this one; who went back has those after it no more. */
function wayTo(id: string, ask: string): readonly string[] {
  const before = ways.get(id) ?? [];
  const at = before.indexOf(ask);
  const way = at < 0 ? [...before, ask] : before.slice(0, at + 1);
  ways.set(id, way.slice(-MAX_CRUMBS));
  return ways.get(id) ?? [];
}

export interface ExplorerProps {
  readonly id: string;
  readonly ask: string;
  readonly crashId?: string | undefined;
  /** Goes to another question. */
  readonly onAsk: (ask: string) => void;
  /** Where the explorer is closed. */
  readonly closed: string;
}

export function Explorer(props: ExplorerProps): JSX.Element {
  const { id, ask, closed } = props;
  const mayAsk = useRoles().includes('debugger');
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // Beside the report it is in sight; on a phone it stands above.
    if (matchMedia('(max-width: 64rem)').matches) box.current?.scrollIntoView({ block: 'start' });
  }, [ask]);
  return (
    <section class="explorer" aria-label="Explorer" ref={box}>
      <header class="actions">
        <h2>Explorer</h2>
        <a href={closed}>Close</a>
      </header>
      {mayAsk ? <Asking key={id} {...props} /> : <NoRole />}
    </section>
  );
}

function NoRole(): JSX.Element {
  return (
    <>
      <p>
        Here a dump is asked: variables, structures through their pointers, lists, what an address is, what every task
        was at. It shows the memory of the machine itself, so it takes a role of its own: <code>debugger</code>.
      </p>
      <p>
        You do not have it. Ask whoever gives out roles at your sign-in (an admin of this service knows who); then sign
        in anew. With the dump at hand, <code>purgatory explore FILE</code> does the same on your own machine.
      </p>
    </>
  );
}

function Asking({ id, ask, crashId, onAsk }: ExplorerProps): JSX.Element {
  const [replies, setReplies] = useState<readonly ExploreReply[]>([]);
  const [problem, setProblem] = useState('');
  const [turn, setTurn] = useState(0);
  const [loading, setLoading] = useState(false);
  const way = wayTo(id, ask);
  useEffect(() => {
    let wanted = true;
    setReplies([]);
    setProblem('');
    askedOfHost(id, ask, (reply) => {
      if (wanted) setReplies([reply]);
      return wanted;
    }).then(
      (reply) => {
        if (wanted) setReplies([reply]);
      },
      (error: unknown) => {
        if (wanted) setProblem(messageOf(error));
      },
    );
    return () => {
      wanted = false;
    };
  }, [id, ask, turn]);
  const last = replies.at(-1);
  const more = (): void => {
    if (last?.cursor === undefined) return;
    setLoading(true);
    asked(id, ask, last.cursor)
      .then(
        (reply) => {
          setReplies([...replies, reply]);
        },
        (error: unknown) => {
          setProblem(messageOf(error));
        },
      )
      .finally(() => {
        setLoading(false);
      });
  };
  return (
    <>
      <AddressBar key={ask} id={id} ask={ask} onAsk={onAsk} />
      <nav aria-label="The way here" class="crumbs">
        {way.map((step) =>
          step === ask ? (
            <span key={step} aria-current="page">
              {step}
            </span>
          ) : (
            <AskLink key={step} ask={step}>
              {step}
            </AskLink>
          ),
        )}
      </nav>
      <div aria-live="polite" aria-busy={replies.length === 0 && problem === ''}>
        {problem !== '' && (
          <>
            <Problem text={problem} />
            <button
              type="button"
              onClick={() => {
                setTurn(turn + 1);
              }}
            >
              Ask again
            </button>
          </>
        )}
        {replies.length === 0 && problem === '' && <p class="waiting">Asking the dump…</p>}
        {last?.held !== undefined && <HostAskedNote held={last.held} />}
        {replies.map((reply, index) => (
          <AnswerView key={index} id={id} ask={ask} answer={reply.answer} />
        ))}
      </div>
      {last?.cursor !== undefined && (
        <button type="button" disabled={loading} onClick={more}>
          {loading ? 'Asking…' : 'More'}
        </button>
      )}
      {last !== undefined && <Foot id={id} reply={last} crashId={crashId} />}
      <Trail id={id} />
    </>
  );
}

/** A host that was asked for what the answer lacks, or why it could not be. */
function HostAskedNote({ held }: { held: HostAsked }): JSX.Element {
  if (held.state !== 'waiting') return <p class="quiet">{held.why}</p>;
  return (
    <p class="waiting">
      Waiting for {bytes(held.bytes)} of memory from {held.host}…
    </p>
  );
}

/** An address bar with completion: the combobox of the ARIA practices. */
function AddressBar({ id, ask, onAsk }: { id: string; ask: string; onAsk: (ask: string) => void }): JSX.Element {
  const [line, setLine] = useState(ask);
  const [offers, setOffers] = useState<{
    readonly line: string;
    readonly partial: string;
    readonly names: readonly string[];
  }>();
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const shown = offers?.line === line ? offers.names : [];
  useKeys({
    e: () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  useEffect(() => {
    if (line === ask || line.trim() === '') return;
    const timer = setTimeout(() => {
      completions(id, line).then(
        ({ partial, candidates }) => {
          setOffers({ line, partial, names: candidates.filter((name) => name !== partial).slice(0, MAX_OFFERS) });
        },
        () => undefined,
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [id, line, ask]);
  const take = (index: number): void => {
    const name = shown[index];
    if (name === undefined) return;
    setLine(completed(line, offers?.partial ?? '', name));
    setOffers(undefined);
    setAt(-1);
    input.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (shown.length === 0) return;
    if (event.key === 'Escape') setOffers(undefined);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setAt((at + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length);
    } else if (event.key === 'Tab' && !event.shiftKey) take(Math.max(at, 0));
    else if (event.key === 'Enter' && at >= 0) take(at);
    else return;
    event.preventDefault();
  };
  return (
    <form
      class="address-bar"
      onSubmit={(event) => {
        event.preventDefault();
        if (line.trim() !== '') onAsk(line.trim());
      }}
    >
      <div class="combobox">
        <input
          ref={input}
          class="mono"
          role="combobox"
          list={undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={4096}
          aria-label="Question"
          aria-expanded={shown.length > 0}
          aria-controls="explorer-offers"
          aria-autocomplete="list"
          {...(at >= 0 ? { 'aria-activedescendant': `explorer-offer-${String(at)}` } : {})}
          placeholder="init_task.comm · what 0xffff… · ps · help"
          value={line}
          onInput={(event) => {
            setAt(-1);
            setLine(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setOffers(undefined);
          }}
        />
        <ul id="explorer-offers" role="listbox" aria-label="Completions" hidden={shown.length === 0}>
          {shown.map((name, index) => (
            <li
              key={name}
              id={`explorer-offer-${String(index)}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                take(index);
              }}
            >
              {name}
            </li>
          ))}
        </ul>
      </div>
      <button type="submit">Ask</button>
      <AskLink ask="help">help</AskLink>
    </form>
  );
}

function Foot({ id, reply, crashId }: { id: string; reply: ExploreReply; crashId: string | undefined }): JSX.Element {
  const roles = useRoles();
  const link = useContext(AskContext);
  const { read, answer } = reply;
  return (
    <p class="actions">
      <CopyButton label="Copy" text={() => noteOf(reply)} />
      {crashId !== undefined && mayRespond(roles) && answer.kind !== 'error' && (
        <AddToNotes key={reply.ask} crashId={crashId} text={() => noteOf(reply)} />
      )}
      {link !== undefined && (
        <CopyButton label="Copy link" text={() => new URL(link(reply.ask), location.href).toString()} />
      )}
      <span class="quiet" title={`dump ${id}`}>
        {missingText(answer, reply)}
        {read.rounds === 0 ? 'read nothing new' : `read ${bytes(read.bytes)} in ${plural(read.rounds, 'round')}`}
      </span>
    </p>
  );
}

function missingText(answer: ExploreAnswer, { missing }: ExploreReply): string {
  if (missing.length === 0 || answer.kind === 'error') return '';
  return `${plural(missing.length, 'place')} can’t be read · `;
}

/** What was found stays with the crash: below what is noted there already. */
function AddToNotes({ crashId, text }: { crashId: string; text: () => string }): JSX.Element {
  const [said, setSaid] = useState('');
  const add = async (): Promise<string> => {
    const { note = '' } = await get<CrashGroup>(`crashes/${crashId}`);
    const longer = `${note}${note === '' ? '' : '\n\n'}${text()}`;
    if (longer.length > MAX_NOTE) return 'the notes of this crash are full';
    await send('PATCH', `crashes/${crashId}`, { note: longer });
    return 'added';
  };
  return (
    <button
      type="button"
      disabled={said === 'added'}
      onClick={() => {
        add().then(setSaid, (error: unknown) => {
          setSaid(messageOf(error));
        });
      }}
    >
      Add to notes
      <span role="status">{said === '' ? '' : ` · ${said}`}</span>
    </button>
  );
}

/** Who asked this dump what: asking leaves a trace, and everybody who may ask sees it. */
function Trail({ id }: { id: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  const trail = useApi<AskedPage>(open ? `dumps/${encodeURIComponent(id)}/explore?limit=50` : undefined);
  return (
    <details
      class="trail"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Asked before</summary>
      {open && (
        <Await loaded={trail} what="what was asked">
          {({ questions }) => (
            <ul>
              {questions.map(({ at, by, ask }, index) => (
                <li key={index}>
                  <code>
                    <AskLink ask={ask}>{ask}</AskLink>
                  </code>{' '}
                  <span class="quiet">
                    {by}, <Time iso={at} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Await>
      )}
    </details>
  );
}
