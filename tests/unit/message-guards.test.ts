import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToBackground } from '../../src/shared/messages/background';
import { isForBackground, parseToBackground } from '../../src/shared/messages/background';
import { parseCallSnapshot } from '../../src/shared/messages/call-tab';
import { parseWith } from '../../src/shared/schemas';
import type { ReactionSettings } from '../../src/shared/settings/reaction-settings';
import { callStateSchema } from '../../src/shared/types';

const parseCallState = (value: unknown) => parseWith(callStateSchema, value);

const to = 'background';
const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const SPAN = { expression: 'sad', start: 1000, duration: 500, confidence: 0.7 } as const;

const RULES: ReactionSettings = {
  modes: { happy: 'ask', surprised: 'never', sad: 'auto', angry: 'never', fearful: 'never' },
  sensitivity: 'high',
  pauseWhilePresenting: false,
};
const GOOD: ToBackground[] = [
  { to, type: 'ensure-offscreen' },
  { to, type: 'site-off' },
  { to, type: 'get-settings' },
  { to, type: 'call-state', state: { kind: 'watching' } },
  { to, type: 'call-state', state: { kind: 'unclear', reason: 'dark' } },
  { to, type: 'call-state', state: { kind: 'error', message: 'No model.' } },
  { to, type: 'overlay-moved', x: 0, y: 1 },
  { to, type: 'span', span: SPAN, site: 'meet.google.com', callId: CALL },
  { to, type: 'change-settings', patch: { site: { host: 'localhost', on: true } } },
  {
    to,
    type: 'change-settings',
    patch: { emoji: { set: 'system', skinTone: 'dark', custom: { 'sad.clear': '1f60e' } } },
  },
  { to, type: 'change-settings', patch: { reactions: RULES } },
  { to, type: 'add-image', image: { name: 'cat', dataUrl: 'data:image/png;base64,iVBORw0KGgo=' } },
  { to, type: 'remove-image', id: 'own-2' },
  { to, type: 'change-settings', patch: { autoReactions: false } },
  { to, type: 'change-settings', patch: { backend: 'webgl' } },
  { to, type: 'change-settings', patch: { cpuBudget: 'low' } },
  { to, type: 'change-settings', patch: { outputs: { video: true, mask: 'blur', siteReaction: true } } },
  { to, type: 'get-spans', from: 0, until: 5 },
  { to, type: 'get-overview' },
  { to, type: 'get-call', callId: CALL },
  { to, type: 'rename-call', callId: CALL, title: 'Weekly' },
  { to, type: 'delete-call', callId: CALL },
  { to, type: 'delete-range', from: 0, until: 5 },
  { to, type: 'delete-all' },
  { to, type: 'get-storage' },
  { to, type: 'change-settings', patch: { keepHistory: false, retentionDays: 0 } },
  {
    to,
    type: 'import-part',
    batch: CALL,
    index: 0,
    last: true,
    titles: { [CALL]: 'Weekly' },
    spans: [{ ...SPAN, site: 'a.b', callId: CALL }],
  },
  { to, type: 'site-wanted', host: 'calls.example' },
];

describe('messages for the background', () => {
  it.each(GOOD)('lets $type through, without what does not belong to it', (message) => {
    expect(parseToBackground({ ...message, extra: 'x' })).toEqual(message);
  });

  it.each([
    ['no object', 'ensure-offscreen'],
    ['another addressee', { to: 'offscreen', type: 'ensure-offscreen' }],
    ['an unknown type', { to, type: 'erase-everything' }],
    ['a type from the prototype', { to, type: 'constructor' }],
    ['a state that is none', { to, type: 'call-state', state: { kind: 'happy' } }],
    ['an unknown reason', { to, type: 'call-state', state: { kind: 'unclear', reason: 'ugly' } }],
    ['an error without words', { to, type: 'call-state', state: { kind: 'error' } }],
    ['a place outside the window', { to, type: 'overlay-moved', x: 0.5, y: 1.2 }],
    ['a place that is no number', { to, type: 'overlay-moved', x: Number.NaN, y: 0 }],
    ['a span without a site', { to, type: 'span', span: SPAN, site: '', callId: CALL }],
    ['a span with a forged call id', { to, type: 'span', span: SPAN, site: 'a.b', callId: 'x' }],
    [
      'a span of an unknown expression',
      { to, type: 'span', span: { ...SPAN, expression: 'bored' }, site: 'a.b', callId: CALL },
    ],
    [
      'a span with text for a time',
      { to, type: 'span', span: { ...SPAN, start: '1000' }, site: 'a.b', callId: CALL },
    ],
    ['a host with a path', { to, type: 'change-settings', patch: { site: { host: 'a.b/c', on: true } } }],
    [
      'a host called __proto__',
      { to, type: 'change-settings', patch: { site: { host: '__proto__', on: true } } },
    ],
    [
      'a switch that is neither on nor off',
      { to, type: 'change-settings', patch: { site: { host: 'a.b', on: 'yes' } } },
    ],
    ['rules that are none', { to, type: 'change-settings', patch: { reactions: ['auto'] } }],
    ['emoji that are none', { to, type: 'change-settings', patch: { emoji: 'all' } }],
    ['an image from elsewhere', { to, type: 'add-image', image: { name: 'x', dataUrl: 'data:text/html,x' } }],
    ['an image that has no such place', { to, type: 'remove-image', id: 'own-0' }],
    ['an unknown backend', { to, type: 'change-settings', patch: { backend: 'cloud' } }],
    ['an unknown CPU budget', { to, type: 'change-settings', patch: { cpuBudget: 'none' } }],
    ['a title that is too long', { to, type: 'rename-call', callId: CALL, title: 'x'.repeat(121) }],
    ['a call id with a wildcard', { to, type: 'delete-call', callId: '*' }],
    ['a deletion without an end', { to, type: 'delete-range', from: 0 }],
    ['a retention in half days', { to, type: 'change-settings', patch: { retentionDays: 0.5 } }],
    ['a private mode that is no switch', { to, type: 'change-settings', patch: { keepHistory: 1 } }],
    [
      'an import of something else',
      { to, type: 'import-part', batch: CALL, index: 0, last: true, titles: {}, spans: [{ start: 1 }] },
    ],
    [
      'an unknown mask',
      {
        to,
        type: 'change-settings',
        patch: { outputs: { video: true, mask: 'glass', siteReaction: false } },
      },
    ],
    ['a wanted site without a host', { to, type: 'site-wanted', host: 'https://calls.example' }],
    ['outputs that are none', { to, type: 'change-settings', patch: { outputs: null } }],
    [
      'an output that is neither on nor off',
      { to, type: 'change-settings', patch: { outputs: { video: true, mask: 'off', siteReaction: 1 } } },
    ],
    ['a range without an end', { to, type: 'get-spans', from: 0, until: Number.POSITIVE_INFINITY }],
  ])('stops %s', (_, message) => {
    expect(parseToBackground(message)).toBeNull();
  });

  it('never throws, and lets nothing through but known messages', () => {
    const nearly = fc.record(
      {
        to: fc.constant(to),
        type: fc.constantFrom(...GOOD.map((each) => each.type)),
        state: fc.anything(),
        span: fc.anything(),
        spans: fc.anything(),
        titles: fc.anything(),
        callId: fc.oneof(fc.anything(), fc.constant(CALL)),
        x: fc.anything(),
        on: fc.anything(),
      },
      { requiredKeys: ['to'] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearly), (value) => {
        const parsed = parseToBackground(value);
        expect(parsed === null || isForBackground(value)).toBe(true);
        if (parsed) expect(parseToBackground(parsed)).toEqual(parsed);
      }),
    );
  });
});

describe('what a call tab says', () => {
  const reaction = { time: 5, expression: 'happy', confidence: 0.9, emoji: '1f604' };

  it('takes a good snapshot as it is', () => {
    const snapshot = {
      state: { kind: 'watching' },
      reactions: [reaction],
      load: { framesPerSecond: 12, millisecondsPerFrame: 20 },
    };
    expect(parseCallSnapshot(snapshot)).toEqual(snapshot);
    expect(parseCallSnapshot({ ...snapshot, load: null })).toEqual({ ...snapshot, load: null });
    const asking = { ...snapshot, asked: reaction };
    expect(parseCallSnapshot(asking)).toEqual(asking);
    expect(parseCallSnapshot({ ...snapshot, asked: { ...reaction, emoji: '../x' } })).toEqual(snapshot);
    for (const backOff of ['battery', 'heat', 'slow', null]) {
      const load = { ...snapshot.load, coreShare: 0.2, newest: 5000, backOff };
      expect(parseCallSnapshot({ ...snapshot, load })?.load).toEqual(load);
    }
    const damaged = { ...snapshot.load, coreShare: 7, newest: -1, backOff: 'rain' };
    expect(parseCallSnapshot({ ...snapshot, load: damaged })?.load).toEqual(snapshot.load);
  });

  it('keeps place and image of a reaction only where they are known ones', () => {
    const reactions = [{ ...reaction, slot: 'happy.clear', image: 'own-1' }];
    const damaged = [{ ...reaction, slot: '__proto__', image: 'data:image/png;base64,AAAA' }];
    const snapshot = { state: { kind: 'watching' }, load: null };
    expect(parseCallSnapshot({ ...snapshot, reactions })?.reactions).toEqual(reactions);
    expect(parseCallSnapshot({ ...snapshot, reactions: damaged })?.reactions).toEqual([reaction]);
  });

  it('leaves out damaged reactions, among them addresses dressed up as emoji', () => {
    const bad = [{ ...reaction, emoji: '../../secret' }, { ...reaction, time: 'now' }, null];
    expect(parseCallSnapshot({ state: { kind: 'off' }, reactions: [...bad, reaction], load: {} })).toEqual({
      state: { kind: 'off' },
      reactions: [reaction],
      load: null,
    });
  });

  it('is nothing where it is not a snapshot', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = parseCallSnapshot(value);
        if (parsed) expect(parseCallState((value as { state: unknown }).state)).not.toBeNull();
        else expect(parsed).toBeNull();
      }),
    );
    expect(parseCallSnapshot(undefined)).toBeNull();
    expect(parseCallSnapshot({ state: { kind: 'watching' } })).toBeNull();
  });

  it('cuts an endless error message', () => {
    const state = parseCallState({ kind: 'error', message: 'x'.repeat(100_000) });
    expect(state).toMatchObject({ kind: 'error', message: expect.stringMatching(/^x{1000}$/) });
  });
});
