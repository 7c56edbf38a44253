import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { api, checked, click, find, open, pass, popupForEach, root, span, watching } from './support/popup';
import { MINUTE, NOON } from './support/popup-api';

popupForEach();

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
    expect(root.textContent).toContain('EmojiGen never stores or sends camera pictures.');
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
