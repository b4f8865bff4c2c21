/** A port that is still free when the one who asked for it gets round to listening on it. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** From the first to before the last. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Above what services are usually found at. */
const LOWEST = 15_000;
/** Where Linux says nothing of its own: its default. */
const LOWEST_EPHEMERAL = 32_768;
const TRIES = 50;

/**
 * Ports that nobody is given by chance: below those that the kernel takes for `listen(0)` and for outgoing connections
 * (Documentation/networking/ip-sysctl.rst, `ip_local_port_range`). LocalStack listens seconds after its port was chosen, and tests
 * that run beside it open hundreds of those.
 */
export function quietPorts(file = '/proc/sys/net/ipv4/ip_local_port_range'): PortRange {
  let to = LOWEST_EPHEMERAL;
  try {
    to = Number(/^\d+/.exec(readFileSync(file, 'utf8'))?.[0] ?? to);
  } catch {
    // Another system: the default is as good a guess as any.
  }
  return { from: LOWEST, to };
}

/** A free one of `range`, by chance; where it has none, any that the system gives. */
export async function freePort(range: PortRange = quietPorts()): Promise<number> {
  for (let tried = 0; tried < TRIES && range.to > range.from; tried++) {
    const port = await listenOnce(randomInt(range.from, range.to)).catch(() => undefined);
    if (port !== undefined) return port;
  }
  return listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  });
}
