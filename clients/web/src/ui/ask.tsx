/** Links from a report into the explorer of its dump. */
import { createContext } from 'preact';
import type { ComponentChildren, JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { addressPieces, whatIs } from '../logic/explore.ts';

/** The address of the view in which a question is asked; undefined where there is no dump to ask. */
export const AskContext = createContext<((ask: string) => string) | undefined>(undefined);

export function AskLink({
  ask,
  title,
  children,
}: {
  ask: string;
  title?: string | undefined;
  children: ComponentChildren;
}): JSX.Element {
  const link = useContext(AskContext);
  if (link === undefined) return <>{children}</>;
  return (
    <a class="ask" href={link(ask)} title={title ?? `ask the dump: ${ask}`}>
      {children}
    </a>
  );
}

/** A text in which every address can be asked about. */
export function Addresses({ text }: { text: string }): JSX.Element {
  return (
    <>
      {addressPieces(text).map(({ text: piece, address }, index) =>
        address === undefined ? (
          piece
        ) : (
          <AskLink key={index} ask={whatIs(address)}>
            {piece}
          </AskLink>
        ),
      )}
    </>
  );
}
