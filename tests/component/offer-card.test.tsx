import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SETTLE } from '../../src/call/overlay/guard';
import { createOfferCard, type OfferCard } from '../../src/call/overlay/offer-card';
import { wordsIn } from './support/overlay';

let card: OfferCard;
let root: ShadowRoot;
let users: boolean;
const onAnswer = vi.fn();
const button = (name: string) => root.querySelector<HTMLElement>(`button[aria-label="${name}"]`)!;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  users = true;
  card = createOfferCard(document, onAnswer, { onRoot: (given) => (root = given), isUsers: () => users });
});
afterEach(() => {
  card.dispose();
  expect(document.querySelector('[data-emojigen]')).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('offers two answers, says that no camera is read, and is read aloud', async () => {
  expect(wordsIn(root.querySelector('.offer'))).toMatch(
    /^EmojiGen can react here Your camera is not analysed .* Not on this site Turn on$/,
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(wordsIn(root.querySelector('[role="status"]'))).toContain('EmojiGen can react here');
});

it.each([
  ['Turn on', true],
  ['Not on this site', false],
])('takes a settled press of the user: %s', (name, on) => {
  button(name).click();
  expect(onAnswer).not.toHaveBeenCalled(); // it has just appeared
  vi.advanceTimersByTime(SETTLE);
  users = false;
  button(name).click();
  expect(onAnswer).not.toHaveBeenCalled();
  users = true;
  button(name).click();
  expect(onAnswer.mock.calls).toEqual([[on]]);
});

it('holds a press after it has moved to make room', () => {
  vi.advanceTimersByTime(SETTLE);
  card.moveTo({ x: 0.5, y: 0.5 });
  button('Turn on').click();
  expect(onAnswer).not.toHaveBeenCalled();
});

it('holds no text that a page could find', async () => {
  await vi.advanceTimersByTimeAsync(1000);
  const walk = (node: Node): string[] =>
    node.nodeType === Node.TEXT_NODE && node.parentNode?.nodeName !== 'STYLE'
      ? [node.nodeValue!.trim()]
      : [...node.childNodes].flatMap(walk);
  expect(walk(root).join('')).toBe('');
});
