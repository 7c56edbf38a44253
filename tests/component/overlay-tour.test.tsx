import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOverlay, type Overlay } from '../../src/call/overlay';
import { EMOJI, overlayEvents, wordsIn } from './support/overlay';

const KEYS = { pause: 'Alt+Shift+K', 'toggle-overlay': 'Ctrl+Shift+9' };

let overlay: Overlay;
let root: ShadowRoot;
const events = overlayEvents();

const open = (keys: Record<string, string> = KEYS) => {
  overlay = createOverlay(
    document,
    { position: null, emojiUrl: () => '', ...EMOJI, tour: true, keys, events },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
};
const bubble = () => root.querySelector<HTMLElement>('.tour');
const press = (label: string) => bubble()!.querySelector<HTMLElement>(`[aria-label="${label}"]`)!.click();

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => {
  overlay.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the tour', () => {
  it.each(['loading', 'watching', 'no-face'] as const)('begins with the camera that is read: %s', (kind) => {
    open();
    overlay.setState({ kind: 'waiting' });
    expect(bubble()).toBeNull();
    overlay.setState({ kind });
    expect(bubble()).not.toBeNull();
    expect(events.onTour).toHaveBeenCalledTimes(1);
  });

  it.each(['error', 'camera-off', 'presenting', 'paused'] as const)('waits while the state is %s', (kind) => {
    open();
    overlay.setState(kind === 'error' ? { kind, message: '' } : { kind });
    expect(bubble()).toBeNull();
  });

  it('says in three bubbles what the card is, what others see, and how to pause, with the user’s own keys', () => {
    open();
    overlay.setState({ kind: 'watching' });
    const said = [wordsIn(bubble())];
    press('Next');
    said.push(wordsIn(bubble()));
    press('Next');
    said.push(wordsIn(bubble()));
    expect(said[0]).toMatch(/^Your card .*Only you see it.*1 of 3 Skip Next$/);
    expect(said[1]).toMatch(/^What others see .*2 of 3 Skip Next$/);
    expect(said[2]).toMatch(/^Pause and hide .*Alt\+Shift\+K and Ctrl\+Shift\+9 3 of 3 Got it$/);
    press('Got it');
    expect(bubble()).toBeNull();
    overlay.setState({ kind: 'no-face' });
    overlay.setState({ kind: 'watching' });
    expect(bubble()).toBeNull();
  });

  it('leaves the keys in the tooltips of the buttons', () => {
    open({ ...KEYS, 'send-now': 'Alt+Shift+Y' });
    overlay.setState({ kind: 'watching' });
    const title = (label: string) => root.querySelector(`[aria-label="${label}"]`)?.getAttribute('title');
    expect(title('Pause')).toBe('Pause (Alt+Shift+K)');
    expect(title('Hide this card')).toBe('Hide this card (Ctrl+Shift+9)');
    expect(root.querySelector('.yes')?.getAttribute('title')).toBe('Send (Alt+Shift+Y)');
    expect(root.querySelector('.no')?.getAttribute('title')).toBe('Escape key: don’t send');
  });

  it('names no keys where the user has none', () => {
    open({ pause: 'Alt+Shift+K' });
    overlay.setState({ kind: 'watching' });
    press('Next');
    press('Next');
    expect(wordsIn(bubble())).not.toContain('Keys');
  });

  it('ends with Skip, and with the Escape key inside it; the focus stays in the card', () => {
    open();
    overlay.setState({ kind: 'watching' });
    bubble()!.querySelector<HTMLElement>('[aria-label="Skip"]')!.focus();
    press('Skip');
    expect(bubble()).toBeNull();
    expect(root.activeElement?.classList.contains('more')).toBe(true);
    overlay.dispose();
    open();
    overlay.setState({ kind: 'watching' });
    const next = bubble()!.querySelector<HTMLElement>('[aria-label="Next"]')!;
    next.focus();
    next.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    expect(bubble()).toBeNull();
  });

  it('is read aloud, step by step', async () => {
    open();
    overlay.setState({ kind: 'watching' });
    await vi.advanceTimersByTimeAsync(4000);
    press('Next');
    await vi.advanceTimersByTimeAsync(4000);
    expect(wordsIn(root.querySelector('.told'))).toContain('What others see');
  });

  it('stays as it is while questions, faces and reactions come and go', () => {
    open();
    overlay.setState({ kind: 'watching' });
    const before = bubble()!.outerHTML;
    const happy = { time: 0, expression: 'happy', confidence: 0.9, emoji: '1f604' } as const;
    overlay.ask(happy, Date.now() + 6000);
    overlay.setState({ kind: 'no-face' });
    overlay.react(happy);
    overlay.ask(null);
    expect(bubble()!.outerHTML).toBe(before);
  });
});
