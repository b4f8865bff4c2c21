// What start-up says while it works: one line a step, with the time it took. Plain JavaScript without dependencies,
// because it speaks before anything is installed. Everything goes to standard error; standard output is for answers.

const HEARTBEAT_MS = 15_000;

/** A problem that the user can do something about: `advice` says what. Shown without a stack trace. */
export class SetupError extends Error {
  constructor(message, advice = [], options = undefined) {
    super(message, options);
    this.name = 'SetupError';
    this.advice = typeof advice === 'string' ? [advice] : advice;
  }
}

export function say(text = '') {
  process.stderr.write(`${text}\n`);
}

/** Runs `work(note)` and shows it as a step; what it returns, if a string, stands behind its name. */
export async function step(name, work) {
  const terminal = process.stderr.isTTY === true;
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const show = (mark, text, end) => {
    process.stderr.write(`${terminal ? '\r\x1b[K' : ''}  ${mark} ${name}${text ? `: ${text}` : ''}${end}`);
  };
  let latest = '';
  const draw = () => show('…', `${latest ? `${latest}, ` : ''}${seconds()}`, terminal ? '' : '\n');
  const note = (text) => {
    latest = text;
    if (terminal) draw();
  };
  if (terminal) draw();
  const timer = setInterval(draw, terminal ? 1000 : HEARTBEAT_MS);
  try {
    const result = await work(note);
    show('✔', `${typeof result === 'string' ? `${result}, ` : ''}${seconds()}`, '\n');
    return result;
  } catch (error) {
    show('✘', latest, '\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Says what went wrong and what to do, and gives the exit status. */
export function explain(error) {
  if (!(error instanceof SetupError)) {
    say(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  }
  say(`\n${error.message}`);
  for (const line of error.advice) say(`  → ${line}`);
  return 1;
}
