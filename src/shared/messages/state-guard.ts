/** The check of a call tab's state. */
import { type CallState, QUALITY_REASONS } from '../types';

const PLAIN_STATES = [
  'off',
  'waiting',
  'loading',
  'watching',
  'no-face',
  'camera-off',
  'presenting',
] as const;
const LONGEST_MESSAGE = 1000;

/** A call state, or null. An error's message is cut where it is too long to be meant for a reader. */
export function parseCallState(value: unknown): CallState | null {
  const { kind, message, reason, until } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'unclear') {
    const known = QUALITY_REASONS.find((each) => each === reason);
    return known ? { kind, reason: known } : null;
  }
  if (kind === 'error') {
    return typeof message === 'string' ? { kind, message: message.slice(0, LONGEST_MESSAGE) } : null;
  }
  if (kind === 'paused')
    return typeof until === 'number' && until >= 0 && until <= Number.MAX_SAFE_INTEGER
      ? { kind, until }
      : { kind };
  const plain = PLAIN_STATES.find((state) => state === kind);
  return plain ? { kind: plain } : null;
}
