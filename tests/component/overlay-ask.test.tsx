import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOverlay, type Overlay } from '../../src/call/overlay';
import { SETTLE } from '../../src/call/overlay/guard';
import type { Reaction, Reading } from '../../src/shared/types';
import { EMOJI, overlayEvents, wordsIn } from './support/overlay';

const HAPPY: Reaction = { time: 0, expression: 'happy', confidence: 0.9, emoji: '1f604' };
const SAD: Reaction = { ...HAPPY, expression: 'sad', emoji: '1f622' };

const events = overlayEvents();
let overlay: Overlay;
let root: ShadowRoot;
let input: HTMLInputElement;
/** What the page's own handlers get. */
const page = vi.fn();

const find = (selector: string) => root.querySelector<HTMLElement>(selector);
const isAsked = () => find('.ask')?.hasAttribute('inert') === false;
const filling = (dwell: number) =>
  overlay.setReading({
    time: 0,
    faces: [],
    expression: 'happy',
    confidence: 1,
    dwell,
    took: { face: 0, emotion: 0, total: 0 },
  } satisfies Reading);
function press(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  input.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  input = document.body.appendChild(document.createElement('input'));
  window.addEventListener('keydown', page);
  overlay = createOverlay(
    document,
    { position: null, emojiUrl: (codePoints) => `emoji:${codePoints}`, ...EMOJI, events },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
  overlay.setState({ kind: 'watching' });
});
afterEach(() => {
  overlay.dispose();
  window.removeEventListener('keydown', page);
  input.remove();
  vi.useRealTimers();
});

describe('the question', () => {
  it('shows the emoji in a ring that runs for as long as it stands, and goes when told to', () => {
    expect(isAsked()).toBe(false);
    overlay.ask(SAD, Date.now() + 6000);
    expect(find('.yes canvas')?.dataset.emoji).toBe('1f622');
    const halves = [...root.querySelectorAll<HTMLElement>('.yes .half > span')].map(({ style }) => style);
    // First the one from the bottom back to the top, then the other.
    expect(halves.map((style) => [style.animationDelay, style.animationDuration])).toEqual([
      ['3000ms', '3000ms'],
      ['0s', '3000ms'],
    ]);
    expect(wordsIn(find('.yes'))).toBe('Send');
    expect(find('.yes')?.getAttribute('aria-label')).toContain('Sad');
    const ring = find('.yes .ring');
    overlay.ask(SAD, Date.now() + 6000);
    // Another question, another ring: a full one.
    expect(find('.yes .ring')).not.toBe(ring);
    overlay.ask(null);
    expect(isAsked()).toBe(false);
  });

  it('shows the stronger emoji where it stands, and a press that was meant for the one before counts for nothing', () => {
    overlay.growAsked({ ...HAPPY, emoji: '1f62e' });
    expect(isAsked()).toBe(false);
    overlay.ask(HAPPY, Date.now() + 6000);
    vi.advanceTimersByTime(SETTLE);
    const ring = find('.yes .ring');
    overlay.growAsked({ ...HAPPY, emoji: '1f62e' });
    expect(find('.yes canvas')?.dataset.emoji).toBe('1f62e');
    expect(find('.yes .ring')).toBe(ring);
    find('.yes')?.click();
    expect(events.onAnswer).not.toHaveBeenCalled();
    vi.advanceTimersByTime(SETTLE);
    find('.yes')?.click();
    expect(events.onAnswer).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('is answered by a click, and answers nothing by itself', () => {
    overlay.ask(HAPPY, Date.now() + 6000);
    vi.advanceTimersByTime(60_000);
    expect(events.onAnswer).not.toHaveBeenCalled();
    find('.yes')?.click();
    expect(events.onAnswer.mock.calls).toEqual([[true]]);
    find('.no')?.click();
    expect(events.onAnswer.mock.calls).toEqual([[true], [false]]);
  });

  it('is told to screen readers', () => {
    overlay.ask(SAD, Date.now() + 6000);
    vi.advanceTimersByTime(10_000);
    expect(wordsIn(find('[role="status"]'))).toMatch(/Sad.*send/i);
  });
});

describe('the Escape key', () => {
  it('says no to a question, and reaches the page as ever', () => {
    overlay.ask(HAPPY, Date.now() + 6000);
    const event = press('Escape');
    expect(events.onAnswer.mock.calls).toEqual([[false]]);
    expect(event.defaultPrevented).toBe(false);
    expect(page).toHaveBeenCalledOnce();
  });

  it('cancels a filling ring, and reaches the page as ever', () => {
    filling(0.4);
    const event = press('Escape');
    expect(events.onAnswer.mock.calls).toEqual([[false]]);
    expect(event.defaultPrevented).toBe(false);
    expect(page).toHaveBeenCalledOnce();
  });

  it('is the page’s own where nothing is asked or filling', () => {
    press('Escape');
    filling(0.4);
    filling(0);
    press('Escape');
    overlay.ask(HAPPY, Date.now() + 6000);
    overlay.ask(null);
    press('Escape');
    filling(0.4);
    overlay.setState({ kind: 'paused' });
    press('Escape');
    overlay.ask(HAPPY, Date.now() + 6000);
    overlay.dispose();
    const event = press('Escape');
    expect(events.onAnswer).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(false);
    expect(page).toHaveBeenCalledTimes(5);
  });

  it('with other keys, or while somebody composes a word, is not meant for us', () => {
    overlay.ask(HAPPY, Date.now() + 6000);
    press('Enter');
    press('Escape', { ctrlKey: true });
    press('Escape', { isComposing: true });
    expect(events.onAnswer).not.toHaveBeenCalled();
    expect(page).toHaveBeenCalledTimes(3);
  });
});

describe('a press that nobody can have meant', () => {
  const answer = (selector: string) => {
    find(selector)?.click();
    return events.onAnswer.mock.calls.length + events.onSend.mock.calls.length;
  };

  it('just after the question has come is not taken', () => {
    vi.advanceTimersByTime(10_000);
    overlay.ask(HAPPY, Date.now() + 6000);
    expect(answer('.yes')).toBe(0);
    vi.advanceTimersByTime(SETTLE - 1);
    expect(answer('.yes')).toBe(0);
    vi.advanceTimersByTime(1);
    expect(answer('.yes')).toBe(1);
  });

  it('just after the question has gone, and just after the card was moved, is not taken', () => {
    vi.advanceTimersByTime(10_000);
    overlay.ask(HAPPY, Date.now() + 6000);
    vi.advanceTimersByTime(2000);
    overlay.ask(null);
    expect(answer('.favourite')).toBe(0);
    vi.advanceTimersByTime(SETTLE);
    expect(answer('.favourite')).toBe(1);
    overlay.moveTo({ x: 0.4, y: 0.4 });
    expect(answer('.favourite')).toBe(1);
    vi.advanceTimersByTime(SETTLE);
    expect(answer('.favourite')).toBe(2);
  });

  it('is taken by Pause at any time', () => {
    overlay.moveTo({ x: 0.1, y: 0.4 });
    find('button[aria-label="Pause"]')?.click();
    expect(events.onPause).toHaveBeenCalledWith(true);
  });

  it('and is made by the page is never taken, nor is a key', () => {
    overlay.dispose();
    overlay = createOverlay(
      document,
      { position: null, emojiUrl: (codePoints) => codePoints, ...EMOJI, events },
      { onRoot: (given) => (root = given) },
    );
    overlay.setState({ kind: 'watching' });
    vi.advanceTimersByTime(10_000);
    overlay.ask(HAPPY, Date.now() + 6000);
    vi.advanceTimersByTime(2000);
    for (const button of root.querySelectorAll('button')) button.click();
    press('Escape');
    for (const event of Object.values(events)) expect(event).not.toHaveBeenCalled();
  });
});
