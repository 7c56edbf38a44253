import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../src/pages/popup/app';
import type { ActiveSite } from '../../src/pages/popup/popup-api';
import { type CallSnapshot, parseCallSnapshot } from '../../src/shared/messages/background';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';
import type { Reaction, StoredSpan } from '../../src/shared/types';
import { FakeApi, MEET, MINUTE, NOON } from './support/popup-api';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';

let api: FakeApi;
let root: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  api = new FakeApi();
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
});

async function open(): Promise<void> {
  await act(async () => render(<App api={api} />, root));
  await pass(0);
}

/** Lets time and everything waiting go on. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

function find(testId: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
}

async function click(element: HTMLElement | null): Promise<void> {
  expect(element).not.toBeNull();
  await act(async () => element?.click());
  await pass(0);
}

function checked(testId: string): string | null | undefined {
  return find(testId)?.getAttribute('aria-checked');
}

function span(expression: StoredSpan['expression'], start: number, duration: number): StoredSpan {
  return { expression, start, duration, confidence: 0.8, site: 'meet.google.com', callId: CALL };
}

function watching(more: Partial<CallSnapshot> = {}): CallSnapshot {
  return { state: { kind: 'watching' }, reactions: [], load: null, ...more };
}

describe('switches', () => {
  it('are off at first; the site switch turns on the site below', async () => {
    await open();
    expect([checked('site-switch'), checked('auto-switch')]).toEqual(['false', 'false']);
    expect(root.textContent).toContain('On for meet.google.com');
    await click(find('site-switch'));
    expect(api.stored.sites).toEqual({ 'meet.google.com': true });
    expect(checked('site-switch')).toBe('true');
    await click(find('site-switch'));
    expect(api.stored.sites).toEqual({ 'meet.google.com': false });
    expect(checked('site-switch')).toBe('false');
  });

  it('turn the site on together with auto-reactions, but not off with them', async () => {
    await open();
    await click(find('auto-switch'));
    expect(api.stored).toMatchObject({ autoReactions: true, sites: { 'meet.google.com': true } });
    await click(find('auto-switch'));
    expect(api.stored).toMatchObject({ autoReactions: false, sites: { 'meet.google.com': true } });
  });

  it('have names that screen readers can say, and labels that toggle them', async () => {
    await open();
    for (const [testId, name] of [
      ['site-switch', 'On for meet.google.com'],
      ['auto-switch', 'Auto-reactions'],
    ] as const) {
      const element = find(testId);
      expect(element?.getAttribute('role')).toBe('switch');
      expect(element?.tagName).toBe('BUTTON');
      const label = document.getElementById(element?.getAttribute('aria-labelledby') ?? '');
      expect(label?.textContent).toBe(name);
      expect(label?.getAttribute('for')).toBe(element?.id);
    }
  });

  it('follow what another page changes', async () => {
    await open();
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    await pass(1000);
    expect(checked('site-switch')).toBe('true');
  });

  it('stay as they are when storing fails, and the reason is told until the next try', async () => {
    await open();
    const working = api.setSite;
    api.setSite = async () => {
      throw new Error('Your settings were saved by a newer version of EmojiGen.');
    };
    await click(find('site-switch'));
    expect(find('problem')?.textContent).toContain('newer version');
    expect(find('problem')?.getAttribute('role')).toBe('alert');
    expect(checked('site-switch')).toBe('false');
    api.setSite = working;
    await click(find('site-switch'));
    expect(find('problem')).toBeNull();
    expect(checked('site-switch')).toBe('true');
  });
});

describe('state', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
  });

  it('says that the page is not a call site, and offers no site switch', async () => {
    api.site = { kind: 'other' };
    await open();
    expect(find('state')?.textContent).toContain('No call on this page');
    expect(find('site-switch')).toBeNull();
    expect(api.snapshots).toBe(0);
  });

  it('asks for a reload when nobody answers, and recovers when somebody does', async () => {
    await open();
    expect(find('state')?.textContent).toContain('Reload the call page to start');
    api.call = watching();
    await pass(1000);
    expect(find('state')?.dataset.tone).toBe('ok');
  });

  it('survives a call tab that fails to answer', async () => {
    api.snapshot = async () => {
      throw new Error('gone');
    };
    await open();
    expect(find('state')?.textContent).toContain('Reload the call page to start');
    expect(find('problem')).toBeNull();
  });

  it('tells an error in its own words and retries', async () => {
    api.call = watching({ state: { kind: 'error', message: 'The expression network is damaged.' } });
    await open();
    expect(find('state')?.dataset.tone).toBe('error');
    expect(find('state')?.textContent).toContain('The expression network is damaged.');
    await click(find('retry'));
    expect(api.commands).toEqual(['7 retry']);
  });

  it('pauses and resumes', async () => {
    api.call = watching();
    await open();
    await click(find('pause'));
    api.call = watching({ state: { kind: 'paused' } });
    await pass(1000);
    await click(find('resume'));
    expect(api.commands).toEqual(['7 pause', '7 resume']);
  });

  it('asks about once a second while open, one at a time, and no more once closed', async () => {
    api.call = watching();
    await open();
    const before = api.snapshots;
    await pass(10_000);
    expect(api.snapshots - before).toBeGreaterThanOrEqual(9);
    expect(api.snapshots - before).toBeLessThanOrEqual(11);
    render(null, root);
    const after = api.snapshots;
    await pass(5000);
    expect(api.snapshots).toBe(after);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not ask more often after a burst of clicks', async () => {
    await open();
    for (let n = 0; n < 6; n++) await click(find('auto-switch'));
    const before = api.snapshots;
    await pass(5000);
    expect(api.snapshots - before).toBeLessThanOrEqual(6);
  });

  it('does not ask a site that is off', async () => {
    api.stored = DEFAULT_SETTINGS;
    await open();
    await pass(3000);
    expect(api.snapshots).toBe(0);
    expect(find('state')?.textContent).toContain('Off on this site');
  });
});

describe('a site that nobody knows', () => {
  beforeEach(() => {
    api.site = { kind: 'new-site', host: 'calls.example', tabId: 7 };
  });

  it('can be added by one button that names it, and is on then', async () => {
    await open();
    expect(find('site-switch')).toBeNull();
    expect(find('add-site')?.textContent).toBe('Use EmojiGen on calls.example');
    await click(find('add-site'));
    expect(api.stored.sites).toEqual({ 'calls.example': true });
    expect(checked('site-switch')).toBe('true');
    expect(find('add-site')).toBeNull();
    expect(find('state')?.textContent).toContain('Reload the call page to start');
  });

  it('stays as it is where the user says no', async () => {
    api.allows = false;
    await open();
    await click(find('add-site'));
    expect(api.stored.sites).toEqual({});
    expect(find('add-site')).not.toBeNull();
  });

  it('can be given back once it is off', async () => {
    await open();
    await click(find('add-site'));
    expect(find('forget-site')).toBeNull();
    await click(find('site-switch'));
    await click(find('forget-site'));
    expect(api.stored.sites).toEqual({ 'calls.example': false });
    expect(find('add-site')).not.toBeNull();
  });

  it('offers no return of a permission that is the manifest’s', async () => {
    api.site = MEET;
    await open();
    expect(checked('site-switch')).toBe('false');
    expect(find('forget-site')).toBeNull();
  });
});

describe('the keyboard', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
  });

  it('goes on from what takes the place of a pressed button, and it is told', async () => {
    await open();
    find('pause-5')!.focus();
    await click(find('pause-5'));
    expect(document.activeElement).toBe(find('resume-all'));
    const told = find('pause-row')!.querySelector('[role="status"]')!;
    expect(told.textContent).toMatch(/\d/);
    await click(find('resume-all'));
    expect(document.activeElement).toBe(find('pause-5'));
    expect(told.textContent).toBe('');
  });

  it('is not moved by a pause that ends by itself', async () => {
    await open();
    await click(find('pause-5'));
    find('advanced')?.focus();
    (document.activeElement as HTMLElement).blur();
    api.until = null;
    await pass(1000);
    expect(find('pause-5')).not.toBeNull();
    expect(document.activeElement).toBe(document.body);
  });

  it('stays with a reaction that is taken back', async () => {
    api.stored = { ...DEFAULT_SETTINGS, autoReactions: true, sites: { 'meet.google.com': true } };
    const happy = { expression: 'happy' as const, confidence: 0.9, emoji: '1f604', time: NOON };
    api.call = watching({ reactions: [happy] });
    await open();
    await click(find('wrong'));
    expect(find('reactions')!.querySelector('li')!.contains(document.activeElement)).toBe(true);
  });
});

describe('two choices in a row', () => {
  it('are both kept, also where the second comes before the first is stored', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = watching();
    await open();
    const stored = api.setOutputs;
    let release = (): void => {};
    const held = new Promise<void>((go) => {
      release = go;
    });
    api.setOutputs = async (outputs) => {
      await held;
      return stored(outputs);
    };
    await click(find('mask-switch'));
    // What is read meanwhile is what was stored before.
    await pass(3000);
    expect(checked('mask-switch')).toBe('true');
    await click(find('video-switch'));
    release();
    await pass(0);
    expect(api.stored.outputs).toMatchObject({ video: true, mask: 'blur' });
  });
});

describe('the avatar', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = watching();
  });
  const pick = (testId: string, value: string) =>
    click(find(testId)!.querySelector<HTMLInputElement>(`input[value="${value}"]`));

  it('is offered once something of it is on', async () => {
    await open();
    expect(find('avatar-picker')).toBeNull();
    await click(find('mask-switch'));
    expect(find('avatar-picker')).not.toBeNull();
  });

  it('has the figure, the colour and the size that the user picks', async () => {
    await open();
    await click(find('mask-switch'));
    await pick('avatar-figures', 'robot');
    await pick('avatar-colours', 'mint');
    await pick('avatar-size', 'large');
    expect(api.stored.avatar).toMatchObject({ figure: 'robot', colour: 'mint', size: 'large' });
  });

  it('can be the still emoji over the face, but not beside it', async () => {
    await open();
    await click(find('companion-switch'));
    expect(api.stored.avatar.companion).toBe(true);
    expect(find('avatar-figures')!.querySelector('input[value="still"]')).toBeNull();
    await pick('avatar-corner', 'top-left');
    expect(api.stored.avatar.corner).toBe('top-left');
    await click(find('mask-switch'));
    await pick('avatar-figures', 'still');
    expect(api.stored.avatar.figure).toBe('still');
    expect(find('companion-switch')).toBeNull();
  });

  it('the popup says what others see', async () => {
    api.call = watching({ outgoing: 'ours', othersSee: 'blurred' });
    await open();
    expect(find('others-see-now')!.textContent).toBe('Others see your picture blurred.');
  });
});

describe('the site’s own reactions', () => {
  const meet = { name: 'Google Meet', reacts: true, problem: null };
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, autoReactions: true, sites: { 'meet.google.com': true } };
    api.call = watching({ site: meet });
  });

  it('are off until they are chosen', async () => {
    await open();
    expect(checked('native-switch')).toBe('false');
    await click(find('native-switch'));
    expect(api.stored.outputs.siteReaction).toBe(true);
    expect(checked('native-switch')).toBe('true');
  });

  it('without auto-reactions are those that the user picks', async () => {
    api.stored = { ...api.stored, autoReactions: false };
    await open();
    expect(find('native-switch')?.closest('.card')?.textContent).toContain('only what you pick');
    await click(find('native-switch'));
    expect(api.stored.outputs.siteReaction).toBe(true);
  });

  it('are not offered where the site has none', async () => {
    api.call = watching({ site: { ...meet, reacts: false } });
    await open();
    expect(find('native-switch')).toBeNull();
  });

  it('tell what does not work', async () => {
    api.call = watching({ site: { ...meet, problem: 'Google Meet’s reaction button was not found.' } });
    await open();
    expect(find('site-problem')?.textContent).toContain('was not found');
  });

  it('can be looked into', async () => {
    await open();
    await click(find('diagnose'));
    expect(api.diagnosed).toEqual([7]);
  });
});

describe('a page that is no call', () => {
  it.each<ActiveSite>([{ kind: 'other' }, { kind: 'new-site', host: 'news.example', tabId: 7 }])(
    'lists the call sites, those that are on first, and opens one ($kind)',
    async (site) => {
      api.site = site;
      api.stored = { ...DEFAULT_SETTINGS, sites: { 'app.zoom.us': true } };
      await open();
      const rows = [...find('site-list')!.querySelectorAll('li')].map((row) => row.textContent);
      expect(rows[0]).toBe('ZoomOn');
      expect(rows.filter((row) => row.endsWith('On'))).toHaveLength(1);
      expect(find('auto-switch')).toBeNull();
      await click(find('open-meet.google.com'));
      expect(api.opened).toEqual(['https://meet.google.com/']);
    },
  );

  it('says “On” nowhere while nothing is on', async () => {
    for (const site of [MEET, { kind: 'other' } as const]) {
      api.site = site;
      await open();
      expect(find('master-switch')).toBeNull();
      expect(find('pause-row')).toBeNull();
      expect(root.innerHTML).not.toMatch(/>On</);
      expect(root.querySelector('[aria-checked="true"]')).toBeNull();
      render(null, root);
    }
  });
});

describe('the summary of what others see', () => {
  const seen = async (
    outgoing: CallSnapshot['outgoing'],
    outputs: Partial<Settings['outputs']>,
    site?: CallSnapshot['site'],
  ) => {
    const on = { ...DEFAULT_SETTINGS, autoReactions: true, sites: { 'meet.google.com': true } };
    api.stored = { ...on, outputs: { ...DEFAULT_SETTINGS.outputs, ...outputs } };
    api.call = watching({ ...(outgoing ? { outgoing } : {}), ...(site ? { site } : {}) });
    await open();
    const text = find('others-see')?.textContent ?? null;
    render(null, root);
    return text;
  };

  it('tells what takes effect, not what was chosen', async () => {
    expect(await seen(undefined, { video: true })).toBeNull();
    expect(await seen('ours', {})).toBe('Your camera, unchanged');
    expect(await seen('ours', { video: true })).toBe('Your camera with your emoji in it');
    expect(await seen('camera', { video: true })).toBe('Your camera, unchanged');
    expect(await seen('failed', { video: true })).toBe('Your camera, unchanged');
    expect(await seen('ours', { mask: 'blur' })).toBe('An avatar in place of your face');
    expect(await seen('failed', { mask: 'blur' })).toBe('A covered picture');
    expect(await seen('camera', { mask: 'blur' })).toBe('Your camera, unchanged');
  });

  it('names the site’s reactions only where they work', async () => {
    const meet = { name: 'Google Meet', reacts: true, problem: null };
    expect(await seen('ours', { siteReaction: true }, meet)).toContain('reactions in Google Meet');
    expect(await seen('ours', { siteReaction: true }, { ...meet, problem: 'Not found.' })).not.toContain(
      'reactions',
    );
  });
});

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

describe('today', () => {
  it('is friendly when it is empty', async () => {
    await open();
    expect(find('empty')?.textContent).toContain('No expressions yet today');
    expect(find('distribution')).toBeNull();
    expect(find('spans')).toBeNull();
  });

  it('promises nothing where nothing is to be kept', async () => {
    api.stored = { ...DEFAULT_SETTINGS, keepHistory: false };
    await open();
    expect(find('empty')?.textContent).toContain('Turn on “Keep my expressions”');
    expect(find('empty')?.textContent).not.toContain('Join a call');
  });

  it('shows the share and time of each expression, most first', async () => {
    api.day = {
      ...api.day,
      spans: [
        span('happy', NOON - 40 * MINUTE, 6 * MINUTE),
        span('sad', NOON - 30 * MINUTE, 3 * MINUTE),
        span('neutral', NOON - 20 * MINUTE, 15 * MINUTE),
        span('happy', NOON - 5 * MINUTE, 6 * MINUTE), // one minute of it is still to come
      ],
    };
    await open();
    const rows = [...(find('distribution')?.querySelectorAll<HTMLElement>('li') ?? [])];
    expect(rows.map((row) => [row.dataset.expression, row.textContent])).toEqual([
      ['neutral', 'Neutral52% · 15 min'],
      ['happy', 'Happy38% · 11 min'],
      ['sad', 'Sad10% · 3 min'],
    ]);
  });

  it('lists the latest spans, newest first', async () => {
    const spans = Array.from({ length: 9 }, (_, n) =>
      span(n === 8 ? 'angry' : 'happy', NOON - (9 - n) * MINUTE, 4000),
    );
    api.day = { ...api.day, spans };
    await open();
    const rows = [...(find('spans')?.querySelectorAll('li') ?? [])].map((row) => row.textContent);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/^11:59.*Angry4 s$/);
    expect(rows[1]).toMatch(/^11:58.*Happy4 s$/);
  });

  it('keeps up with new spans', async () => {
    await open();
    api.day = { ...api.day, spans: [span('happy', NOON - MINUTE, 5000)] };
    await pass(6000);
    expect(find('spans')?.querySelectorAll('li')).toHaveLength(1);
  });

  it('forgets at the next look why one reading failed', async () => {
    await open();
    await pass(4000);
    const working = api.spansToday;
    api.spansToday = async () => {
      api.spansToday = working;
      throw new Error('The history on this device cannot be opened right now.');
    };
    await pass(1000);
    expect(find('problem')?.textContent).toContain('cannot be opened');
    await pass(1000);
    expect(find('problem')).toBeNull();
    const settings = api.settings;
    api.settings = async () => {
      api.settings = settings;
      throw new Error('Your settings cannot be read.');
    };
    await pass(1000);
    expect(find('problem')?.textContent).toContain('cannot be read');
    await pass(1000);
    expect(find('problem')).toBeNull();
  });

  it('fits its words to the state: in a call it does not ask to join one', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = watching();
    await open();
    expect(find('empty')?.textContent).not.toContain('Join a call');
  });

  it('tells why the history cannot be read, and leaves the rest working', async () => {
    const working = api.spansToday;
    api.spansToday = async () => {
      throw new Error('The history on this device cannot be opened right now.');
    };
    await open();
    expect(find('problem')?.textContent).toContain('cannot be opened');
    await click(find('site-switch'));
    expect(checked('site-switch')).toBe('true');
    api.spansToday = working;
    await pass(6000);
    expect(find('problem')).toBeNull();
    expect(find('empty')).not.toBeNull();
  });
});

describe('the rest', () => {
  it('says that everything stays here, and links only to its own pages', async () => {
    await open();
    expect(root.textContent).toContain('EmojiGen stores and sends no camera picture.');
    const links = [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links.filter((href) => !/^\/[a-z-]+\.html$/.test(href ?? ''))).toEqual([]);
  });

  it('lets the backend be chosen', async () => {
    await open();
    const choices = [...root.querySelectorAll<HTMLInputElement>('input[name="backend"]')];
    expect(choices.map((choice) => [choice.parentElement?.textContent, choice.checked])).toEqual([
      ['Automatic', true],
      ['Graphics card', false],
      ['Processor', false],
    ]);
    await click(choices[2] ?? null);
    expect(api.stored.backend).toBe('wasm');
    expect(choices[2]?.checked).toBe(true);
  });
});

describe('what others in the call see', () => {
  const ON: Settings = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true }, autoReactions: true };
  const live = (outgoing?: CallSnapshot['outgoing']): CallSnapshot => ({
    state: { kind: 'watching' },
    reactions: [],
    load: null,
    ...(outgoing === undefined ? {} : { outgoing }),
  });

  it('is not offered where the site is off', async () => {
    await open();
    expect(find('video-switch')).toBeNull();
  });

  it('is nothing until it is chosen, one output at a time', async () => {
    api.stored = ON;
    api.call = live('camera');
    await open();
    expect(find('video-switch')?.getAttribute('aria-checked')).toBe('false');
    expect(find('mask-switch')?.getAttribute('aria-checked')).toBe('false');
    expect(find('mask-cover')).toBeNull();
    expect(find('outputs-note')).toBeNull();
    await click(find('video-switch'));
    await pass(0);
    expect(api.stored.outputs).toMatchObject({ video: true, mask: 'off' });
    await click(find('mask-switch'));
    await pass(0);
    expect(api.stored.outputs).toMatchObject({ video: true, mask: 'blur' });
    const black = find('mask-cover')?.querySelector<HTMLInputElement>('input[value=black]') ?? null;
    await click(black);
    await pass(0);
    expect(api.stored.outputs).toMatchObject({ video: true, mask: 'black' });
    await click(find('mask-switch'));
    await pass(0);
    expect(api.stored.outputs).toMatchObject({ video: true, mask: 'off' });
  });

  it.each([
    ['camera', 'black', 'off and on again'],
    ['failed', 'off', 'off and on again'],
    ['failed', 'black', 'stays covered'],
  ] as const)(
    'says what is true when the outgoing picture is %s and the mask %s',
    async (state, mask, words) => {
      api.stored = { ...ON, outputs: { ...ON.outputs, video: true, mask } };
      api.call = live(state);
      await open();
      expect(find('outputs-note')?.textContent).toContain(words);
      api.call = live('ours');
      await pass(1000);
      expect(find('outputs-note')).toBeNull();
    },
  );

  it('says that the emoji in the video needs auto-reactions', async () => {
    api.stored = { ...ON, autoReactions: false, outputs: { ...ON.outputs, video: true } };
    api.call = live('ours');
    await open();
    expect(find('outputs-note')?.textContent).toContain('auto-reactions');
  });
});

describe('the master switch', () => {
  it('turns everything off and keeps what was chosen for the site', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = watching();
    await open();
    await click(find('master-switch'));
    expect(api.stored).toMatchObject({ enabled: false, sites: { 'meet.google.com': true } });
    expect(find('state')?.textContent).toContain('Off everywhere');
    expect(checked('site-switch')).toBe('true');
    expect((find('site-switch') as HTMLButtonElement).disabled).toBe(true);
    expect(find('pause-row')).toBeNull();
    await click(find('master-switch'));
    expect(api.stored.enabled).toBe(true);
    expect(find('state')?.textContent).toContain('Active');
  });
});

describe('the pause everywhere', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
  });

  it('begins for a chosen time, counts down, and ends by itself or at once', async () => {
    await open();
    await click(find('pause-5'));
    expect(find('pause-left')?.textContent).toBe('Paused everywhere for another 5 min');
    await pass(2 * MINUTE);
    expect(find('pause-left')?.textContent).toBe('Paused everywhere for another 3 min');
    await pass(2 * MINUTE + 30_000);
    expect(find('pause-left')?.textContent).toMatch(/another (29|30) s$/);
    await click(find('resume-all'));
    expect(api.until).toBeNull();
    expect(find('pause-60')).not.toBeNull();
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

describe('the other pages', () => {
  it('are one click away', async () => {
    await open();
    const links = [...root.querySelectorAll('.pages a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/options.html', '/dashboard.html', '/try-it.html']);
  });

  it('stand below what the analysis costs', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    const load = { framesPerSecond: 6.04, millisecondsPerFrame: 41.2, coreShare: 0.25, backOff: 'battery' };
    api.call = watching({ load: load as never });
    await open();
    expect(find('load')?.textContent).toMatch(
      /^6.0 pictures per second, 41 ms each · 25% of a processor core.*battery/,
    );
  });
});

describe('a call in a part of the page that comes from elsewhere', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = { ...watching({ embedded: ['rooms.example'] }), state: { kind: 'waiting' } };
  });

  it('is offered to be allowed', async () => {
    api.elsewhere = { host: 'rooms.example', allowed: false };
    await open();
    expect(find('state')?.textContent).toContain('rooms.example');
    expect(find('add-site')?.textContent).toBe('Use EmojiGen on rooms.example');
    await click(find('add-site'));
    expect(api.stored.sites).toMatchObject({ 'rooms.example': true });
  });

  it('that is allowed needs a reload', async () => {
    api.elsewhere = { host: 'rooms.example', allowed: true };
    await open();
    expect(find('state')?.textContent).toContain('Reload to start');
    expect(find('add-site')).toBeNull();
  });

  it('is none where EmojiGen runs in all of them, and none where the page has the camera', async () => {
    await open();
    expect(find('state')?.textContent).toContain('Waiting for camera');
    expect(find('add-site')).toBeNull();
  });

  it('is not looked for while the call is read', async () => {
    api.call = watching();
    api.elsewhere = { host: 'rooms.example', allowed: false };
    await open();
    expect(find('add-site')).toBeNull();
  });
});
