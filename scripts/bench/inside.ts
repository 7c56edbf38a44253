/** What a contender's process takes, and where its time goes. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'puppeteer';
import { median, rounded } from './figures';
import type { Stages } from './pages/stages';

/** Process ids of the pages of a browser. */
export async function renderers(browser: Browser): Promise<number[]> {
  const client = await browser.target().createCDPSession();
  try {
    const { processInfo } = await client.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  } finally {
    await client.detach();
  }
}

/** Memory that the largest of some processes has for itself, in MB; null where the system does not tell. */
export async function mostPrivateMB(processes: readonly number[]): Promise<number | null> {
  const all = (await Promise.all(processes.map(privateMB))).filter((value) => value !== null);
  return all.length > 0 ? Math.max(...all) : null;
}

async function privateMB(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => null);
  if (text === null) return null;
  const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].map((match) =>
    Number(match[1]),
  );
  return rounded(kilobytes.reduce((sum, value) => sum + value, 0) / 1024, 1);
}

export interface StageFigures {
  readonly mean: Stages;
  readonly median: Stages;
  /** The mean over the tenth of frames that took longest: what the longest frames are made of. */
  readonly slowest: Stages;
}

/** What every stage took; a stage that a frame has not had counts as nothing. */
export function stageFigures(frames: readonly Stages[]): StageFigures {
  const names = [...new Set(frames.flatMap((stages) => Object.keys(stages)))];
  const total = (stages: Stages) => Object.values(stages).reduce((sum, ms) => sum + ms, 0);
  const slow = [...frames].sort((a, b) => total(b) - total(a)).slice(0, Math.ceil(frames.length / 10));
  const times = (name: string, of: readonly Stages[]) => of.map((stages) => stages[name] ?? 0);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const each = (figure: (name: string) => number): Stages =>
    Object.fromEntries(names.map((name) => [name, rounded(figure(name))]));
  return {
    mean: each((name) => mean(times(name, frames))),
    median: each((name) => median(times(name, frames))),
    slowest: each((name) => mean(times(name, slow))),
  };
}
