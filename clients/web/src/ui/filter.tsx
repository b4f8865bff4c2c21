/** What narrows or orders what a page shows. */
import type { ComponentChildren, JSX } from 'preact';

/** Enter in one of its fields sends nothing anywhere: what is chosen is shown as it is chosen. */
export function FilterForm({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <form
      class="filter"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {children}
    </form>
  );
}

/** One of several. Its label alone names it: without that the texts of the choices would be a part of its name. */
export function Choice({
  name,
  value,
  choices,
  onChange,
}: {
  name: string;
  value: string;
  choices: readonly (readonly [value: string, text: string, ...unknown[]])[];
  onChange: (value: string) => void;
}): JSX.Element {
  return (
    <label>
      {name}{' '}
      <select
        aria-label={name}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      >
        {choices.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
