/** What this browser keeps of how somebody likes a page: what is folded away. Pure but for the storage. */

const PREFIX = 'purgatory.open.';

/** Where the browser keeps things; undefined where it keeps none, or refuses to say. */
export function browserStorage(): Storage | undefined {
  try {
    return (globalThis as { readonly localStorage?: Storage }).localStorage;
  } catch {
    return undefined;
  }
}

/** Whether `name` was left open; undefined where nobody has said, or what is kept is of something else. */
export function keptOpen(storage: Pick<Storage, 'getItem'> | undefined, name: string): boolean | undefined {
  try {
    const found = storage?.getItem(PREFIX + name);
    return found === '1' ? true : found === '0' ? false : undefined;
  } catch {
    return undefined;
  }
}

export function keepOpen(storage: Pick<Storage, 'setItem'> | undefined, name: string, open: boolean): void {
  try {
    storage?.setItem(PREFIX + name, open ? '1' : '0');
  } catch {
    // Then it is so until the page is left.
  }
}
