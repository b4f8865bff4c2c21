import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../../../../shared/errors.ts';
import { get } from '../logic/api.ts';
import { useApi, type Loaded } from './hooks.ts';

interface Page {
  readonly next?: string | undefined;
}

export interface Paged<P> {
  /** The first page: loaded again every so often. */
  readonly first: Loaded<P> & { reload: () => void };
  /** All that are loaded, in order. */
  readonly pages: readonly P[];
  /** Absent at the end. */
  readonly more: (() => void) | undefined;
  /** Why the last page did not come. */
  readonly problem: string;
}

/** A list page by page: the first is kept fresh, those that were asked for stay till `path` changes. */
export function usePages<P extends Page>(path: string, everyMs?: number): Paged<P> {
  const first = useApi<P>(path, everyMs);
  const [further, setFurther] = useState<{ readonly path: string; readonly pages: readonly P[] }>({ path, pages: [] });
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setFurther({ path, pages: [] });
    setProblem('');
  }, [path]);
  const extra = further.path === path ? further.pages : [];
  const last = extra.at(-1) ?? first.value;
  const next = last?.next;
  const more =
    next === undefined
      ? undefined
      : (): void => {
          setProblem('');
          const joint = path.includes('?') ? '&' : '?';
          get<P>(`${path}${joint}cursor=${encodeURIComponent(next)}`).then(
            (page) => {
              setFurther({ path, pages: [...extra, page] });
            },
            (error: unknown) => {
              setProblem(messageOf(error));
            },
          );
        };
  return { first, pages: [...(first.value === undefined ? [] : [first.value]), ...extra], more, problem };
}
