import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmojiPage } from '../../src/pages/emoji/app';
import type { EmojiApi } from '../../src/pages/emoji/emoji-api';
import { readImageFile } from '../../src/pages/emoji/image-file';
import { type EmojiSettings, MOST_IMAGES, withoutImage } from '../../src/shared/emoji/emoji-settings';
import { type NewImage, type OwnImage, withImage } from '../../src/shared/emoji/own-images';
import { SLOTS } from '../../src/shared/emoji/slots';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';

/** A browser in memory; a picture that decodes is as wide as its name says. */
class FakeApi implements EmojiApi {
  stored: Settings = DEFAULT_SETTINGS;
  kept: readonly OwnImage[] = [];
  readonly heard = new Set<() => void>();

  settings = async () => this.stored;
  images = async () => this.kept;
  setEmoji = async (emoji: EmojiSettings) => this.save({ ...this.stored, emoji });
  setReactions = async (reactions: Settings['reactions']) => this.save({ ...this.stored, reactions });
  addImage = async (file: File) =>
    this.keep(await readImageFile(file, { decode, encode: async (still) => still }));
  removeImage = async (id: string) => {
    this.save({ ...this.stored, emoji: withoutImage(this.stored.emoji, id) });
    this.kept = this.kept.filter((image) => image.id !== id);
    return this.kept;
  };
  watch = (changed: () => void) => {
    this.heard.add(changed);
    return () => this.heard.delete(changed);
  };

  keep(image: NewImage): readonly OwnImage[] {
    this.kept = withImage(this.kept, image);
    return this.kept;
  }
  private save(settings: Settings): Settings {
    this.stored = settings;
    return settings;
  }
}

const decode = async (file: Blob) => {
  const side = Number.parseInt((file as File).name, 10);
  if (Number.isNaN(side)) throw new Error('EncodingError');
  return { width: side, height: side };
};
const PIXEL = { name: 'cat.gif', dataUrl: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' };

let api: FakeApi;
let root: HTMLElement;

beforeEach(() => {
  api = new FakeApi();
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  expect(api.heard.size).toBe(0);
  root.remove();
});

const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)));
async function open(): Promise<void> {
  await act(async () => render(<EmojiPage api={api} />, root));
  await settle();
}
const find = (selector: string) => root.querySelector<HTMLElement>(selector);
const slot = (name: string) => find(`[data-slot="${name}"]`);
const cell = (value: string) => find(`.cell[data-value="${value}"]`);
async function click(element: HTMLElement | null): Promise<void> {
  expect(element).not.toBeNull();
  await act(async () => element?.click());
  await settle();
}
async function press(key: string): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  await act(async () => void document.activeElement?.dispatchEvent(event));
  await settle();
}
const picture = (element: HTMLElement | null) => element?.querySelector('img')?.getAttribute('src');

describe('the rules', () => {
  const rule = (name: string) => find(`[data-testid="reaction-${name}"] input:checked`) as HTMLInputElement;
  const option = (name: string, value: string) =>
    find(`[data-testid="reaction-${name}"] input[value="${value}"]`);

  it('let happy and surprised through and nothing else, until the user changes it', async () => {
    await open();
    const modes = ['happy', 'surprised', 'sad', 'angry', 'fearful'].map((name) => rule(name).value);
    expect(modes).toEqual(['auto', 'auto', 'never', 'never', 'never']);
    await click(option('sad', 'auto'));
    await click(option('happy', 'never'));
    await click(option('sensitivity', 'high'));
    expect(api.stored.reactions).toMatchObject({
      modes: { happy: 'never', surprised: 'auto', sad: 'auto', angry: 'never', fearful: 'never' },
      sensitivity: 'high',
    });
    expect(rule('sad').value).toBe('auto');
  });
});

describe('the slots', () => {
  it('are all there, each with its emoji and a name that can be read out', async () => {
    await open();
    for (const name of SLOTS) expect(slot(name)?.tagName).toBe('BUTTON');
    expect(slot('happy.strong')?.getAttribute('aria-label')).toBe('Happy, strong: face with tears of joy');
    expect(picture(slot('happy+surprised'))).toBe('/emoji/1f929.webp');
  });

  it('change by a click, and go back to the default', async () => {
    await open();
    await click(slot('happy.clear'));
    expect(cell('1f604')?.getAttribute('aria-selected')).toBe('true');
    await click(cell('1f60e'));
    expect(api.stored.emoji.custom).toEqual({ 'happy.clear': '1f60e' });
    expect(picture(slot('happy.clear'))).toBe('/emoji/1f60e.webp');
    expect(find('[data-testid="picker"]')).toBeNull();
    expect(document.activeElement).toBe(slot('happy.clear'));
    await click(slot('happy.clear'));
    await click(find('.picker-foot button'));
    expect(api.stored.emoji.custom).toEqual({});
  });

  it('do not count as changed when the default is picked', async () => {
    await open();
    await click(slot('sad.slight'));
    await click(cell('1f641'));
    expect(api.stored.emoji.custom).toEqual({});
  });

  it('change by the keyboard alone', async () => {
    await open();
    slot('happy.slight')?.focus();
    await click(slot('happy.slight'));
    expect(document.activeElement).toBe(cell('1f642'));
    await press('ArrowRight');
    await press('ArrowRight');
    await press('ArrowLeft');
    expect(document.activeElement).toBe(cell('1f60a'));
    expect([...root.querySelectorAll('.cell[tabindex="0"]')]).toEqual([cell('1f60a')]);
    await click(document.activeElement as HTMLElement);
    expect(api.stored.emoji.custom).toEqual({ 'happy.slight': '1f60a' });
  });

  it('stay as they are when the picker is closed with Escape', async () => {
    await open();
    await click(slot('angry.strong'));
    await press('ArrowDown');
    await press('Escape');
    expect(find('[data-testid="picker"]')).toBeNull();
    expect(document.activeElement).toBe(slot('angry.strong'));
    expect(api.stored).toEqual(DEFAULT_SETTINGS);
  });

  it('are all reset at once', async () => {
    api.stored = {
      ...DEFAULT_SETTINGS,
      emoji: { set: 'system', skinTone: 'dark', custom: { 'happy.slight': '1f44d', 'sad.clear': '1f525' } },
    };
    await open();
    await click(find('[data-testid="reset-all"]'));
    expect(api.stored.emoji).toEqual({ set: 'system', skinTone: 'dark', custom: {} });
    expect(find('[data-testid="reset-all"]')?.hasAttribute('disabled')).toBe(true);
  });

  it('follow what another page changes', async () => {
    await open();
    api.stored = {
      ...DEFAULT_SETTINGS,
      emoji: { ...DEFAULT_SETTINGS.emoji, custom: { 'fearful.clear': '1f525' } },
    };
    await act(async () => {
      for (const changed of api.heard) changed();
    });
    await settle();
    expect(picture(slot('fearful.clear'))).toBe('/emoji/1f525.webp');
  });
});

describe('the look', () => {
  it('gives hands a skin tone, in slots and picker', async () => {
    api.stored = {
      ...DEFAULT_SETTINGS,
      emoji: { ...DEFAULT_SETTINGS.emoji, custom: { 'fearful.clear': '1f44d' } },
    };
    await open();
    await click(find('input[name="skin-tone"][value="medium"]'));
    expect(api.stored.emoji.skinTone).toBe('medium');
    expect(picture(slot('fearful.clear'))).toBe('/emoji/1f44d-1f3fd.webp');
    expect(picture(slot('happy.clear'))).toBe('/emoji/1f604.webp');
    await click(slot('fearful.clear'));
    expect(cell('1f44d')?.getAttribute('aria-selected')).toBe('true');
    expect(picture(cell('1f44f'))).toBe('/emoji/1f44f-1f3fd.webp');
  });

  it('is text for the emoji of this device', async () => {
    await open();
    await click(find('input[value="system"]'));
    expect(api.stored.emoji.set).toBe('system');
    expect(slot('happy.clear')?.textContent).toBe('😄');
  });
});

describe('own images', () => {
  const choose = async (file: File) => {
    const input = find('[data-testid="image-file"]') as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    await act(async () => void input.dispatchEvent(new Event('change', { bubbles: true })));
    await settle();
  };
  const file = (name: string, type = 'image/png', bytes = 10) =>
    new File([new Uint8Array(bytes)], name, { type });

  it('are added, shown in a slot and removed', async () => {
    await open();
    await choose(file('64.png'));
    // Reading a file takes as long as it takes.
    await vi.waitFor(() => expect(api.kept).toHaveLength(1), { timeout: 5000 });
    await settle();
    expect(api.kept).toEqual([
      { id: 'own-1', name: '64.png', dataUrl: expect.stringMatching(/^data:image\/png/) },
    ]);
    await click(slot('surprised.clear'));
    await click(cell('own-1'));
    expect(api.stored.emoji.custom).toEqual({ 'surprised.clear': 'own-1' });
    expect(picture(slot('surprised.clear'))).toBe(api.kept[0]?.dataUrl);
    expect(slot('surprised.clear')?.getAttribute('aria-label')).toBe('Surprised, clear: 64.png');
    await click(find('[data-remove="own-1"]'));
    expect(api.kept).toEqual([]);
    expect(picture(slot('surprised.clear'))).toBe('/emoji/1f62e.webp');
  });

  it.each([
    ['a file that is no picture', file('broken.png'), 'cannot be read as an image'],
    ['a picture with too many pixels', file('900.png'), '900 × 900'],
    ['a file that is too large', file('64.png', 'image/png', 300 * 1024), '300 KB'],
    ['another kind of file', file('64.svg', 'image/svg+xml'), 'PNG, WebP, JPEG or GIF'],
  ])('are not %s, and the reason is told', async (_, chosen, reason) => {
    await open();
    await choose(chosen);
    expect(api.kept).toEqual([]);
    expect(find('[data-testid="problem"]')?.textContent).toContain(reason);
    await choose(file('64.png'));
    expect(find('[data-testid="problem"]')).toBeNull();
  });

  it('are no more than may be kept', async () => {
    for (let n = 0; n < MOST_IMAGES; n++) api.keep(PIXEL);
    await open();
    expect(find('button.primary')?.hasAttribute('disabled')).toBe(true);
  });
});

it('tells why nothing can be shown', async () => {
  api.settings = async () => {
    throw new Error('Storage is broken.');
  };
  await open();
  expect(find('[data-testid="problem"]')?.textContent).toBe('Storage is broken.');
});
