/** Waits as long as a service that is busy says, and asks again. */
import { ApiError } from './api.ts';

const MAX_TRIES = 4;
/** Who is told to wait for longer is told so. */
const MAX_SECONDS = 30;

const sleepFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @throws whatever `ask` throws, once it was busy too often, or for good */
export async function whenFree<T>(ask: () => Promise<T>, sleep: (ms: number) => Promise<void> = sleepFor): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const seconds = error instanceof ApiError && isBusy(error) ? error.retryAfterSeconds : undefined;
      if (seconds === undefined || seconds > MAX_SECONDS || tries >= MAX_TRIES) throw error;
      await sleep(seconds * 1000);
    }
  }
}

function isBusy({ status }: ApiError): boolean {
  return status === 429 || status === 503;
}
