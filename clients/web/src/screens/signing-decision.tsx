/** Approving and refusing: of images and of changes alike. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { Problem } from '../ui/parts.tsx';

interface DecisionFormProps {
  /** Below `/v1/`. */
  readonly path: string;
  /** What the decision is for: nobody decides on what they did not see. */
  readonly about: { readonly digest: string | undefined } | { readonly content: string };
  /** Label of the button; absent: not for the reader to approve. */
  readonly approve: string | undefined;
  readonly refuse: string;
  readonly onDone: () => void;
}

export function DecisionForm({ path, about, approve, refuse, onDone }: DecisionFormProps): JSX.Element {
  const [comment, setComment] = useState('');
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState('');
  const decide = (decision: 'approve' | 'refuse'): void => {
    setProblem('');
    setWaiting(true);
    const body = { decision, ...about, ...(comment === '' ? {} : { comment }) };
    send('POST', path, body).then(
      () => {
        setWaiting(false);
        onDone();
      },
      (error: unknown) => {
        setWaiting(false);
        setProblem(messageOf(error));
      },
    );
  };
  const button = (decision: 'approve' | 'refuse', label: string, className?: string): JSX.Element => (
    <button
      type="button"
      class={className}
      disabled={waiting}
      onClick={() => {
        decide(decision);
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        {approve !== undefined && button('approve', approve, 'primary')}
        {button('refuse', refuse)}
        <label>
          Comment, kept in the log for good{' '}
          <input
            value={comment}
            maxLength={1000}
            onInput={(event) => {
              setComment(event.currentTarget.value);
            }}
          />
        </label>
      </form>
      {waiting && <p class="waiting">Deciding…</p>}
      <Problem text={problem} />
    </>
  );
}
