import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../src/pages/dashboard/app';
import type { DashboardApi } from '../../src/pages/dashboard/dashboard-api';
import { HistoryError } from '../../src/shared/history/errors';
import { parseHistoryFile } from '../../src/shared/history/import';
import type { Overview } from '../../src/shared/history/store';
import { setLanguage } from '../../src/shared/language/translated';
import german from '../../src/shared/locales/de.json';
import type { StoredReaction } from '../../src/shared/reaction-event';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';
import { createAggregator, DAY } from '../../src/shared/statistics/aggregate';
import type { StoredSpan } from '../../src/shared/types';

const NOW = Date.UTC(2026, 4, 12, 15);
const CALLS = ['a', 'b'].map((letter) => `${letter}0000000-0000-4000-8000-000000000000`);

function span(ago: number, more: Partial<StoredSpan> = {}): StoredSpan {
  return {
    expression: 'happy',
    start: NOW - ago,
    duration: 60_000,
    confidence: 0.9,
    site: 'meet.google.com',
    callId: CALLS[0]!,
    ...more,
  };
}

/** A history in memory. */
class FakeApi implements DashboardApi {
  spans: StoredSpan[] = [];
  titles: Record<string, string> = {};
  stored: Settings = DEFAULT_SETTINGS;
  readonly saved: { name: string; text: string }[] = [];
  readonly ranges: [number, number][] = [];
  failure: Error | null = null;

  overview = async (): Promise<Overview> => {
    if (this.failure) throw this.failure;
    const sums = createAggregator();
    this.spans.forEach(sums.add);
    const calls = sums.calls().map((call) => ({ ...call, title: this.titles[call.callId] ?? '' }));
    return { calls: calls.sort((a, b) => a.start - b.start), days: sums.days() };
  };
  images = async () => [];
  settings = async () => this.stored;
  storage = async () => ({ bytes: 1_500_000, spans: this.spans.length });
  lossTold = async () => {};
  callSpans = async (callId: string) => this.spans.filter((each) => each.callId === callId);
  rename = async (callId: string, title: string) => {
    this.titles[callId] = title;
  };
  deleteCall = async (callId: string) => {
    this.spans = this.spans.filter((each) => each.callId !== callId);
  };
  deleteRange = async (from: number, until: number) => void this.ranges.push([from, until]);
  deleteAll = async () => {
    this.spans = [];
  };
  setHistory = async (wanted: Partial<Settings>) => {
    this.stored = { ...this.stored, ...wanted };
  };
  allSpans = async () => this.spans;
  reactions: StoredReaction[] = [];
  allReactions = async () => this.reactions;
  reactionsBetween = async (from: number, until: number) =>
    this.reactions.filter(({ time }) => time >= from && time < until);
  importSpans = async (spans: readonly StoredSpan[]) => {
    this.spans = [...this.spans, ...spans];
    return { added: spans.length, duplicates: 0, tooOld: 0 };
  };
  save = (name: string, _type: string, text: string) => void this.saved.push({ name, text });
  emojiUrl = (codePoints: string) => `/emoji/${codePoints}.webp`;
  now = () => NOW;
  offsetAt = () => 0;
}

let api: FakeApi;
let root: HTMLElement;

beforeEach(() => {
  api = new FakeApi();
  api.spans = [
    span(60 * 60_000),
    span(50 * 60_000, { expression: 'neutral', duration: 600_000 }),
    span(2 * DAY, { expression: 'sad', callId: CALLS[1]!, site: 'meet.jit.si' }),
  ];
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  setLanguage(null);
  render(null, root);
  root.remove();
});

const find = <T extends HTMLElement>(id: string): T => root.querySelector<T>(`[data-testid="${id}"]`)!;
const settle = () => act(async () => await vi.waitFor(() => Promise.resolve()));

async function open(): Promise<void> {
  await act(async () => render(<App api={api} />, root));
  await settle();
}

async function click(element: Element | null): Promise<void> {
  expect(element).not.toBeNull();
  await act(async () => (element as HTMLElement).click());
  await settle();
}

/** Says yes to the question that is open. */
const confirm = () => click(document.querySelector('[data-testid="confirm-yes"]'));

/** Types the edges of a period of the user's own. */
async function chooseDates(dates: { readonly from?: string; readonly until?: string }): Promise<void> {
  await click(root.querySelector('[data-testid="period"] [value="custom"]'));
  for (const [id, value] of Object.entries(dates)) {
    const field = find<HTMLInputElement>(id);
    field.value = value;
    await act(async () => void field.dispatchEvent(new Event('change', { bubbles: true })));
  }
}

describe('reactions', () => {
  const sent = (ago: number, emoji: string, more: Partial<StoredReaction> = {}): StoredReaction => ({
    time: NOW - ago,
    expression: 'happy',
    emoji,
    how: 'auto',
    outcome: 'sent',
    shown: ['video'],
    site: 'meet.google.com',
    callId: CALLS[0]!,
    ...more,
  });

  /** Reactions come after everything else. */
  const known = () =>
    vi.waitFor(async () => {
      await settle();
      expect(find('reactions').textContent).toContain('3 sent');
    });

  beforeEach(() => {
    api.reactions = [
      sent(60 * 60_000, '1f604'),
      sent(55 * 60_000, '1f602', { how: 'manual' }),
      sent(50 * 60_000, '1f602', { how: 'asked' }),
      sent(49 * 60_000, '1f602', { outcome: 'cancelled', shown: [] }),
    ];
  });

  it('exports the reactions as a table of their own', async () => {
    await open();
    await click(find('export-reactions'));
    await vi.waitFor(async () => {
      await settle();
      expect(root.textContent).toContain('4 reactions exported.');
    });
    const [{ name, text }] = api.saved as [{ name: string; text: string }];
    expect(name).toBe('emojigen-2026-05-12-reactions.csv');
    expect(text.trim().split('\r\n')).toHaveLength(5);
  });

  it('are counted, with the most used emoji first, and those taken back apart', async () => {
    await open();
    await known();
    expect(find('reactions').textContent).toContain('3 sent');
    const top = [...find('reactions').querySelectorAll('.top-emoji li')];
    expect(top.map((each) => each.textContent)).toEqual(['2', '1']);
    expect(top[0]!.querySelector('img')!.getAttribute('src')).toBe('/emoji/1f602.webp');
    expect(find('reactions').textContent).toMatch(/Automatic1.*After asking1.*By hand1.*Not sent1/);
  });

  it('of the last weeks do not wait for those of a year', async () => {
    api.reactions.unshift(sent(300 * DAY, '1f604'));
    api.spans.push(span(300 * DAY));
    const read = api.reactionsBetween;
    let answer = (): void => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    api.reactionsBetween = async (from, until) => {
      if (from === 0) await asked;
      return read(from, until);
    };
    await open();
    await known();
    await click(root.querySelector('[data-testid="period"] [value="all"]'));
    expect(find('reactions').textContent).toContain('3 sent');
    answer();
    await vi.waitFor(async () => {
      await settle();
      expect(find('reactions').textContent).toContain('4 sent');
    });
  });

  it('stand on the timeline of their call', async () => {
    await open();
    await known();
    expect(find('call').textContent).toContain('3 reactions');
    await click(find('call-open'));
    expect(find('timeline').querySelectorAll('.lane-markers li')).toHaveLength(3);
  });

  it('say how to get some where there are none', async () => {
    api.reactions = [];
    await open();
    expect(find('reactions').textContent).toContain('turn on auto-reactions');
  });
});

describe('the list of calls', () => {
  it('is searched', async () => {
    await open();
    const search = find<HTMLInputElement>('call-search');
    search.value = 'jitsi';
    await act(async () => void search.dispatchEvent(new Event('input', { bubbles: true })));
    expect(root.querySelectorAll('[data-testid="call"]')).toHaveLength(0);
    search.value = 'meet.jit';
    await act(async () => void search.dispatchEvent(new Event('input', { bubbles: true })));
    expect(root.querySelectorAll('[data-testid="call"]')).toHaveLength(1);
    expect(find('calls').textContent).toContain('1 call found');
  });
});

describe('the dashboard', () => {
  it('says so where nothing is kept', async () => {
    api.spans = [];
    await open();
    expect(find('empty').textContent).toContain('Nothing here yet');
    expect(find('trend')).toBeNull();
    expect(find('data')).not.toBeNull();
  });

  it('promises no statistics where nothing is to be kept', async () => {
    api.spans = [];
    api.stored = { ...DEFAULT_SETTINGS, keepHistory: false };
    await open();
    expect(find('empty').textContent).toContain('Turn on “Keep my expressions” below');
    expect(find('empty').textContent).not.toContain('Your first call');
    await click(find('keep'));
    expect(find('empty').textContent).toContain('Your first call');
  });

  it('says in plain words what went wrong', async () => {
    api.failure = new Error('The history on this device cannot be opened right now.');
    await open();
    expect(find('problem').textContent).toBe('The history on this device cannot be opened right now.');
    // Trying again is offered, and the words go once it helps.
    api.failure = null;
    await click(find('retry'));
    expect([find('problem'), find('retry')]).toEqual([null, null]);
    expect(find('data')).not.toBeNull();
  });

  it('lets a history that cannot be opened be given up, but not one of a newer version', async () => {
    api.failure = new HistoryError('newer');
    await open();
    expect(find('delete-all')).toBeNull();
    api.failure = new HistoryError('unavailable');
    await click(find('retry'));
    api.deleteAll = async () => {
      api.spans = [];
      api.failure = null;
    };
    await click(find('delete-all'));
    await confirm();
    expect(find('problem')).toBeNull();
    expect(find('empty')).not.toBeNull();
  });

  it('does not offer to give up a history for the sake of something else', async () => {
    api.settings = () => Promise.reject(new Error('The settings cannot be read.'));
    await open();
    expect(find('problem').textContent).toBe('The settings cannot be read.');
    expect([find('retry') !== null, find('delete-all')]).toEqual([true, null]);
  });

  it('shows and deletes nothing else where nothing is kept of the chosen days', async () => {
    await open();
    await chooseDates({ from: '2020-01-01', until: '2020-01-31' });
    expect(find('empty')).not.toBeNull();
    await click(find('delete-shown'));
    await confirm();
    const [[from, until]] = api.ranges as [[number, number]];
    expect(api.spans.some((each) => each.start < until && each.start + each.duration > from)).toBe(false);
  });

  it('reads again when its window comes to the front, and exports what is there by then', async () => {
    api.spans = [];
    await open();
    expect(find('empty')).not.toBeNull();
    api.spans = [span(60_000)];
    await click(find('export-json'));
    expect(parseHistoryFile(api.saved[0]!.text, NOW).spans).toHaveLength(1);
    api.spans = [];
    await act(async () => void window.dispatchEvent(new Event('focus')));
    await settle();
    expect(find('empty')).not.toBeNull();
  });

  it('shows the calls of the site that is chosen', async () => {
    await open();
    expect(root.querySelectorAll('[data-testid="call"]')).toHaveLength(2);
    const select = find<HTMLSelectElement>('site');
    select.value = 'meet.jit.si';
    await act(async () => void select.dispatchEvent(new Event('change', { bubbles: true })));
    expect(root.querySelectorAll('[data-testid="call"]')).toHaveLength(1);
    expect(find('shares').querySelector('[data-expression="sad"]')!.textContent).toContain('100%');
  });

  it('means parts of call time by shares, whether neutral is shown or not', async () => {
    await open();
    const happy = () => find('shares').querySelector('[data-expression="happy"]')!.textContent;
    expect(happy()).toContain('8%');
    expect(find('shares').querySelector('[data-expression="neutral"]')).toBeNull();
    await click(find('neutral'));
    expect(happy()).toContain('8%');
    expect(find('shares').querySelector('[data-expression="neutral"]')!.textContent).toContain('83%');
  });

  it('tells the difference to another period in points, with its sign, also of one point', async () => {
    const before = 31 * DAY;
    api.spans = [
      span(60 * 60_000, { duration: 51_000 }),
      span(50 * 60_000, { duration: 49_000, expression: 'sad' }),
      span(before, { duration: 50_000, callId: CALLS[1]! }),
      span(before - 60_000, { duration: 50_000, callId: CALLS[1]!, expression: 'sad' }),
    ];
    const compare = async () => {
      await open();
      const select = find<HTMLSelectElement>('compare');
      select.value = 'before';
      await act(async () => void select.dispatchEvent(new Event('change', { bubbles: true })));
      const rows = ['happy', 'sad', 'angry'].map((name) =>
        find('shares').querySelector(`[data-expression="${name}"]`),
      );
      render(null, root);
      return rows.map((row) => row!.querySelector('.hint')!.textContent);
    };
    expect(await compare()).toEqual(['+1 point', '-1 point', 'as before']);
    const message = (key: string, values: readonly string[]) => {
      const [, form = ''] = /^dashboard_shares_(?:p|moreP)oints_(.+)$/.exec(key) ?? [];
      const name = key.includes('more') ? 'morePoints' : 'points';
      const texts: Readonly<Record<string, string>> = german[`dashboard.shares.${name}`];
      return (texts[form] ?? '').replace('{points}', values[0] ?? '');
    };
    setLanguage({ tag: 'de', formats: 'de', message });
    expect(await compare()).toEqual(['+1 Punkt', '-1 Punkt', 'as before']);
    api.spans[0] = span(60 * 60_000, { duration: 1_000_000 });
    expect((await compare())[0]).toBe('+45 Punkte');
  });

  it('keeps the name that a call is given, without what is not seen', async () => {
    await open();
    const input = find<HTMLInputElement>('call-title');
    await act(async () => {
      input.value = '  Weekly   with the team ';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await act(async () => void input.dispatchEvent(new Event('blur')));
    await settle();
    expect(api.titles).toEqual({ [CALLS[0]!]: 'Weekly with the team' });
  });

  it('deletes only after asking', async () => {
    await open();
    await click(find('delete-all'));
    expect(api.spans).toHaveLength(3);
    await confirm();
    expect(api.spans).toEqual([]);
    expect(find('empty')).not.toBeNull();
  });

  it('deletes exactly the days that are shown', async () => {
    await open();
    await click(root.querySelector('input[value="7d"]'));
    await click(find('delete-shown'));
    await confirm();
    expect(api.ranges).toEqual([[Date.UTC(2026, 4, 6), Date.UTC(2026, 4, 13)]]);
  });

  it('asks before a shorter retention deletes anything, and not before a longer one', async () => {
    await open();
    const choose = async (days: string) => {
      const select = find<HTMLSelectElement>('retention');
      select.value = days;
      await act(async () => void select.dispatchEvent(new Event('change', { bubbles: true })));
      await settle();
    };
    await choose('7');
    expect(api.stored.retentionDays).toBe(30);
    await confirm();
    expect(api.stored.retentionDays).toBe(7);
    await choose('365');
    expect(api.stored.retentionDays).toBe(365);
  });

  it('goes private', async () => {
    await open();
    await click(find('keep'));
    expect(api.stored.keepHistory).toBe(false);
    expect(find('keep').getAttribute('aria-checked')).toBe('false');
  });

  it('exports what can be read back', async () => {
    api.titles = { [CALLS[1]!]: 'Family' };
    await open();
    await click(find('export-json'));
    expect(api.saved[0]!.name).toBe('emojigen-2026-05-12.json');
    expect(parseHistoryFile(api.saved[0]!.text, NOW)).toEqual({
      spans: api.spans,
      titles: api.titles,
      reactions: [],
      ahead: 0,
    });
  });
});
