// Ends with the command that started us. A kill -9 of `npm start` reaches neither the shell between nor this process.
import { readFileSync } from 'node:fs';

const EVERY_MS = 1000;

/** Calls `ended` once when the parent, or (under npm, on Linux) the npm above its shell, is no more. */
export function watchAncestors(ended) {
  const parent = process.ppid;
  const npm = process.env.npm_lifecycle_event ? ancestorOf(parent) : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === null || ancestorOf(parent)?.id === npm.id)) return;
    clearInterval(timer);
    ended();
  }, EVERY_MS);
  timer.unref();
}

/** The parent of a process; null where /proc doesn't say or where it is the first process. */
function ancestorOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // pid (comm) state ppid …: comm may hold anything, so count from its closing parenthesis.
    const id = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return id > 1 ? { id } : null;
  } catch {
    return null;
  }
}
