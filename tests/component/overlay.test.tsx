import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOverlay, type Overlay, UNDO_TIME } from '../../src/call/overlay';
import { SETTLE } from '../../src/call/overlay/guard';
import { MAX_POPS, POP_DURATION } from '../../src/shared/emoji/pops';
import type { CallState, Expression, Reading } from '../../src/shared/types';
import { EXPRESSION_STYLES } from '../../src/shared/ui/expressions';
import { stateText } from '../../src/shared/ui/state-text';
import { EMOJI, overlayEvents, wordsIn } from './support/overlay';

const STATES: readonly CallState[] = [
  { kind: 'off' },
  { kind: 'waiting' },
  { kind: 'loading' },
  { kind: 'watching' },
  { kind: 'no-face' },
  { kind: 'camera-off' },
  { kind: 'presenting' },
  { kind: 'unseen', reason: 'covered' },
  { kind: 'paused' },
  { kind: 'error', message: 'The model file is damaged.' },
];

const probabilities = { neutral: 0.1, happy: 0.7, surprised: 0.1, sad: 0.05, angry: 0.03, fearful: 0.02 };
function reading(expression: Expression | null, dwell = 0): Reading {
  const faces = [{ track: 1, box: { x: 0, y: 0, width: 1, height: 1 }, probabilities }];
  return { time: 0, faces, expression, confidence: 0.7, dwell, took: { face: 0, emotion: 0, total: 0 } };
}
const happy = { time: 0, expression: 'happy', confidence: 0.9, emoji: '1f604' } as const;

const events = overlayEvents();
const emojiUrl = vi.fn((codePoints: string) => `emoji:${codePoints}`);
let overlay: Overlay;
let root: ShadowRoot;

const find = (selector: string) => root.querySelector<HTMLElement>(selector);
const button = (name: string) => find(`button[aria-label="${name}"]`);
const label = () => find('.text')?.dataset.says;
const told = () => wordsIn(find('[role="status"]'));
const pops = () => [...root.querySelectorAll('.pop')];
/** Preact draws state changes that come from inside in a later task. */
const drawn = () => vi.advanceTimersByTimeAsync(50);

/** The images that the card has fetched. */
let fetched: HTMLImageElement[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  fetched = [];
  const create = document.createElement.bind(document);
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    const element = create(name);
    if (element instanceof HTMLImageElement) fetched.push(element);
    return element;
  });
  overlay = createOverlay(
    document,
    { position: null, emojiUrl, ...EMOJI, events },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
});

afterEach(() => {
  overlay.dispose();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('states', () => {
  it.each(STATES)('$kind shows its title', (state) => {
    overlay.setState(state);
    expect(label()).toBe(stateText(state).title);
  });

  it.each(STATES)('$kind can be hidden with one click, and brought back for a while', (state) => {
    overlay.setState(state);
    button('Hide this card')!.click();
    expect(find('.row')).toBeNull();
    find('.undo')!.click();
    vi.advanceTimersByTime(2 * UNDO_TIME);
    expect(find('.row')).not.toBeNull();
    expect(events.onHide).not.toHaveBeenCalled();
    button('Hide this card')!.click();
    vi.advanceTimersByTime(UNDO_TIME);
    expect(events.onHide).toHaveBeenCalledOnce();
    expect(events.onOff).not.toHaveBeenCalled();
  });

  it.each(STATES)('$kind can be turned off in the details', (state) => {
    overlay.setState(state);
    button('Show details')?.click();
    vi.advanceTimersByTime(SETTLE);
    find('.turn-off')!.click();
    expect(events.onOff).toHaveBeenCalledOnce();
  });

  it('explains an error and offers another try, in that state only', () => {
    overlay.setState({ kind: 'error', message: 'The model file is damaged.' });
    expect(wordsIn(find('.details'))).toContain('The model file is damaged.');
    find('.retry')!.click();
    expect(events.onRetry).toHaveBeenCalledOnce();
    overlay.setState({ kind: 'loading' });
    expect(find('.retry')).toBeNull();
  });

  it('asks for a pause and for its end', () => {
    overlay.setState({ kind: 'watching' });
    button('Pause')!.click();
    expect(events.onPause).toHaveBeenLastCalledWith(true);
    overlay.setState({ kind: 'paused' });
    expect(button('Pause')).toBeNull();
    button('Resume')!.click();
    expect(events.onPause).toHaveBeenLastCalledWith(false);
  });

  it('names every button', () => {
    for (const state of STATES) {
      overlay.setState(state);
      for (const each of root.querySelectorAll('button')) {
        expect(each.getAttribute('aria-label') ?? '').not.toBe('');
      }
    }
  });
});

describe('readings', () => {
  it('show the expression and fill the ring', () => {
    overlay.setState({ kind: 'watching' });
    overlay.setReading(reading('happy', 0));
    expect(label()).toBe('Happy');
    expect(find('.badge canvas')?.dataset.emoji).toBe(EXPRESSION_STYLES.happy.emoji);
    const halves = () =>
      [...root.querySelectorAll<HTMLElement>('.half > span')].map(({ style }) => style.rotate);
    const filled = () => [...root.querySelectorAll<HTMLElement>('.half')].map(({ style }) => style.opacity);
    expect([halves(), filled()]).toEqual([
      ['0deg', '0deg'],
      ['0', '0'],
    ]);
    overlay.setReading(reading('happy', 0.25));
    expect([halves(), filled()]).toEqual([
      ['90deg', '0deg'],
      ['1', '0'],
    ]);
    overlay.setReading(reading('happy', 0.75));
    expect([halves(), filled()]).toEqual([
      ['180deg', '90deg'],
      ['1', '1'],
    ]);
    overlay.setReading(reading('happy', 7));
    expect(halves()).toEqual(['180deg', '180deg']);
  });

  it('are shown while watching only, and not again after a pause', () => {
    overlay.setReading(reading('sad'));
    expect(label()).not.toBe('Sad');
    overlay.setState({ kind: 'watching' });
    overlay.setReading(reading('sad'));
    overlay.setState({ kind: 'paused' });
    expect(label()).toBe('Paused');
    overlay.setState({ kind: 'watching' });
    expect(label()).toBe('Active');
  });

  it('that look the same are not drawn, and known when the card is opened', async () => {
    overlay.setState({ kind: 'watching' });
    overlay.setReading(reading('happy'));
    const { faces, ...rest } = reading('happy');
    const surer = { ...probabilities, happy: 0.75, neutral: 0.05 };
    emojiUrl.mockClear();
    overlay.setReading({ ...rest, faces: [{ ...faces[0]!, probabilities: surer }] });
    // Whatever draws the card asks for its emoji.
    expect(emojiUrl).not.toHaveBeenCalled();
    button('Show details')!.click();
    await drawn();
    expect(wordsIn(find('.bars'))).toContain('Happy 75%');
    overlay.setReading(reading('happy'));
    expect(wordsIn(find('.bars'))).toContain('Happy 70%');
    button('Hide details')!.click();
    await drawn();
    emojiUrl.mockClear();
    overlay.setReading(reading('happy', 0.5));
    expect(emojiUrl).toHaveBeenCalled();
  });

  it('open into six shares', async () => {
    overlay.setState({ kind: 'watching' });
    overlay.setReading(reading('happy'));
    expect(find('.bars')).toBeNull();
    button('Show details')!.click();
    await drawn();
    const rows = [...root.querySelectorAll('.bars li')].map(wordsIn);
    expect(rows).toEqual(['Neutral 10%', 'Happy 70%', 'Surprised 10%', 'Sad 5%', 'Angry 3%', 'Fearful 2%']);
    button('Hide details')!.click();
    await drawn();
    expect(find('.bars')).toBeNull();
  });
});

describe('reactions', () => {
  it('show the emoji for two seconds', async () => {
    overlay.react(happy);
    expect(pops()[0]?.querySelector('canvas')?.dataset.emoji).toBe('1f604');
    await vi.advanceTimersByTimeAsync(POP_DURATION - 1);
    expect(pops()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(pops()).toHaveLength(0);
  });

  it('overlap, but not without end', async () => {
    for (let i = 0; i < 10; i += 1) overlay.react(happy);
    expect(pops()).toHaveLength(MAX_POPS);
    await vi.advanceTimersByTimeAsync(POP_DURATION);
    expect(pops()).toHaveLength(0);
  });

  it('leave no timer behind', () => {
    for (let i = 0; i < 3; i += 1) overlay.react(happy);
    overlay.setState({ kind: 'paused' });
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    overlay.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fall back to text where the picture is missing', () => {
    overlay.react(happy);
    const image = fetched.find(({ src }) => src.endsWith('1f604'))!;
    image.dispatchEvent(new Event('error'));
    expect(pops()[0]?.querySelector('canvas')).toBeNull();
    expect(wordsIn(pops()[0])).toBe('😄');
  });
});

describe('screen readers', () => {
  it('hear states that last, and reactions', async () => {
    expect(find('[role="status"]')?.getAttribute('aria-live')).toBe('polite');
    overlay.setState({ kind: 'loading' });
    overlay.setState({ kind: 'watching' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(told()).toBe('EmojiGen: Active');
    overlay.react(happy);
    await vi.advanceTimersByTimeAsync(3000);
    expect(told()).toBe('Happy reaction');
  });

  it('hear the same reaction again as a new text', async () => {
    overlay.react(happy);
    const first = find('[role="status"] .says');
    await vi.advanceTimersByTimeAsync(10_000);
    overlay.react(happy);
    expect(find('[role="status"] .says')).not.toBe(first);
  });
});

describe('the temporal state in small', () => {
  it('stands below the bars once the details are open', async () => {
    overlay.setState({ kind: 'watching' });
    overlay.setReading(reading('happy', 0.5));
    expect(find('.settled')).toBeNull();
    button('Show details')!.click();
    await drawn();
    expect(wordsIn(find('.settled'))).toContain('Happy (70% sure)');
    expect(find('.next .bar > span')?.style.transform).toBe('scaleX(0.500)');
    overlay.setReading(reading(null));
    expect(wordsIn(find('.settled'))).toContain('Not sure yet');
    overlay.setState({ kind: 'no-face' });
    expect(find('.settled')).toBeNull();
  });

  it('is there from the start where the user wants it so', () => {
    overlay.dispose();
    overlay = createOverlay(
      document,
      { position: null, details: true, emojiUrl: (codePoints) => `emoji:${codePoints}`, ...EMOJI, events },
      { onRoot: (given) => (root = given), isUsers: () => true },
    );
    overlay.setState({ kind: 'watching' });
    overlay.setReading(reading('happy'));
    expect(find('.settled')).not.toBeNull();
    expect(button('Hide details')?.getAttribute('aria-expanded')).toBe('true');
  });
});

describe('a pause for a time', () => {
  it('counts down, and tells screen readers of its beginning only', async () => {
    overlay.setState({ kind: 'paused', until: Date.now() + 300_000 });
    await vi.advanceTimersByTimeAsync(0);
    expect(find('.sub')?.dataset.says).toBe('5 min left');
    await vi.advanceTimersByTimeAsync(125_000);
    expect(find('.sub')?.dataset.says).toBe('3 min left');
    expect(told()).toBe('EmojiGen: Paused');
    await vi.advanceTimersByTimeAsync(145_000);
    expect(find('.sub')?.dataset.says).toMatch(/^(30|35) s left$/);
    overlay.setState({ kind: 'watching' });
    expect(find('.sub')).toBeNull();
  });
});
