import { describe, expect, it } from 'vitest';
import { EXPRESSIONS, QUALITY_REASONS } from '../../src/shared/types';
import { EXPRESSION_STYLES, emojiText } from '../../src/shared/ui/expressions';
import { stateText } from '../../src/shared/ui/state-text';

/** Contrast ratio by WCAG 2. */
function contrast(one: string, two: string): number {
  const [light, dark] = [luminance(one), luminance(two)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('expressions', () => {
  it.each(EXPRESSIONS)('%s can be seen on light and on dark', (expression) => {
    const { light, dark } = EXPRESSION_STYLES[expression].colour;
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(dark, '#1b1d23')).toBeGreaterThanOrEqual(3);
  });

  it('have names, colours and emoji of their own', () => {
    const looks = EXPRESSIONS.map((expression) => EXPRESSION_STYLES[expression]);
    expect(new Set(looks.map(({ name }) => name)).size).toBe(EXPRESSIONS.length);
    expect(new Set(looks.map(({ colour }) => colour.light)).size).toBe(EXPRESSIONS.length);
    expect(new Set(looks.map(({ emoji }) => emojiText(emoji))).size).toBe(EXPRESSIONS.length);
  });

  it('come as text from code points, and only from those', () => {
    expect(emojiText('1f604')).toBe('😄');
    expect(emojiText('1f468-200d-1f4bb')).toBe('👨‍💻');
    for (const bad of ['', '../x', '1f604.webp', 'ffffff', '-1f604', '1f604-'])
      expect(emojiText(bad)).toBe('');
  });
});

describe('states', () => {
  it.each(QUALITY_REASONS)('say what is wrong and what helps where a face is %s', (reason) => {
    const { title, explanation, tone } = stateText({ kind: 'unclear', reason });
    expect(title).toBe('Can’t see you well');
    expect(tone).toBe('warn');
    expect(explanation).toMatch(/^\S.+\. \S.+\.$/);
    const others = QUALITY_REASONS.filter((each) => each !== reason);
    for (const each of others)
      expect(stateText({ kind: 'unclear', reason: each }).explanation).not.toBe(explanation);
  });

  it("tell an error in its own words, and don't leave it without any", () => {
    expect(stateText({ kind: 'error', message: ' No network. ' })).toMatchObject({
      tone: 'error',
      explanation: 'No network.',
    });
    expect(stateText({ kind: 'error', message: ' ' }).explanation).not.toBe('');
  });
});
