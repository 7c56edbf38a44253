import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { EmojiImage } from '../../src/shared/ui/emoji-image';

const root = document.body.appendChild(document.createElement('div'));
afterEach(() => render(null, root));

const draw = (codePoints: string, image?: string, urlOf = (key: string) => `at:${key}`) =>
  act(() => render(<EmojiImage codePoints={codePoints} image={image} size={40} emojiUrl={urlOf} />, root));
const shown = () => root.querySelector('img')?.getAttribute('src') ?? root.textContent;
const fail = () => act(() => void root.querySelector('img')?.dispatchEvent(new Event('error')));

describe('a picture of an emoji', () => {
  it('is an own image, where it fails the artwork, where that fails text', async () => {
    await draw('1f604', 'own-1');
    expect(shown()).toBe('at:own-1');
    await fail();
    expect(shown()).toBe('at:1f604');
    await fail();
    expect(shown()).toBe('😄');
  });

  it('is text where there is no picture', async () => {
    await draw('1f622', undefined, () => '');
    expect(shown()).toBe('😢');
  });

  it('is the own image also where the emoji are text', async () => {
    await draw('1f622', 'own-1', (key) => (key.startsWith('own') ? 'data:x' : ''));
    expect(shown()).toBe('data:x');
    await fail();
    expect(shown()).toBe('😢');
  });

  it('does not turn another one into text', async () => {
    await draw('1f604');
    await fail();
    await draw('1f622');
    expect(shown()).toBe('at:1f622');
  });
});
