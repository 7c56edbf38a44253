import { BACK_OFFS, type Load } from './background';

/** What a call tab says about its load, or null. Details that are damaged are left out. */
export function parseLoad(value: unknown): Load | null {
  const raw = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const { framesPerSecond, millisecondsPerFrame, coreShare, newest } = raw;
  if (!isIn(framesPerSecond, 1000) || !isIn(millisecondsPerFrame, 1e6)) return null;
  const backOff = BACK_OFFS.find((each) => each === raw.backOff) ?? (raw.backOff === null ? null : undefined);
  return {
    framesPerSecond,
    millisecondsPerFrame,
    ...(isIn(coreShare, 1) ? { coreShare } : {}),
    ...(isIn(newest, Number.MAX_SAFE_INTEGER) ? { newest } : {}),
    ...(backOff === undefined ? {} : { backOff }),
  };
}

function isIn(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}
