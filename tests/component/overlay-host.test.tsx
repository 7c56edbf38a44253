import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOverlay, type Overlay } from '../../src/call/overlay';
import { LONG_STEP, STEP } from '../../src/call/overlay/placement';
import { MARGIN } from '../../src/call/overlay/position';
import { EMOJI, overlayEvents } from './support/overlay';

const events = overlayEvents();
let overlay: Overlay;
let root: ShadowRoot;

const hosts = () => document.querySelectorAll<HTMLElement>('[data-emojigen]');
const grip = () => root.querySelector<HTMLElement>('.grip')!;
const card = () => root.querySelector<HTMLElement>('.card')!;
const stage = () => root.querySelector<HTMLElement>('.stage')!;
const corner = () => {
  const [x, y] = stage().style.transform.match(/-?\d+/g)!.map(Number);
  return { x: x!, y: y! };
};
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
const release = (target: Element, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, composed: true }));
const pointer = (type: string, clientX: number, clientY: number, target: Element = card()) =>
  target.dispatchEvent(
    new PointerEvent(type, { clientX, clientY, pointerId: 5, bubbles: true, composed: true }),
  );

function resize(width: number, height: number) {
  Object.assign(window, { innerWidth: width, innerHeight: height });
  window.dispatchEvent(new Event('resize'));
}

function open() {
  overlay = createOverlay(
    document,
    { position: { x: 0.5, y: 0.5 }, emojiUrl: (codePoints) => codePoints, ...EMOJI, events },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
}

beforeEach(() => {
  vi.clearAllMocks();
  Object.assign(window, { innerWidth: 1000, innerHeight: 800 });
  open();
});
afterEach(() => overlay.dispose());

describe('moves', () => {
  it('start where the overlay was left', () => expect(corner()).toEqual({ x: 500, y: 400 }));

  it('follow the pointer, and are told once, as fractions', () => {
    pointer('pointerdown', 520, 410);
    pointer('pointermove', 420, 310);
    pointer('pointermove', 320, 210);
    expect(corner()).toEqual({ x: 300, y: 200 });
    expect(events.onMove).not.toHaveBeenCalled();
    pointer('pointerup', 320, 210);
    pointer('lostpointercapture', 320, 210);
    pointer('pointermove', 100, 100);
    expect(corner()).toEqual({ x: 300, y: 200 });
    expect(events.onMove.mock.calls).toEqual([[0.3, 0.25]]);
  });

  it('end at the edge of the window', () => {
    pointer('pointerdown', 520, 410);
    pointer('pointermove', -9000, -9000);
    pointer('pointerup', -9000, -9000);
    expect(corner()).toEqual({ x: MARGIN, y: MARGIN });
  });

  it('take more than a click, and never begin on a button', () => {
    pointer('pointerdown', 520, 410);
    pointer('pointermove', 521, 411);
    expect(corner()).toEqual({ x: 500, y: 400 });
    pointer('pointerup', 521, 411);
    const close = root.querySelector('button[aria-label="Hide this card"]')!;
    pointer('pointerdown', 520, 410, close);
    pointer('pointermove', 300, 300, close);
    pointer('pointerup', 300, 300, close);
    expect(corner()).toEqual({ x: 500, y: 400 });
    expect(events.onMove).not.toHaveBeenCalled();
  });

  it('work with the arrow keys and are told when the key is let go', () => {
    press(grip(), 'ArrowRight');
    press(grip(), 'ArrowRight');
    press(grip(), 'ArrowUp', { shiftKey: true });
    expect(corner()).toEqual({ x: 500 + 2 * STEP, y: 400 - LONG_STEP });
    expect(events.onMove).not.toHaveBeenCalled();
    release(grip(), 'ArrowUp');
    expect(events.onMove.mock.calls).toEqual([[0.532, 0.42]]);
  });

  it('with a key still down are not lost when the card changes size', () => {
    press(grip(), 'ArrowRight');
    resize(1000, 800);
    expect(corner()).toEqual({ x: 500 + STEP, y: 400 });
  });

  it('from elsewhere are followed without an echo', () => {
    overlay.moveTo({ x: 0.1, y: 0.2 });
    expect(corner()).toEqual({ x: 100, y: 160 });
    overlay.moveTo({ x: Number.NaN, y: 0 });
    expect(corner().x).toBeGreaterThanOrEqual(MARGIN);
    expect(events.onMove).not.toHaveBeenCalled();
  });

  it('keep to a window that shrinks and come back when it grows', () => {
    resize(300, 200);
    expect(corner()).toEqual({ x: 150, y: 100 });
    resize(1000, 800);
    expect(corner()).toEqual({ x: 500, y: 400 });
  });
});

describe('the page', () => {
  it('cannot look inside', () => {
    expect(hosts()).toHaveLength(1);
    expect(hosts()[0]!.shadowRoot).toBeNull();
    expect(hosts()[0]!.textContent).toBe('');
  });

  it('keeps its shortcuts, but does not get the keys and clicks that work the overlay', () => {
    const heard: string[] = [];
    const listen = (event: Event) => heard.push(event instanceof KeyboardEvent ? event.key : event.type);
    const types = ['keydown', 'click', 'dblclick', 'mousedown', 'pointerdown', 'pointerup'];
    for (const type of types) document.addEventListener(type, listen);
    press(grip(), 'm');
    press(grip(), ' ');
    press(grip(), 'Enter');
    press(grip(), 'ArrowLeft');
    press(grip(), 'Enter', { ctrlKey: true });
    press(card(), 'ArrowLeft');
    for (const type of ['click', 'dblclick', 'mousedown', 'pointerdown', 'pointerup']) pointer(type, 1, 1);
    for (const type of types) document.removeEventListener(type, listen);
    expect(heard).toEqual(['m', 'Enter', 'ArrowLeft', 'pointerup']);
  });

  it('keeps the focus when the overlay is clicked', () => {
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    card().dispatchEvent(down);
    expect(down.defaultPrevented).toBe(true);
  });

  it('may throw the overlay out, by accident', async () => {
    hosts()[0]!.remove();
    await vi.waitFor(() => expect(hosts()).toHaveLength(1));
    expect(card().isConnected).toBe(true);
  });

  it('may throw the overlay out, on purpose', async () => {
    let thrown = 0;
    const enemy = new MutationObserver(() => {
      for (const host of hosts()) {
        thrown += 1;
        host.remove();
      }
    });
    enemy.observe(document.documentElement, { childList: true });
    hosts()[0]!.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    enemy.disconnect();
    expect(thrown).toBeGreaterThan(0);
    expect(thrown).toBeLessThan(100);
  });

  it('gets the top layer back after fullscreen, and may lack it', () => {
    const prototype = HTMLElement.prototype as { showPopover?: () => void };
    const original = prototype.showPopover;
    const show = vi.fn(() => {
      throw new Error('not supported');
    });
    prototype.showPopover = show;
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(show).toHaveBeenCalledOnce();
    delete prototype.showPopover;
    expect(() => document.dispatchEvent(new Event('fullscreenchange'))).not.toThrow();
    if (original !== undefined) prototype.showPopover = original;
  });
});

describe('dispose', () => {
  it('leaves nothing in the page and nothing that listens or acts', async () => {
    overlay.dispose();
    const before = document.documentElement.outerHTML;
    const listened = new Map<EventTarget, number>();
    const change = (target: EventTarget, by: number) =>
      listened.set(target, (listened.get(target) ?? 0) + by);
    for (const target of [document, window]) {
      const { addEventListener } = target;
      vi.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
        change(target, 1);
        (options as AddEventListenerOptions)?.signal?.addEventListener('abort', () => change(target, -1));
        addEventListener.call(target, type, listener as EventListener, options);
      });
    }
    open();
    expect([...listened.values()]).toEqual([3, 2]);
    overlay.react({ time: 0, expression: 'happy', confidence: 1, emoji: '1f604' });
    overlay.dispose();
    vi.restoreAllMocks();
    expect([...listened.values()]).toEqual([0, 0]);
    expect(document.documentElement.outerHTML).toBe(before);
    expect(stage().childNodes).toHaveLength(0);

    overlay.setState({ kind: 'paused' });
    overlay.react({ time: 0, expression: 'happy', confidence: 1, emoji: '1f604' });
    overlay.moveTo(null);
    overlay.dispose();
    resize(500, 500);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(document.documentElement.outerHTML).toBe(before);
    expect(stage().childNodes).toHaveLength(0);
  });
});
