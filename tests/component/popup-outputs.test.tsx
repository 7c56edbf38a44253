import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallSnapshot } from '../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';
import { api, checked, click, find, open, pass, popupForEach, root, watching } from './support/popup';

popupForEach();

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
    expect(await seen('unable', { mask: 'blur' })).toBe('A covered picture');
    expect(await seen('unable', { video: true })).toBe('Your camera, unchanged');
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
    ['unable', 'off', 'in this browser, so others see your plain camera'],
    ['unable', 'black', 'in this browser, so your picture stays black'],
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
