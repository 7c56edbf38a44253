import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CalibrateApp } from '../../src/pages/calibrate/app';
import type { CalibrateApi, CameraEvents } from '../../src/pages/calibrate/calibrate-api';
import type { Unread } from '../../src/pages/calibrate/steps';
import type { Baseline, Calibrated } from '../../src/shared/settings/baseline';
import type { Measured } from '../../src/shared/settings/baseline-sample';
import { mostly } from '../unit/support/probabilities';

const MEASURED: Measured = {
  probabilities: mostly('neutral'),
  geometry: {
    browHeight: 0.5,
    eyeOpening: 0.25,
    mouthOpening: 0.0625,
    mouthWidth: 0.75,
    jawOpening: 1.125,
    mouthToEye: 1.25,
  },
};

let root: HTMLElement;
let events: CameraEvents | null;
let stored: Baseline | null;
let time: number;
const closed = vi.fn();
let api: CalibrateApi;

const find = (id: string): HTMLElement | null => root.querySelector(`[data-testid="${id}"]`);
/** Does something and lets what follows from it settle, promises included. */
async function doing(what: () => void): Promise<void> {
  await act(async () => what());
  await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 0))));
}
const click = (id: string): Promise<void> => doing(() => find(id)!.click());
const mount = (): Promise<void> => doing(() => render(<CalibrateApp api={api} />, root));

/** Frames at ten a second. @param shows by default what is asked */
function frames(seconds: number, wait: Unread | null = null, shows?: Calibrated): Promise<void> {
  return doing(() => {
    for (let i = 0; i < 10 * seconds; i++) {
      time += 100;
      const asked = (find('step')?.dataset.step ?? 'neutral') as Calibrated;
      const measured = { ...MEASURED, probabilities: mostly(shows ?? asked) };
      events?.onFrame({ time, wait, measured: wait === null ? measured : null });
    }
  });
}

beforeEach(() => {
  root = document.createElement('div');
  document.body.append(root);
  events = null;
  stored = null;
  time = 1e12;
  closed.mockClear();
  api = {
    stored: async () => stored,
    save: vi.fn(async (baseline: Baseline | null) => {
      stored = baseline;
    }),
    openCamera: async (given) => {
      events = given;
      return { stream: new MediaStream(), close: closed };
    },
    now: () => 77,
    emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
  };
});
afterEach(async () => {
  await act(async () => render(null, root));
  root.remove();
});

describe('the calibration page', () => {
  it('opens no camera before Start, and says what becomes of the pictures', async () => {
    await mount();
    expect(events).toBeNull();
    expect(find('privacy')!.textContent).toContain('never stored or sent');
    expect(find('delete')).toBeNull();
  });

  it('leads through the three expressions, stores them, and switches the camera off', async () => {
    await mount();
    await click('start');
    expect(find('say')!.textContent).toContain('Getting ready');
    for (const step of ['neutral', 'happy', 'surprised']) {
      await frames(0.2);
      expect(find('step')!.dataset).toMatchObject({ step, phase: 'prepare' });
      await frames(2.5);
      expect(find('step')!.dataset).toMatchObject({ step, phase: 'hold' });
      expect(closed).not.toHaveBeenCalled();
      await frames(3.8);
    }
    expect(find('done')!.textContent).toContain('your relaxed face, your smile, and your surprise');
    expect(document.activeElement).toBe(find('done')!.querySelector('h2'));
    expect(closed).toHaveBeenCalledOnce();
    expect(api.save).toHaveBeenCalledOnce();
    expect(stored).toMatchObject({ version: 2, time: 77 });
    expect(Object.keys(stored!.samples)).toEqual(['neutral', 'happy', 'surprised']);
  });

  it('claims to know nothing once it is deleted', async () => {
    await mount();
    await click('start');
    for (let i = 0; i < 3; i++) await frames(6.5);
    expect(find('done')).not.toBeNull();
    await click('delete');
    expect(stored).toBeNull();
    expect(find('done')).toBeNull();
    expect(find('start')).not.toBeNull();
  });

  it('waits and says why while the face cannot be read', async () => {
    await mount();
    await click('start');
    await frames(60, 'dark');
    expect(find('step')!.dataset).toMatchObject({ step: 'neutral', phase: 'prepare' });
    expect(find('say')!.textContent).toContain('too dark');
    await frames(1, 'no-face');
    expect(find('say')!.textContent).toContain('Move into the picture');
  });

  it('says that it sees no smile, and goes on with one', async () => {
    await mount();
    await click('start');
    await frames(6.5);
    await frames(20, null, 'neutral');
    expect(find('step')!.dataset).toMatchObject({ step: 'happy', phase: 'hold' });
    expect(find('say')!.textContent).toBe('No clear smile yet. Smile a little more, or skip this step.');
    await frames(4.5);
    expect(find('step')!.dataset.step).toBe('surprised');
  });

  it('skips steps, and leaves what was stored alone when all are skipped', async () => {
    stored = { version: 2, time: 5, samples: {} };
    await mount();
    await click('start');
    for (let i = 0; i < 3; i++) await click('skip');
    expect(find('done')!.textContent).toContain('Nothing was changed');
    expect(api.save).not.toHaveBeenCalled();
    expect(closed).toHaveBeenCalledOnce();
  });

  it('stops at once when asked to, and takes no more frames', async () => {
    await mount();
    await click('start');
    await click('stop');
    expect(closed).toHaveBeenCalledOnce();
    await frames(30);
    expect(find('intro')).not.toBeNull();
    expect(api.save).not.toHaveBeenCalled();
  });

  it('says what corrections have taught, also without a calibration', async () => {
    stored = { version: 2, time: 5, samples: {}, corrections: { happy: -0.4 } };
    await mount();
    expect(find('stored')).toBeNull();
    expect(find('corrections')?.textContent).toContain('more careful with: Happy.');
    expect(find('delete')).not.toBeNull();
  });

  it('deletes what was stored', async () => {
    stored = { version: 2, time: 5, samples: {} };
    await mount();
    expect(find('stored')).not.toBeNull();
    await click('delete');
    expect(api.save).toHaveBeenCalledWith(null);
    expect(find('delete')).toBeNull();
    expect(find('stored')).toBeNull();
  });

  it('says what is wrong with the camera, and lets the user try again', async () => {
    const openCamera = api.openCamera;
    api = { ...api, openCamera: () => Promise.reject(new Error('No camera was found.')) };
    await mount();
    await click('start');
    expect(find('problem')!.textContent).toBe('No camera was found.');
    api = { ...api, openCamera };
    await mount();
    await click('start');
    expect(find('problem')).toBeNull();
    expect(find('step')).not.toBeNull();
    await doing(() => events!.onError('The camera stopped.'));
    expect(find('problem')!.textContent).toBe('The camera stopped.');
    expect(closed).toHaveBeenCalledOnce();
  });

  it('switches the camera off when the page goes, also while it is still being opened', async () => {
    await mount();
    await click('start');
    await doing(() => render(null, root));
    expect(closed).toHaveBeenCalledOnce();

    let opened: (camera: Awaited<ReturnType<CalibrateApi['openCamera']>>) => void = () => {};
    api = { ...api, openCamera: () => new Promise((resolve) => (opened = resolve)) };
    await mount();
    await click('start');
    await act(async () => render(null, root));
    await doing(() => opened({ stream: new MediaStream(), close: closed }));
    expect(closed).toHaveBeenCalledTimes(2);
  });
});
