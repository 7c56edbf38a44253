import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import {
  type Answers,
  launchStandIn,
  openStandIn,
  openStandInCall,
  probe,
  SERVED,
  serve,
  step,
} from './stand-in';

/** What the page finds with the extension on, beside what it finds without one. */
interface Found {
  readonly bare: Answers;
  readonly hooked: Answers;
}

/** The pages whose headers allow the camera. */
const ALLOWED = ['plain', 'with headers as strict as Meet', 'cross-origin isolated'] as const;
/** On all but the plain page a part is enough: what depends on headers. */
const PART = ['early', 'video', 'both', 'globals', 'methods', 'noSuchCamera', 'processor', 'document'];

/** Every probe of the page (pages/stand-in), in its order. */
const PROBES = [
  ...['methods', 'wrongUse', 'globals', 'keys', 'ownOnInstances', 'document', 'identity'],
  ...[
    'nothingAsked',
    'noArgument',
    'nullAsked',
    'notAnObject',
    'impossibleSize',
    'noSuchCamera',
    'badConstraint',
  ],
  ...[
    'detached',
    'foreignThis',
    'desktop',
    'throwingGetter',
    'reads',
    'refused',
    'retry',
    'unhandled',
    'legacyMisuse',
    'refusedToSend',
    'promise',
  ],
  ...[
    'early',
    'video',
    'audioOnly',
    'both',
    'cached',
    'prototype',
    'bound',
    'legacy',
    'webkit',
    'overlapping',
    'zoom',
  ],
  ...[
    'eachCamera',
    'replacedByPage',
    'apply',
    'exactAfterStop',
    'clones',
    'disabled',
    'processor',
    'recorder',
  ],
  ...['ownBackground', 'sending'],
  ...['elementKeys', 'elementShapes', 'elementMisuse', 'elementCamera'],
];

describe('what a call page can tell about the hook', () => {
  const found = new Map<keyof typeof SERVED, Found>();

  async function look(harness: Harness): Promise<Map<keyof typeof SERVED, Answers>> {
    const answers = new Map<keyof typeof SERVED, Answers>();
    for (const name of Object.keys(SERVED) as (keyof typeof SERVED)[]) {
      const server = await serve(SERVED[name]);
      try {
        const page = await openStandIn(harness.browser, `${server.url}?early`);
        await page.exposeFunction('__click', (x: number, y: number) => page.mouse.click(x, y));
        answers.set(name, await probe(page, name === 'plain' ? undefined : PART));
        await page.close();
      } finally {
        await server.close();
      }
    }
    return answers;
  }

  /** It comes once, and would cover the page's own elements. */
  async function skipTour(harness: Harness): Promise<void> {
    const server = await serve();
    try {
      const { page } = await openStandInCall(harness, server.url);
      await step(page, 'open', 'camera');
      await waitUntil('the tour is there', () => overlayButton(page, 'Skip'));
      await pressInOverlay(page, 'Skip');
      await page.close();
    } finally {
      await server.close();
    }
  }

  beforeAll(async () => {
    const plain = await launchStandIn({ extension: null });
    const without = await look(plain).finally(() => plain.close());
    const harness = await launchStandIn();
    try {
      await harness.setSite(true);
      await skipTour(harness);
      const withIt = await look(harness);
      for (const [name, bare] of without) found.set(name, { bare, hooked: withIt.get(name)! });
    } finally {
      await harness.close();
    }
  });
  afterAll(() => found.clear());

  /**
   * Chromium reports no violation of a permissions policy that happens below an extension's function. That less is
   * reported is known (docs/hook.md); that nothing more is, holds.
   */
  function sameFor(name: keyof typeof SERVED, answer: unknown): unknown {
    if (name !== 'without permission to use the camera' || !(answer as Answers).reports) return answer;
    const reports = (answer as { reports: string[] }).reports;
    return {
      ...(answer as Answers),
      reports: reports.filter((each) => each !== 'permissions-policy-violation'),
    };
  }

  const on = (name: keyof typeof SERVED) => found.get(name)!;

  describe.each(Object.keys(SERVED) as (keyof typeof SERVED)[])('%s', (name) => {
    it.each(name === 'plain' ? PROBES : PART)('%s: as without the extension', (probed) => {
      const { bare, hooked } = on(name);
      expect(Object.keys(bare)).toContain(probed);
      expect(sameFor(name, hooked[probed])).toEqual(sameFor(name, bare[probed]));
    });
  });

  it('has all of its probes compared', () => {
    expect(Object.keys(on('plain').hooked)).toEqual(PROBES);
  });

  // That both sides agree would also hold if both had failed: what the probes must have seen.
  it.each(ALLOWED)('a page served %s gets its camera and microphone', (name) => {
    for (const probed of ['early', 'both']) {
      expect(on(name).hooked[probed]).toMatchObject({
        active: false,
        after: ['ended', 'ended'],
        tracks: [
          { kind: 'audio', type: 'MediaStreamTrack' },
          { kind: 'video', type: 'MediaStreamTrack', own: [], settings: { width: 640, height: 480 } },
        ],
      });
    }
    expect(on(name).hooked.document).toMatchObject({
      attributes: ['lang'],
      messages: [],
      reports: [],
      frames: 0,
    });
    expect(on(name).hooked.processor).toEqual({ enough: true });
  });

  it('a page without permission gets the same refusal', () => {
    const { hooked } = on('without permission to use the camera');
    expect(hooked.video).toMatchObject({ threw: expect.stringContaining('NotAllowedError') });
    expect(hooked.noSuchCamera).toMatchObject({ name: 'OverconstrainedError' });
  });

  it('answers, and applies, what the page asks for', () => {
    const { hooked } = on('plain');
    expect(hooked.zoom).toMatchObject({ tracks: [{ size: { width: 640, height: 360, frameRate: 20 } }] });
    expect(hooked.video).toMatchObject({
      tracks: [{ label: 'fake_device_0', deviceLabel: 'fake_device_0' }],
    });
    expect(hooked.audioOnly).toMatchObject({ tracks: [{ kind: 'audio' }] });
    expect(hooked.apply).toMatchObject({ settings: { width: 320, frameRate: 10 } });
    expect(hooked.exactAfterStop).toMatchObject({ same: true, seen: { settings: { width: 1280 } } });
    expect(hooked.overlapping).toMatchObject({ different: 5 });
    expect(hooked.eachCamera).toHaveLength(4);
    expect(hooked.clones).toMatchObject({ states: ['ended', 'live', 'live'], lit: true, ids: 3 });
    expect(hooked.disabled).toEqual({ bright: true, dark: true, back: true });
    expect(hooked.recorder).toMatchObject({ wrote: true, picture: [640, 480] });
    expect(hooked.sending).toEqual({ arrived: true, lit: true, switched: true, kept: true });
    expect(hooked.replacedByPage).toMatchObject({ active: false, gone: true });
    // As many as the browser has of such elements; their cameras are open and are the same at each look.
    for (const seen of hooked.elementCamera as unknown[]) {
      expect(seen).toMatchObject({ before: null, same: true, own: [], stream: { active: true } });
    }
  });

  it('refuses as the browser does', () => {
    const { hooked } = on('plain');
    expect(hooked.noSuchCamera).toMatchObject({ name: 'OverconstrainedError', constraint: 'deviceId' });
    expect(hooked.nothingAsked).toMatchObject({ name: 'TypeError' });
    expect(hooked.throwingGetter).toMatchObject({ name: 'RangeError', message: 'from the page' });
    expect(hooked.retry).toEqual(['OverconstrainedError', 'no error']);
    expect(hooked.unhandled).toEqual({ unhandled: ['TypeError'], after: 1 });
    expect(hooked.refusedToSend).toMatchObject({
      answers: expect.arrayContaining([expect.objectContaining({ name: 'InvalidAccessError' })]),
      type: [true, [], true],
      unhandled: ['InvalidStateError'],
    });
    expect(hooked.promise).toMatchObject({ type: true, own: [], prototype: true });
    expect(JSON.stringify(hooked.wrongUse)).not.toMatch(/extension|camera-hook|apply/);
    expect(JSON.stringify(hooked.methods)).toContain('function getUserMedia() { [native code] }');
  });
});
