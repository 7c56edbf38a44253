import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../src/pages/welcome/app';
import { AUDIENCES, audienceOf, audiencesFor, outputsOf } from '../../src/pages/welcome/audiences';
import type { WelcomeApi } from '../../src/pages/welcome/welcome-api';
import { DEFAULT_SETTINGS, type Outputs, type Settings } from '../../src/shared/settings/schema';

/** A browser in memory that the page can look at and change. */
class FakeApi implements WelcomeApi {
  stored: Settings = DEFAULT_SETTINGS;
  readonly watching = new Set<(settings: Settings) => void>();
  readonly opened: string[] = [];

  settings = async () => this.stored;
  watch = (changed: (settings: Settings) => void) => {
    this.watching.add(changed);
    return () => void this.watching.delete(changed);
  };
  setSite = (host: string, on: boolean) => this.save({ sites: { ...this.stored.sites, [host]: on } });
  setAutoReactions = (autoReactions: boolean) => this.save({ autoReactions });
  setOutputs = (outputs: Outputs) => this.save({ outputs });
  setKeepHistory = (keepHistory: boolean) => this.save({ keepHistory });
  open = async (url: string) => this.opened.push(url);
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

const find = (testId: string) => root.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const press = (testId: string) =>
  act(async () => {
    find(testId)!.click();
    await new Promise((settled) => setTimeout(settled));
  });
const step = () => find('welcome')!.dataset.step;

describe('the first run', () => {
  it('asks one thing at a time, keeps each answer at once, and opens the call with the third click', async () => {
    expect(find('audience-me')).toBeNull();
    await press('use-meet.google.com');
    expect(api.stored.sites).toEqual({ 'meet.google.com': true });
    expect(step()).toBe('audience');
    await press('audience-video');
    expect(api.stored).toMatchObject({ autoReactions: true, outputs: outputsOf('video') });
    expect(step()).toBe('ready');
    await press('open-call');
    expect(api.opened).toEqual(['https://meet.google.com/']);
  });

  it('chooses nothing that was not pressed', async () => {
    await press('use-meet.google.com');
    expect(api.stored).toMatchObject({ autoReactions: false, outputs: DEFAULT_SETTINGS.outputs });
  });

  it('hands the focus to the next question, and can go back', async () => {
    await press('use-app.zoom.us');
    expect(document.activeElement).toBe(root.querySelector('h1'));
    await press('back');
    expect(step()).toBe('site');
    expect(find('back')).toBeNull();
  });

  it('offers the reactions of the site only where it has them', async () => {
    await press('use-discord.com');
    expect(find('audience-site')).toBeNull();
    await press('back');
    await press('use-meet.google.com');
    expect(find('audience-site')!.textContent).toContain('Google Meet');
  });

  it('says what did not work, and stays where it is', async () => {
    api.setSite = () => Promise.reject(new Error('The disk is full.'));
    await press('use-meet.google.com');
    expect(find('problem')!.textContent).toBe('The disk is full.');
    expect(step()).toBe('site');
  });

  it('turns further sites on from the last step', async () => {
    await press('use-meet.google.com');
    await press('audience-me');
    expect(find('also-meet.google.com')).toBeNull();
    await press('also-app.zoom.us');
    expect(api.stored.sites).toEqual({ 'meet.google.com': true, 'app.zoom.us': true });
    expect(find('also-app.zoom.us')).toBeNull();
  });

  it('follows what other pages change as long as it is open', async () => {
    await act(async () => void (await api.save({ keepHistory: false })));
    expect(find('keep')!.getAttribute('aria-checked')).toBe('false');
    await act(async () => render(null, root));
    expect(api.watching.size).toBe(0);
  });
});

describe('who sees it', () => {
  it('stands for outputs that say the same', () => {
    for (const audience of AUDIENCES) expect(audienceOf(outputsOf(audience))).toBe(audience);
  });

  it('is only what the site can do', () => {
    expect(audiencesFor({ reacts: true })).toEqual(AUDIENCES);
    expect(audiencesFor({ reacts: false })).toEqual(['me', 'video', 'mask']);
  });
});
