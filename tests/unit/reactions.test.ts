import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReactions, type Reactions, WAITS } from '../../src/call/reactions/reactions';
import { REACTION_MODES, type ReactionMode } from '../../src/shared/settings/reaction-settings';
import { EXPRESSIONS, type Expression, type Reaction } from '../../src/shared/types';

let mode: ReactionMode;
let auto: boolean;
let othersSee: boolean;
let sent: Reaction[];
let asked: (Reaction | null)[];
let reactions: Reactions;

const reaction = (expression: Expression = 'happy', asks = false): Reaction => ({
  time: Date.now(),
  expression,
  confidence: 0.9,
  emoji: '1f604',
  ...(asks && { asks: true }),
});
const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
  mode = 'ask';
  auto = true;
  othersSee = true;
  sent = [];
  asked = [];
  reactions = createReactions({
    now: Date.now,
    autoReactions: () => auto,
    mode: () => mode,
    dress: (given) => ({ ...given, emoji: 'dressed' }),
    canSend: () => othersSee,
    onReaction: (given) => sent.push(given),
    onAsk: (given) => asked.push(given),
  });
});
afterEach(() => {
  reactions.drop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a reaction that is asked about', () => {
  it('is sent by a yes, with the time of the yes, and only once', async () => {
    reactions.offer(reaction());
    expect(asked).toMatchObject([{ expression: 'happy', emoji: 'dressed' }]);
    expect(sent).toEqual([]);
    await pass(2000);
    reactions.sendNow(null, 0);
    expect(sent).toEqual([{ time: 102_000, expression: 'happy', confidence: 0.9, emoji: 'dressed' }]);
    expect(reactions.kept).toEqual(sent);
    expect(asked.at(-1)).toBeNull();
    reactions.sendNow(null, 0);
    await pass(WAITS);
    expect(sent).toHaveLength(1);
  });

  it('is not asked about where nobody else would see it', () => {
    othersSee = false;
    reactions.offer(reaction());
    expect(asked).toEqual([]);
    expect(sent).toHaveLength(1);
    mode = 'never';
    reactions.offer(reaction());
    expect(sent).toHaveLength(1);
  });

  it('goes by itself, and nothing is sent', async () => {
    reactions.offer(reaction());
    await pass(WAITS - 1);
    expect(reactions.asked).not.toBeNull();
    await pass(1);
    expect(reactions.asked).toBeNull();
    expect(asked.at(-1)).toBeNull();
    expect(sent).toEqual([]);
  });

  it('gives way to the next one, which has its whole time', async () => {
    reactions.offer(reaction('happy'));
    await pass(WAITS - 1000);
    reactions.offer(reaction('surprised'));
    await pass(WAITS - 1000);
    expect(reactions.asked?.expression).toBe('surprised');
  });

  it('is asked about where either the analysis or the settings want it', () => {
    mode = 'auto';
    reactions.offer(reaction('happy', true));
    expect(sent).toEqual([]);
    expect(reactions.asked).not.toBeNull();
    reactions.offer(reaction('happy'));
    expect(sent).toHaveLength(1);
    mode = 'never';
    reactions.offer(reaction('happy', true));
    expect(reactions.asked?.time).toBe(100_000);
    auto = false;
    mode = 'auto';
    reactions.drop();
    reactions.offer(reaction('happy'));
    expect(sent).toHaveLength(1);
  });
});

describe('no', () => {
  it('drops what is asked about, and what was seen until then', async () => {
    reactions.offer(reaction());
    const late = reaction('surprised');
    await pass(500);
    reactions.cancel();
    reactions.offer(late);
    expect(reactions.asked).toBeNull();
    await pass(1);
    reactions.offer(reaction('surprised'));
    expect(reactions.asked?.expression).toBe('surprised');
    expect(sent).toEqual([]);
  });
});

describe('yes without a question', () => {
  it('sends the expression that is on, and nothing for a neutral or missing face', () => {
    reactions.sendNow('neutral', 1);
    reactions.sendNow(null, 0);
    expect(sent).toEqual([]);
    reactions.sendNow('sad', 0.7);
    expect(sent).toMatchObject([{ expression: 'sad', confidence: 0.7, slot: 'sad.clear', emoji: 'dressed' }]);
  });
});

describe('whatever happens', () => {
  it('nothing is sent without a yes in the mode that asks', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('offer' as const), expression: fc.constantFrom(...EXPRESSIONS) }),
      fc.record({ kind: fc.constant('wait' as const), time: fc.integer({ min: 0, max: 2 * WAITS }) }),
      fc.record({ kind: fc.constant('cancel' as const) }),
      fc.record({ kind: fc.constant('mode' as const), mode: fc.constantFrom(...REACTION_MODES) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        reactions.drop();
        mode = 'ask';
        sent.length = 0;
        for (const each of steps) {
          if (each.kind === 'offer') reactions.offer(reaction(each.expression, true));
          if (each.kind === 'wait') await pass(each.time);
          if (each.kind === 'cancel') reactions.cancel();
          if (each.kind === 'mode') mode = each.mode;
        }
        await pass(WAITS);
        expect(sent).toEqual([]);
        expect(reactions.asked).toBeNull();
      }),
    );
  });
});

describe('an expression that the user sends by hand', () => {
  it('is not sent again by the analysis, which was about to', async () => {
    mode = 'auto';
    const seen = reaction('happy');
    await pass(50);
    expect(reactions.sendNow('happy', 0.8)).toBe(true);
    reactions.offer(seen);
    expect(sent).toHaveLength(1);
    await pass(50);
    // Another one, seen later.
    reactions.offer(reaction('surprised'));
    expect(sent).toHaveLength(2);
  });

  it('is none where a question is answered, or nothing shows', () => {
    expect(reactions.sendNow('neutral', 0.9)).toBe(false);
    expect(reactions.sendNow(null, 0)).toBe(false);
    reactions.offer(reaction('happy'));
    expect(reactions.sendNow('sad', 0.9)).toBe(false);
    expect(sent).toMatchObject([{ expression: 'happy' }]);
  });
});

describe('an emoji that the user picks', () => {
  it('is sent as it is, also without auto-reactions, and is no wrong reading', () => {
    auto = false;
    mode = 'never';
    reactions.sendByHand({ emoji: '1f44d' });
    reactions.sendByHand({ emoji: '1f602', image: 'own-1' });
    expect(sent).toEqual([
      { time: 100_000, expression: 'neutral', confidence: 1, emoji: '1f44d', picked: true },
      { time: 100_000, expression: 'happy', confidence: 1, emoji: '1f602', image: 'own-1', picked: true },
    ]);
    expect(reactions.markWrong(100_000)).toBeNull();
  });

  it('leaves a question as it is', () => {
    reactions.offer(reaction());
    reactions.sendByHand({ emoji: '1f44d' });
    expect(reactions.asked).not.toBeNull();
  });
});
