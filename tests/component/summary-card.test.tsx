import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSummaryCard, SUMMARY_TIME, type SummaryCard } from '../../src/call/overlay/summary-card';
import type { CallSummary } from '../../src/shared/call-summary';
import { wordsIn } from './support/overlay';

const LIVELY: CallSummary = {
  ...{ duration: 42 * 60_000, smiles: 10, smilesPerHour: 14.3, reactions: 12 },
  emoji: ['1f602', '1f44d'],
  bars: Array.from({ length: 40 }, (_, n) => (n % 3 === 0 ? 'happy' : 'neutral')),
};
const QUIET: CallSummary = {
  ...{ duration: 12_000, smiles: 0, smilesPerHour: null, reactions: 0 },
  emoji: [],
  bars: Array.from({ length: 40 }, () => null),
};

let card: SummaryCard | null;
let root: ShadowRoot;
let users: boolean;
const onGive = vi.fn(async () => true);
const onClose = vi.fn();
const onNever = vi.fn();
const button = (name: string) => root.querySelector<HTMLElement>(`button[aria-label="${name}"]`);

function open(summary: CallSummary, giving: 'save' | 'copy' = 'save'): void {
  card?.dispose();
  card = createSummaryCard(
    document,
    summary,
    { giving, pictures: Promise.resolve(new Map()), onGive, onClose, onNever },
    { onRoot: (given) => (root = given), isUsers: () => users },
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  users = true;
  card = null;
});
afterEach(() => {
  card?.dispose();
  expect(document.querySelector('[data-emojigen]')).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('says in numbers how the call was, and is read aloud', async () => {
  open(LIVELY);
  expect(wordsIn(root.querySelector('.summary'))).toBe(
    'Your call 42 min 12 reactions 14.3 smiles per hour sent most ' +
      'Your expressions from start to end Don’t show again Save picture',
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(wordsIn(root.querySelector('.told'))).toBe('Your call: 42 min. Reactions: 12. Smiles: 10.');
  open(QUIET, 'copy');
  expect(wordsIn(root.querySelector('.summary'))).toBe(
    'Your call 12 s 0 reactions 0 smiles no emoji sent Your expressions from start to end ' +
      'Don’t show again Copy picture',
  );
});

it('has the same elements whatever happened, and no text that a page could find', () => {
  const shape = (): string[] =>
    [...root.querySelectorAll('*')].map((each) => `${each.tagName} ${each.className}`);
  open(LIVELY);
  const lively = shape();
  open(QUIET);
  expect(shape()).toEqual(lively);
  const walk = (node: Node): string[] =>
    node.nodeType === Node.TEXT_NODE && node.parentNode?.nodeName !== 'STYLE'
      ? [node.nodeValue!.trim()]
      : [...node.childNodes].flatMap(walk);
  expect(walk(root).join('')).toBe('');
  expect(root.querySelector('img')).toBeNull();
});

it('gives the picture at a press of the user, and says so', async () => {
  open(LIVELY);
  users = false;
  button('Save picture')!.click();
  expect(onGive).not.toHaveBeenCalled();
  users = true;
  onGive.mockResolvedValueOnce(false); // the dialog was closed
  button('Save picture')!.click();
  await vi.advanceTimersByTimeAsync(0);
  button('Save picture')!.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(button('Done')).not.toBeNull();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  onGive.mockRejectedValueOnce(new Error('disk'));
  button('Done')!.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(button('Try again')).not.toBeNull();
});

it('goes when the user closes it, and by itself after a while', () => {
  open(LIVELY);
  button('Close')!.click();
  expect(onClose).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(SUMMARY_TIME);
  expect(onClose).toHaveBeenCalledTimes(2);
});

it('does not come again where the user says so, and a page cannot say it', () => {
  open(LIVELY);
  users = false;
  button('Don’t show again')!.click();
  expect(onNever).not.toHaveBeenCalled();
  users = true;
  button('Don’t show again')!.click();
  expect(onNever).toHaveBeenCalledTimes(1);
});
