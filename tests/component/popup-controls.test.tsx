import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { api, checked, click, find, open, pass, popupForEach, root, watching } from './support/popup';
import { MINUTE, NOON } from './support/popup-api';

popupForEach();

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

describe('the master switch', () => {
  it('turns everything off and keeps what was chosen for the site', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = watching();
    await open();
    await click(find('master-switch'));
    expect(api.stored).toMatchObject({ enabled: false, sites: { 'meet.google.com': true } });
    expect(find('state')?.textContent).toContain('Off everywhere');
    expect(checked('site-switch')).toBe('true');
    for (const id of ['site-switch', 'auto-switch'])
      expect((find(id) as HTMLButtonElement).disabled).toBe(true);
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
