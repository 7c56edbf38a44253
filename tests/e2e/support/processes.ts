/** The operating system's view of the browser (Linux). */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Browser } from 'puppeteer';

/** Why it cannot be seen here, or null. */
export const whyNoProcesses = (): string | null =>
  existsSync('/proc/self/fd') ? null : 'there is no /proc to see processes in';

/** The browser's own process and all that it has started, by id. */
export function processesOf(browser: Browser): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // `pid (name) state parent …`, where the name may hold anything.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Ended just now.
    }
  }
  const found = [browser.process()!.pid!];
  for (let n = 0; n < found.length; n++) found.push(...(children.get(found[n]!) ?? []));
  return found;
}

/** Which of the browser's processes have this file open. */
export function processesWith(browser: Browser, file: string): number[] {
  return processesOf(browser).filter((pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => {
        try {
          return readlinkSync(`/proc/${pid}/fd/${fd}`) === file;
        } catch {
          return false;
        }
      });
    } catch {
      return false;
    }
  });
}

/** Whether any of the browser's processes has this file open: a clip is open as long as the camera is. */
export const hasOpen = (browser: Browser, file: string): boolean => processesWith(browser, file).length > 0;
