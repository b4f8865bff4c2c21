/** Ports that take their time, as those over a network do: whoever does not wait for one of them is found out. */
import { setImmediate } from 'node:timers/promises';

const TURNS = 5;

/** The same port, of which each call takes place some turns of the event loop after it was made. Only of functions that answer promises. */
export function late<Port extends object>(port: Port): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        for (let turn = 0; turn < TURNS; turn++) await setImmediate();
        return await (Reflect.apply(value, target, args) as Promise<unknown>);
      };
    },
  });
}
