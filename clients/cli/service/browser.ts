import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

/** Shows `url` in the user's browser; says whether there was a way to try. Never through a shell. */
export async function openInBrowser(url: URL, env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const browser = env['BROWSER'];
  const opener = browser !== undefined && browser !== '' ? [browser] : (OPENERS[process.platform] ?? ['xdg-open']);
  const [command = 'xdg-open', ...args] = opener;
  return new Promise((resolve) => {
    const child = spawn(command, [...args, url.href], { stdio: 'ignore', detached: true });
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
