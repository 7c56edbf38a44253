/** A page that keeps the card from the user, as far as a page without layout can show it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOverlay, type Overlay } from '../../src/call/overlay';
import { EMOJI, overlayEvents } from './support/overlay';

let events: ReturnType<typeof overlayEvents>;
let overlay: Overlay;
let root: ShadowRoot;
/** What a click in the middle of the card would hit. */
let hit: Element | null;
let observers: MutationObserver[];

const host = () => document.querySelector<HTMLElement>('[data-emojigen]');
const told = () => events.onSight.mock.calls.map(([reason]) => reason);
const looks = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

function rect(left: number, width: number): DOMRect {
  return { x: left, y: 10, left, top: 10, width, height: 28, right: left + width, bottom: 38 } as DOMRect;
}

beforeEach(() => {
  vi.useFakeTimers();
  observers = [];
  events = overlayEvents();
  overlay = createOverlay(
    document,
    { position: null, emojiUrl: () => '', ...EMOJI, events },
    { onRoot: (given) => (root = given) },
  );
  overlay.setState({ kind: 'watching' });
  hit = host();
  Object.assign(document, { elementFromPoint: () => hit });
  measure(28);
});
afterEach(() => {
  for (const observer of observers) observer.disconnect();
  overlay.dispose();
  document.documentElement.style.removeProperty('display');
  Reflect.deleteProperty(document, 'elementFromPoint');
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function measure(width: number): void {
  for (const part of root.querySelectorAll('.label, .pause')) {
    part.getBoundingClientRect = () => rect(100, width);
  }
}

/** Removes the card whenever it comes. */
function insist(): MutationObserver {
  const enemy = new MutationObserver(() => host()?.remove());
  enemy.observe(document.documentElement, { childList: true });
  observers.push(enemy);
  host()?.remove();
  return enemy;
}

describe('the card', () => {
  it('is in sight: nothing is said', async () => {
    await looks(60);
    expect(told()).toEqual([]);
  });

  it('may be covered for a moment: menus come and go', async () => {
    hit = document.body;
    await looks(3);
    hit = host();
    await looks(1);
    hit = document.body;
    await looks(3);
    expect(told()).toEqual([]);
  });

  it('is covered for long, until it is seen again', async () => {
    hit = document.body;
    await looks(5);
    expect(told()).toEqual(['covered']);
    hit = host();
    await looks(1);
    expect(told()).toEqual(['covered']);
    await looks(2);
    expect(told()).toEqual(['covered', null]);
  });

  it('is raised above what covers it before anything is said', async () => {
    const show = vi.fn();
    host()!.showPopover = show;
    hit = document.body;
    await looks(3);
    expect(show).toHaveBeenCalled();
    expect(told()).toEqual([]);
  });

  it('is too small to be seen', async () => {
    measure(2);
    await looks(5);
    expect(told()).toEqual(['covered']);
  });

  it('is thrown out too often, and comes back when the page lets it', async () => {
    const enemy = insist();
    await looks(2);
    expect(told()).toEqual(['removed']);
    expect(host()).toBeNull();
    await looks(60);
    expect(told()).toEqual(['removed']);
    enemy.disconnect();
    await looks(15);
    expect(host()).not.toBeNull();
    expect(told()).toEqual(['removed', null]);
  });

  it('is not judged while nobody looks at the tab', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    hit = document.body;
    await looks(20);
    expect(told()).toEqual([]);
    hidden.mockReturnValue(false);
    await looks(5);
    expect(told()).toEqual(['covered']);
  });

  it('is missing no longer once it is gone on purpose', async () => {
    hit = document.body;
    await looks(5);
    overlay.dispose();
    expect(told()).toEqual(['covered', null]);
    await looks(20);
    expect(told()).toEqual(['covered', null]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
