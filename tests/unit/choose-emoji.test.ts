import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import artwork from '../../src/shared/emoji/artwork.json';
import catalogue from '../../src/shared/emoji/catalogue.json';
import { chooseEmoji, EMOJI, emojiFor, slotOf, withSkinTone } from '../../src/shared/emoji/choose';
import {
  DEFAULT_EMOJI_SETTINGS,
  type EmojiSettings,
  IMAGE_IDS,
  isCodePoints,
  isImageId,
  parseEmojiSettings,
  SKIN_TONES,
  withoutImage,
} from '../../src/shared/emoji/emoji-settings';
import { DEFAULT_EMOJI, INTENSITIES, SLOTS } from '../../src/shared/emoji/slots';
import { EXPRESSIONS } from '../../src/shared/types';
import { mostly, probabilities } from './support/probabilities';

const offered = catalogue.flatMap(({ emoji }) => emoji.map(({ code }) => code));
const toned = catalogue.flatMap(({ skinTone, emoji }) => (skinTone ? emoji.map(({ code }) => code) : []));
const expression = fc.constantFrom(...EXPRESSIONS);
const intensity = fc.constantFrom(...INTENSITIES);
const slot = fc.constantFrom(...SLOTS);
const choice: fc.Arbitrary<EmojiSettings> = fc.record({
  set: fc.constantFrom('fluent', 'system'),
  skinTone: fc.constantFrom(...SKIN_TONES),
  custom: fc.dictionary(slot, fc.constantFrom(...offered, ...IMAGE_IDS)),
});

describe('the data files', () => {
  it('name only emoji that are shipped, in every skin tone they have', () => {
    const needed = [...offered, ...Object.values(DEFAULT_EMOJI), ...Object.values(EMOJI)];
    const tones = toned.flatMap((code) => SKIN_TONES.map((tone) => withSkinTone(code, tone)));
    expect([...needed, ...tones].filter((code) => !artwork.includes(code))).toEqual([]);
    expect(new Set(artwork).size).toBe(artwork.length);
    expect(new Set(tones).size).toBe(6 * toned.length);
  });

  it('offer each emoji once, with a name, the defaults among them', () => {
    const names = catalogue.flatMap(({ emoji }) => emoji.map(({ name }) => name));
    expect(new Set(offered).size).toBe(offered.length);
    expect(new Set(names).size).toBe(offered.length);
    expect(names.every((name) => name.trim() !== '')).toBe(true);
    expect(Object.values(DEFAULT_EMOJI).filter((code) => !offered.includes(code))).toEqual([]);
  });

  it('have a place for every expression and intensity, each with its own emoji', () => {
    const places = EXPRESSIONS.flatMap((name) =>
      name === 'neutral' ? [] : INTENSITIES.map((level) => `${name}.${level}`),
    );
    expect([...SLOTS].sort()).toEqual([...places, 'happy+surprised'].sort());
    expect(new Set(Object.values(DEFAULT_EMOJI)).size).toBe(SLOTS.length);
  });
});

describe('chooseEmoji', () => {
  it('always has a valid answer', () => {
    fc.assert(
      fc.property(expression, intensity, fc.option(probabilities), choice, (name, level, all, chosen) => {
        const { emoji, image } = chooseEmoji(name, { intensity: level, probabilities: all }, chosen);
        expect(isCodePoints(emoji)).toBe(true);
        expect(image === undefined || isImageId(image)).toBe(true);
      }),
    );
  });

  it('follows the intensity', () => {
    const of = (level: (typeof INTENSITIES)[number]) => chooseEmoji('happy', { intensity: level }).emoji;
    expect(INTENSITIES.map(of)).toEqual(['1f642', '1f604', '1f602']);
    expect(chooseEmoji('happy').emoji).toBe('1f604');
  });

  it('has one for happy surprise, where both are substantial', () => {
    const both = {
      ...mostly('happy', 0.58),
      surprised: 0.33,
      neutral: 0.02,
      sad: 0.02,
      angry: 0.02,
      fearful: 0.03,
    };
    expect(slotOf('happy', { probabilities: both })).toBe('happy+surprised');
    expect(slotOf('surprised', { probabilities: both, intensity: 'strong' })).toBe('happy+surprised');
    expect(slotOf('sad', { probabilities: both })).toBe('sad.clear');
    fc.assert(
      fc.property(probabilities, expression, (all, name) => {
        const mixed = ['happy', 'surprised'].includes(name) && all.happy >= 0.3 && all.surprised >= 0.3;
        expect(slotOf(name, { probabilities: all }) === 'happy+surprised').toBe(mixed);
      }),
    );
  });

  it('leaves a neutral face without a place', () => {
    expect(chooseEmoji('neutral', { intensity: 'strong' })).toEqual({ slot: null, emoji: '1f610' });
  });
});

describe('what the user chose', () => {
  it('is shown in that place, and nowhere else', () => {
    fc.assert(
      fc.property(slot, slot, fc.constantFrom(...offered), (changed, other, code) => {
        const chosen = { ...DEFAULT_EMOJI_SETTINGS, custom: { [changed]: code } };
        expect(emojiFor(changed, chosen).emoji).toBe(code);
        if (other !== changed) expect(emojiFor(other, chosen).emoji).toBe(DEFAULT_EMOJI[other]);
      }),
    );
  });

  it('has a skin tone where the emoji has one', () => {
    const custom = { 'happy.slight': '1f44d' };
    const chosen = { ...DEFAULT_EMOJI_SETTINGS, skinTone: 'medium-dark' as const, custom };
    expect(emojiFor('happy.slight', chosen).emoji).toBe('1f44d-1f3fe');
    fc.assert(
      fc.property(fc.constantFrom(...offered), fc.constantFrom(...SKIN_TONES), (code, tone) => {
        const changes = withSkinTone(code, tone) !== code;
        expect(changes).toBe(tone !== 'none' && toned.includes(code));
      }),
    );
  });

  it('may be an own image, with the default emoji to stand in for it', () => {
    const chosen = { ...DEFAULT_EMOJI_SETTINGS, custom: { 'happy.clear': 'own-2' } };
    expect(emojiFor('happy.clear', chosen)).toEqual({ slot: 'happy.clear', emoji: '1f604', image: 'own-2' });
    const gone = emojiFor('happy.clear', chosen, () => false);
    expect(gone).toEqual({ slot: 'happy.clear', emoji: '1f604' });
    expect(withoutImage(chosen, 'own-2').custom).toEqual({});
    expect(withoutImage(chosen, 'own-1')).toEqual(chosen);
  });

  it('survives being stored, and whatever is found instead of it', () => {
    fc.assert(
      fc.property(choice, fc.anything({ withNullPrototype: true }), (chosen, anything) => {
        expect(parseEmojiSettings(structuredClone(chosen))).toEqual(chosen);
        const parsed = parseEmojiSettings(anything);
        expect(parseEmojiSettings(structuredClone(parsed))).toEqual(parsed);
        for (const name of SLOTS) expect(isCodePoints(emojiFor(name, parsed).emoji)).toBe(true);
      }),
    );
  });

  it('loses only what is damaged', () => {
    const stored = JSON.parse(
      `{"set":"comic","skinTone":"dark","custom":{"happy.clear":"1f60e","sad.clear":"../x","own":"1f60e",
        "sad.strong":"own-99","wink":"1f60e","angry.slight":5,"__proto__":"1f60e","toString":"1f60e"}}`,
    );
    expect(parseEmojiSettings(stored)).toEqual({
      set: 'fluent',
      skinTone: 'dark',
      custom: { 'happy.clear': '1f60e' },
    });
  });
});
