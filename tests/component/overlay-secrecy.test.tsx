/** What a page must not find in the card. What it must not measure is tested in the browser: tests/e2e/overlay-secrecy. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOverlay, type Overlay } from '../../src/call/overlay';
import { OVERLAY_CSS } from '../../src/call/overlay/styles';
import type { CallState, Expression, Reaction } from '../../src/shared/types';
import { EMOJI, overlayEvents, wordsIn } from './support/overlay';

const STATES: readonly CallState[] = [
  { kind: 'off' },
  { kind: 'waiting' },
  { kind: 'loading' },
  { kind: 'watching' },
  { kind: 'no-face' },
  { kind: 'unclear', reason: 'dark' },
  { kind: 'camera-off' },
  { kind: 'presenting' },
  { kind: 'unseen', reason: 'covered' },
  { kind: 'paused' },
  { kind: 'paused', until: 4e12 },
  { kind: 'error', message: 'The model file is damaged.' },
];
const HAPPY: Reaction = { time: 0, expression: 'happy', confidence: 0.9, emoji: '1f604' };
const probabilities = { neutral: 0.1, happy: 0.7, surprised: 0.1, sad: 0.05, angry: 0.03, fearful: 0.02 };
const reading = (expression: Expression | null) => ({
  ...{ time: 0, expression, confidence: 0.7, dwell: 0.4, took: { face: 0, emotion: 0, total: 0 } },
  faces: [{ track: 1, box: { x: 0, y: 0, width: 1, height: 1 }, probabilities }],
});

let overlay: Overlay;
let root: ShadowRoot;

beforeEach(() => {
  vi.useFakeTimers();
  overlay = createOverlay(
    document,
    { position: null, emojiUrl: () => '', ...EMOJI, events: overlayEvents() },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
});
afterEach(() => {
  overlay.dispose();
  vi.useRealTimers();
});

/** Text that `window.find` would find. */
function text(): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE && node.parentNode?.nodeName !== 'STYLE')
      found.push(node.nodeValue!);
    node.childNodes.forEach(walk);
  };
  walk(root);
  return found.filter((each) => each.trim() !== '');
}

describe.each([false, true])('with its details open: %s', (open) => {
  it.each(STATES)('$kind: no text stands in the tree, whatever is shown', async (state) => {
    if (open) root.querySelector<HTMLElement>('.more')!.click();
    overlay.setState(state);
    overlay.setReading(reading('happy'));
    overlay.setOthers('mask');
    overlay.setNotice('Something is the matter.');
    overlay.ask(HAPPY, Date.now() + 6000);
    overlay.react(HAPPY);
    await vi.advanceTimersByTimeAsync(1500);
    expect(wordsIn(root).length).toBeGreaterThan(20);
    expect(text()).toEqual([]);
  });
});

it('no text stands in the tour', () => {
  overlay.dispose();
  overlay = createOverlay(
    document,
    { position: null, emojiUrl: () => '', ...EMOJI, tour: true, events: overlayEvents() },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
  overlay.setState({ kind: 'watching' });
  expect(wordsIn(root.querySelector('.tour'))).toContain('Next');
  expect(text()).toEqual([]);
});

it('no text stands in the card that is being hidden', () => {
  overlay.setState({ kind: 'watching' });
  root.querySelector<HTMLElement>('[aria-label="Hide this card"]')!.click();
  expect(wordsIn(root)).toContain('Undo');
  expect(text()).toEqual([]);
});

it('all pictures are fetched at once, and none when it is needed', () => {
  overlay.dispose();
  const asked: string[] = [];
  const create = document.createElement.bind(document);
  const images: HTMLImageElement[] = [];
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    const element = create(name);
    if (name === 'img') images.push(element as HTMLImageElement);
    return element;
  });
  overlay = createOverlay(
    document,
    { position: null, emojiUrl: (key) => `x:${key}`, ...EMOJI, events: overlayEvents() },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
  asked.push(...images.map(({ src }) => src));
  expect(asked.length).toBeGreaterThan(6);
  overlay.setState({ kind: 'watching' });
  overlay.setReading(reading('surprised'));
  overlay.ask(HAPPY, Date.now() + 6000);
  overlay.react(HAPPY);
  expect(images.map(({ src }) => src)).toEqual(asked);
  expect(root.querySelector('img')).toBeNull();
  vi.restoreAllMocks();
});

it('the focus stays in the card when a question comes and goes', () => {
  overlay.setState({ kind: 'watching' });
  const favourite = root.querySelector<HTMLElement>('.favourite')!;
  favourite.focus();
  overlay.ask(HAPPY, Date.now() + 6000);
  expect(root.activeElement?.className).toBe('yes');
  overlay.ask(null);
  expect(root.activeElement?.className).toBe('favourite');
});

it('only generic font families are used: a page may serve all others, and see which letters are fetched', () => {
  const families = [...OVERLAY_CSS.matchAll(/font(?:-family)?:([^;]*);/g)].map(([, value]) => value!);
  expect(families.length).toBeGreaterThan(0);
  for (const value of families) expect(value).toMatch(/^ *(?:[\w ./]+px\/[\d.]+ )?system-ui, sans-serif$/);
});

it('no custom property has a name that a page could know and register with a value of its own', () => {
  overlay.setState({ kind: 'watching' });
  overlay.setReading(reading('happy'));
  overlay.react(HAPPY);
  const used = [
    OVERLAY_CSS,
    ...[...root.querySelectorAll('[style]')].map((each) => each.getAttribute('style')),
  ];
  const names = new Set(used.flatMap((css) => css?.match(/--[\w-]+/g) ?? []));
  expect(names.size).toBeGreaterThan(10);
  for (const name of names) expect(name).toMatch(/^--[0-9a-f]{8}-[a-z-]+$/);
});
