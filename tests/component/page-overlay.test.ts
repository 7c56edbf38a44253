import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageOverlay, type PageOverlay } from '../../src/call/overlay/page-overlay';
import { EMOJI, overlayEvents } from './support/overlay';

const KEYS = { pause: 'Alt+Shift+K', 'toggle-overlay': 'Alt+Shift+U' };
let hints: { tour: boolean; keys: typeof KEYS };
let over: boolean;
let events: ReturnType<typeof overlayEvents>;
let overlay: PageOverlay;

beforeEach(() => {
  vi.useFakeTimers();
  over = true;
  hints = { tour: false, keys: KEYS };
  events = overlayEvents();
  overlay = createPageOverlay(document, {
    position: () => null,
    notice: () => null,
    details: () => false,
    hints: () => hints,
    maybeOver: () => over,
    emojiUrl: (code) => code,
    ...EMOJI,
    others: () => null,
    glimpse: () => null,
    events,
  });
});
afterEach(() => {
  overlay.end();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const isShown = (): boolean => overlay.shown !== null;

it('says that the camera is off for a minute where the call may be over, and comes back with the camera', () => {
  overlay.show({ kind: 'watching' });
  overlay.show({ kind: 'camera-off' });
  vi.advanceTimersByTime(59_000);
  expect(isShown()).toBe(true);
  vi.advanceTimersByTime(2000);
  expect(isShown()).toBe(false);
  overlay.show({ kind: 'watching' });
  expect(isShown()).toBe(true);
  vi.advanceTimersByTime(200_000);
  expect(isShown()).toBe(true);
});

it('says so as long as the page tells of the call, or its camera is only switched off', () => {
  over = false;
  overlay.show({ kind: 'camera-off' });
  vi.advanceTimersByTime(600_000);
  expect(isShown()).toBe(true);
  over = true;
  vi.advanceTimersByTime(60_000);
  expect(isShown()).toBe(false);
});

it('does not go where the camera is on again before', () => {
  overlay.show({ kind: 'camera-off' });
  vi.advanceTimersByTime(30_000);
  overlay.show({ kind: 'watching' });
  vi.advanceTimersByTime(100_000);
  expect(isShown()).toBe(true);
});

it('of a paused call goes likewise: whoever pauses and leaves has no call any more', () => {
  over = false;
  overlay.show({ kind: 'paused' });
  vi.advanceTimersByTime(300_000);
  expect(isShown()).toBe(true);
  over = true;
  vi.advanceTimersByTime(60_000);
  expect(isShown()).toBe(false);
  // The camera is open again.
  overlay.show({ kind: 'paused' });
  expect(isShown()).toBe(true);
});

describe('a question', () => {
  const asked = { time: 1, expression: 'surprised', confidence: 0.9, emoji: '1f62e' } as const;

  it('does not bring back a card that the user has hidden: a page would see it come', () => {
    overlay.show({ kind: 'watching' });
    overlay.toggle();
    overlay.ask(asked, Date.now() + 6000);
    expect(isShown()).toBe(false);
    overlay.toggle();
    expect(isShown()).toBe(true);
  });

  it('stands also where the card is there only now, and on a card that was there it is asked once', () => {
    overlay.show({ kind: 'watching' });
    const ask = vi.spyOn(overlay.shown!, 'ask');
    overlay.ask(asked, Date.now() + 6000);
    expect(ask).toHaveBeenCalledTimes(1);
    overlay.ask(null, Date.now());
    expect(ask).toHaveBeenLastCalledWith(null, Date.now());
  });

  it('is over with the call', () => {
    overlay.show({ kind: 'watching' });
    overlay.toggle();
    overlay.ask(asked, Date.now() + 6000);
    overlay.end();
    overlay.show({ kind: 'watching' });
    overlay.toggle();
    expect(isShown()).toBe(false);
  });
});

describe('the tour', () => {
  it('begins once, when the camera is read, also where the page still says that it is due', () => {
    hints.tour = true;
    overlay.show({ kind: 'waiting' });
    expect(events.onTour).not.toHaveBeenCalled();
    overlay.show({ kind: 'loading' });
    overlay.show({ kind: 'watching' });
    expect(events.onTour).toHaveBeenCalledTimes(1);
    overlay.end();
    overlay.show({ kind: 'watching' });
    expect(events.onTour).toHaveBeenCalledTimes(1);
  });

  it('waits for the card where the user has hidden it', () => {
    hints.tour = true;
    overlay.toggle();
    overlay.show({ kind: 'watching' });
    expect(events.onTour).not.toHaveBeenCalled();
    overlay.toggle();
    expect(events.onTour).toHaveBeenCalledTimes(1);
  });

  it('does not come where it is not due', () => {
    overlay.show({ kind: 'watching' });
    expect(events.onTour).not.toHaveBeenCalled();
  });
});
