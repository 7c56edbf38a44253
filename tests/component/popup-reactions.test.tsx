import { beforeEach, describe, expect, it } from 'vitest';
import { parseCallSnapshot } from '../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import type { Reaction } from '../../src/shared/types';
import { api, click, find, open, pass, popupForEach, root, span, watching } from './support/popup';
import { MINUTE, NOON } from './support/popup-api';

popupForEach();

describe('a question whether to send a reaction', () => {
  const asked = { time: NOON, expression: 'happy' as const, confidence: 0.9, emoji: '1f604' };

  it.each([
    ['answer-yes', '7 send-now'],
    ['answer-no', '7 cancel'],
  ])('is answered in the popup too: the card may be hidden (%s)', async (button, command) => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true }, autoReactions: true };
    api.call = watching({ asked });
    await open();
    expect(find('question')?.textContent).toContain('Send this reaction: Happy?');
    expect(find('reactions')).toBeNull();
    await click(find(button));
    expect(api.commands).toEqual([command]);
    api.call = watching();
    await pass(1000);
    expect(find('question')).toBeNull();
    expect(find('reactions')).not.toBeNull();
  });
});

describe('reactions', () => {
  it('shows the user’s own image, and the system’s emoji where they are chosen', async () => {
    const own = { id: 'own-1', name: 'cat.gif', dataUrl: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' };
    const emoji = { ...DEFAULT_SETTINGS.emoji, set: 'system' as const };
    api.stored = { ...DEFAULT_SETTINGS, emoji, sites: { 'meet.google.com': true } };
    api.kept = [own];
    const happy = { expression: 'happy' as const, confidence: 0.9, emoji: '1f604' };
    api.call = watching({
      reactions: [
        { ...happy, time: NOON, image: 'own-1' },
        { ...happy, time: 1 },
      ],
    });
    await open();
    const [first, second] = find('reactions')!.querySelectorAll('li');
    expect(first!.querySelector('img')!.getAttribute('src')).toBe(own.dataUrl);
    expect(second!.querySelector('img')).toBeNull();
    expect(second!.querySelector('.emoji')!.textContent).toBe('😄');
  });

  it('shows the last ones of this call, newest first, with picture, words and time', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true }, autoReactions: true };
    const reactions = Array.from({ length: 9 }, (_, n) => ({
      time: NOON - n * MINUTE,
      expression: n === 0 ? ('sad' as const) : ('happy' as const),
      confidence: 0.9,
      emoji: n === 0 ? '1f622' : '1f604',
    }));
    api.call = watching({ reactions });
    await open();
    const items = [...(find('reactions')?.querySelectorAll('li') ?? [])];
    expect(items).toHaveLength(5);
    expect(items[0]?.querySelector('img')?.getAttribute('src')).toBe('/emoji/1f622.webp');
    expect(items[0]?.textContent).toMatch(/^Sad at 12:00/);
    expect(items[1]?.textContent).toMatch(/^Happy at 11:59/);
  });

  it('names a pick by its emoji, and offers no “Wrong?” for it', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    const pick = { time: NOON, expression: 'neutral', confidence: 1, emoji: '1f44d-1f3fd', picked: true };
    api.call = parseCallSnapshot(watching({ reactions: [pick as never] }));
    await open();
    const item = find('reactions')!.querySelector('li')!;
    expect(item.textContent).toMatch(/^thumbs up at 12:00/);
    expect(item.querySelector('[data-testid="wrong"]')).toBeNull();
  });

  it('says how to get some', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = watching();
    await open();
    expect(find('reactions')?.textContent).toContain('turn on auto-reactions');
    await click(find('auto-switch'));
    expect(find('reactions')?.textContent).toContain('show up here');
  });
});

describe('a wrong reaction', () => {
  it('can be said once, and is shown as removed', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true }, autoReactions: true };
    const reactions: Reaction[] = [NOON, NOON - 5000].map((time) => ({
      time,
      expression: 'happy',
      confidence: 0.9,
      emoji: '1f604',
    }));
    api.call = watching({ reactions });
    await open();
    const buttons = () => [...root.querySelectorAll<HTMLElement>('[data-testid="wrong"]')];
    expect(buttons()[0]?.getAttribute('aria-label')).toMatch(/^Happy at .* was wrong$/);
    await click(buttons()[0]!);
    expect(api.wrong).toEqual([NOON]);
    expect(buttons()).toHaveLength(1);
    expect(find('reactions')?.textContent).toContain('Removed');
  });
});

describe('what was taken back', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true }, autoReactions: true };
    api.call = watching({
      reactions: [{ time: NOON, expression: 'happy', confidence: 0.9, emoji: '1f604' }],
    });
    api.day = { ...api.day, spans: [span('happy', NOON - MINUTE, 5000)] };
  });
  const listed = () => find('spans')?.querySelectorAll('li').length ?? 0;

  it('is gone from the day at once', async () => {
    await open();
    await pass(1000);
    const mark = api.markWrong;
    api.markWrong = async (...mine) => {
      api.day = { ...api.day, spans: [] };
      return mark(...mine);
    };
    expect(listed()).toBe(1);
    await click(find('wrong'));
    expect(listed()).toBe(0);
  });

  it('is gone one look later where the history takes its time', async () => {
    await open();
    await pass(1000);
    await click(find('wrong'));
    api.day = { ...api.day, spans: [] };
    await pass(1000);
    expect(listed()).toBe(0);
  });

  it('does not come back with what was read before', async () => {
    await open();
    const { day } = api;
    const working = api.spansToday;
    let late = (): void => {};
    api.spansToday = async () => {
      await new Promise<void>((go) => {
        late = go;
      });
      return day;
    };
    await pass(5000);
    api.spansToday = working;
    api.day = { ...api.day, spans: [] };
    await click(find('wrong'));
    late();
    await pass(0);
    expect(listed()).toBe(0);
  });
});
