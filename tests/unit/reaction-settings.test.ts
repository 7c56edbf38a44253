import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporalFilter } from '../../src/analysis/temporal';
import { createDwell } from '../../src/analysis/temporal/dwell';
import { policyOf } from '../../src/analysis/temporal/policy';
import { REACTION_SETTINGS } from '../../src/pages/ui/reaction-rules/settings';
import { parseSettings } from '../../src/shared/settings/migrations';
import {
  DEFAULT_REACTION_SETTINGS,
  modeOf,
  parseReactionSettings,
  REACTING,
  REACTION_MODES,
  type ReactionSettings,
  SENSITIVITIES,
} from '../../src/shared/settings/reaction-settings';
import { EXPRESSIONS, type Expression } from '../../src/shared/types';
import { faceOf } from './support/faces';

const choices = fc.record({
  modes: fc.record(
    Object.fromEntries(REACTING.map((name) => [name, fc.constantFrom(...REACTION_MODES)])),
  ) as fc.Arbitrary<ReactionSettings['modes']>,
  sensitivity: fc.constantFrom(...SENSITIVITIES),
  pauseWhilePresenting: fc.boolean(),
});

/** A calm face, then three seconds of `expression` with lifted brows; what fires, and when. */
function show(expression: Expression, choice: ReactionSettings, seen = faceOf(expression)) {
  const policy = policyOf(choice);
  const filter = createTemporalFilter(() => policy);
  const fired: { expression: Expression; after: number; asks: boolean }[] = [];
  for (let t = 0; t <= 5000; t += 100) {
    const on = t >= 2000;
    const state = filter.update(on ? seen : faceOf('neutral'), t);
    if (state.fires) fired.push({ expression: state.fires, after: t - 2000, asks: state.asks === true });
  }
  return fired;
}

describe('what the user chose about reactions', () => {
  it('is taken as it is where it is whole, and is valid whatever comes', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        expect(parseReactionSettings(structuredClone(choice))).toEqual(choice);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ modes: fc.anything() })), (value) => {
        const parsed = parseReactionSettings(value);
        expect(Object.keys(parsed.modes)).toEqual([...REACTING]);
        expect(parseReactionSettings(parsed)).toEqual(parsed);
      }),
    );
  });

  it('has its default field by field where it is damaged', () => {
    const parsed = parseReactionSettings({
      modes: { happy: 'never', sad: 'always', angry: 'ask', neutral: 'auto', __proto__: { fearful: 'auto' } },
      sensitivity: 'extreme',
      pauseWhilePresenting: 'no',
    });
    expect(parsed).toEqual({
      ...DEFAULT_REACTION_SETTINGS,
      modes: { happy: 'never', surprised: 'auto', sad: 'never', angry: 'ask', fearful: 'never' },
    });
  });

  it('of settings from before it existed leaves everything as it was', () => {
    const { settings } = parseSettings({ version: 1, autoReactions: true, sites: { localhost: true } });
    expect(settings.autoReactions).toBe(true);
    for (const name of EXPRESSIONS) {
      const shows = name === 'happy' || name === 'surprised';
      expect(modeOf(settings.reactions, name)).toBe(shows ? 'auto' : 'never');
    }
  });
});

describe('the policy that follows', () => {
  const withMode = (name: (typeof REACTING)[number], mode: ReactionSettings['modes']['sad']) => ({
    ...DEFAULT_REACTION_SETTINGS,
    modes: { ...DEFAULT_REACTION_SETTINGS.modes, [name]: mode },
  });

  it.each(REACTING)('lets %s through by itself, on asking or never, as chosen', (name) => {
    expect(show(name, withMode(name, 'never'))).toEqual([]);
    expect(show(name, withMode(name, 'auto'))).toMatchObject([{ expression: name, asks: false }]);
    expect(show(name, withMode(name, 'ask'))).toMatchObject([{ expression: name, asks: true }]);
  });

  it('keeps sad, angry and fearful silent until the user changes it', () => {
    for (const name of ['sad', 'angry', 'fearful'] as const) {
      expect(show(name, DEFAULT_REACTION_SETTINGS)).toEqual([]);
    }
  });

  it('is slower and stricter with less sensitivity', () => {
    const after = (sensitivity: ReactionSettings['sensitivity'], seen = faceOf('happy')) =>
      show('happy', { ...DEFAULT_REACTION_SETTINGS, sensitivity }, seen)[0]?.after;
    const [low, normal, high] = [after('low'), after('normal'), after('high')] as const;
    expect(high).toBeLessThan(normal!);
    expect(normal).toBeLessThan(low!);
    // A doubtful smile counts, but not with low sensitivity.
    const doubtful = { happy: 0.09, neutral: 0.87, surprised: 0.01, sad: 0.01, angry: 0.01, fearful: 0.01 };
    expect(after('normal', faceOf('neutral', { probabilities: doubtful }))).toBeDefined();
    expect(after('low', faceOf('neutral', { probabilities: doubtful }))).toBeUndefined();
  });

  it('never makes neutral a reaction, whatever was chosen', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        expect(policyOf(choice).mode('neutral')).toBe('never');
        const policy = policyOf(choice);
        const dwell = createDwell(() => policy);
        for (let t = 0; t < 3000; t += 100) expect(dwell.update('neutral', t).fires).toBe(false);
      }),
    );
  });

  it('counts at once when it changes, also in the middle of a smile', () => {
    let policy = policyOf(DEFAULT_REACTION_SETTINGS);
    const dwell = createDwell(() => policy);
    dwell.update('happy', 0);
    expect(dwell.update('happy', 200).fill).toBeGreaterThan(0);
    policy = policyOf(withMode('happy', 'never'));
    expect(dwell.update('happy', 300)).toEqual({ fill: 0, fires: false });
  });
});

describe('the list of settings', () => {
  it('reads and writes each of them without touching the others', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(...REACTION_SETTINGS), (choice, setting) => {
        for (const { value } of setting.choices) {
          const next = setting.write(choice, value);
          expect(setting.read(next)).toBe(value);
          expect(parseReactionSettings(next)).toEqual(next);
          for (const other of REACTION_SETTINGS)
            if (other !== setting) expect(other.read(next)).toBe(other.read(choice));
        }
        expect(setting.write(choice, 'nonsense')).toEqual(choice);
      }),
    );
  });

  it('has an id, a label and words for each', () => {
    expect(new Set(REACTION_SETTINGS.map(({ id }) => id)).size).toBe(REACTION_SETTINGS.length);
    for (const { label, hint, choices } of REACTION_SETTINGS) {
      expect(label).not.toBe('');
      expect(hint).toMatch(/\.$/);
      expect(choices.length).toBeGreaterThan(1);
    }
  });
});
