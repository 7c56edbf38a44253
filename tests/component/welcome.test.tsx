import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { App } from '../../src/pages/welcome/app';
import type { WelcomeApi } from '../../src/pages/welcome/welcome-api';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';

/** A browser in memory that the page can look at and change. */
class FakeApi implements WelcomeApi {
  stored: Settings = DEFAULT_SETTINGS;
  readonly watching = new Set<(settings: Settings) => void>();

  settings = async () => this.stored;
  watch = (changed: (settings: Settings) => void) => {
    this.watching.add(changed);
    return () => void this.watching.delete(changed);
  };
  setSite = (host: string, on: boolean) => this.save({ sites: { ...this.stored.sites, [host]: on } });
  setAutoReactions = (autoReactions: boolean) => this.save({ autoReactions });
  setKeepHistory = (keepHistory: boolean) => this.save({ keepHistory });
  emojiUrl = (codePoints: string) => `/emoji/${codePoints}.webp`;

  async save(some: Partial<Settings>): Promise<Settings> {
    this.stored = { ...this.stored, ...some };
    for (const changed of this.watching) changed(this.stored);
    return this.stored;
  }
}

let api: FakeApi;
let root: HTMLElement;
beforeEach(async () => {
  api = new FakeApi();
  root = document.body.appendChild(document.createElement('div'));
  await act(async () => render(<App api={api} />, root));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const find = (testId: string) => root.querySelector<HTMLElement>(`[data-testid="${testId}"]`)!;
const isOn = (testId: string) => find(testId).getAttribute('aria-checked') === 'true';

it('changes a setting at once', async () => {
  expect([isOn('site-meet.google.com'), isOn('auto'), isOn('keep')]).toEqual([false, false, true]);
  await act(async () => find('site-meet.google.com').click());
  expect(api.stored.sites).toEqual({ 'meet.google.com': true });
  expect(isOn('site-meet.google.com')).toBe(true);
});

it('follows what other pages change as long as it is open', async () => {
  const chosen = { sites: { 'meet.google.com': true }, autoReactions: true, keepHistory: false };
  await act(async () => void (await api.save(chosen)));
  expect([isOn('site-meet.google.com'), isOn('auto'), isOn('keep')]).toEqual([true, true, false]);
  await act(async () => render(null, root));
  expect(api.watching.size).toBe(0);
});

it('says what did not work, and shows what is true', async () => {
  api.setKeepHistory = () => Promise.reject(new Error('The disk is full.'));
  await act(async () => find('keep').click());
  expect(find('problem').textContent).toBe('The disk is full.');
  expect(isOn('keep')).toBe(true);
});
