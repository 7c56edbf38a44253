import { expect, it, vi } from 'vitest';
import { reactionEdges } from '../../src/call/reactions/reaction-edges';
import type { ReactionEvent } from '../../src/shared/reaction-event';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import type { Reaction } from '../../src/shared/types';

const thumb: Reaction = { time: 5, expression: 'neutral', confidence: 1, emoji: '1f44d', picked: true };

function edgesWith(press: boolean | null) {
  const recorded: ReactionEvent[] = [];
  const edges = reactionEdges({
    settings: () => ({
      ...DEFAULT_SETTINGS,
      outputs: { ...DEFAULT_SETTINGS.outputs, video: true, siteReaction: true },
    }),
    site: () => (press === null ? null : ({ react: async () => press } as never)),
    outgoing: { read() {}, react() {}, grow() {} } as never,
    overlay: { shown: null, look() {} } as never,
    style: {} as never,
    voice: { read: () => undefined },
    tally: () => ({ read() {}, sent() {} }),
    onQuestion() {},
    record: (event) => recorded.push(event),
  });
  return { edges, recorded };
}

it.each([
  ['pressed its own', true, ['card', 'video', 'site']],
  ['could not', false, ['card', 'video']],
  ['is unknown', null, ['card', 'video']],
])('where the call site %s, the history says where a reaction really showed', async (_, press, shown) => {
  const { edges, recorded } = edgesWith(press);
  edges.onReaction(thumb);
  edges.onOutcome!(thumb, { how: 'manual', outcome: 'sent' });
  await vi.waitFor(() => expect(recorded).toHaveLength(1));
  expect(recorded).toEqual([
    { time: 5, expression: 'neutral', emoji: '1f44d', how: 'manual', outcome: 'sent', shown },
  ]);
});

it('a declined reaction showed nowhere', async () => {
  const { edges, recorded } = edgesWith(true);
  edges.onOutcome!(thumb, { how: 'asked', outcome: 'cancelled' });
  await vi.waitFor(() => expect(recorded).toMatchObject([{ outcome: 'cancelled', shown: [] }]));
});
