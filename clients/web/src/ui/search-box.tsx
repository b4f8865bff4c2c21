/** A search in one box, with completion (the combobox of the ARIA practices) and what is wrong with it beside it. */
import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { SearchProblem } from '../../../../shared/contract/crash-search.ts';
import { completions } from '../logic/completion.ts';

export function SearchBox({
  value,
  label,
  keys,
  values,
  problems,
  onInput,
  children,
}: {
  value: string;
  label: string;
  keys: readonly string[];
  values: Readonly<Record<string, readonly string[]>>;
  problems: readonly SearchProblem[];
  onInput: (text: string) => void;
  children?: ComponentChildren;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const offers = open ? completions(value, keys, values) : [];
  const take = (index: number): void => {
    const offer = offers[index];
    if (offer === undefined) return;
    onInput(offer.text);
    setAt(-1);
    input.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape' && offers.length > 0) {
      setOpen(false);
      event.preventDefault();
    } else if (offers.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((at + step + offers.length) % offers.length);
      event.preventDefault();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) {
      take(at);
      event.preventDefault();
    }
  };
  return (
    <form
      class="filter"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div class="combobox">
        <input
          id="search"
          ref={input}
          type="search"
          role="combobox"
          // The browser's own list of offers would lie over ours.
          list={undefined}
          autocomplete="off"
          spellcheck={false}
          aria-label={label}
          aria-expanded={offers.length > 0}
          aria-controls="search-offers"
          aria-autocomplete="list"
          aria-invalid={problems.length > 0}
          aria-describedby="search-problem"
          {...(at >= 0 ? { 'aria-activedescendant': `search-offer-${String(at)}` } : {})}
          placeholder={'kernel:6.12 host:fs-* -owner:none "use after free"'}
          value={value}
          onInput={(event) => {
            setOpen(true);
            setAt(-1);
            onInput(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setOpen(false);
          }}
        />
        <ul id="search-offers" role="listbox" aria-label="Completions" hidden={offers.length === 0}>
          {offers.map((offer, index) => (
            <li
              key={offer.label}
              id={`search-offer-${String(index)}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                // Keeps the box focused: leaving it would close the list before the click.
                event.preventDefault();
                take(index);
              }}
            >
              {offer.label}
            </li>
          ))}
        </ul>
      </div>
      {children}
      <p id="search-problem" class="search-problem" role="status">
        {problems.map(({ problem }) => problem).join(' ')}
      </p>
    </form>
  );
}
