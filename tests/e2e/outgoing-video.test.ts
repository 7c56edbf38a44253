import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import {
  type Call,
  type Harness,
  KIND_TO_HIDDEN_TABS,
  launch,
  waitForNewPictures,
  waitForState,
  waitUntil,
} from './harness';
import { type Look, looksOf, watchRemote } from './remote-eye';

/** Share of yellow pixels with an emoji popped up, and without one (over the smiling scene of the clip). */
const POPPED = 0.01;
const PLAIN = 0.005;
/** Longer than an emoji is to be seen, also with the way to the far end. Milliseconds. */
const POP_LASTS = 4000;
/** Only the smiling scene is as bright: the calm one has a yellow background of its own. */
const isSmile = (look: Look): boolean => look.brightness > 120;

describe('the emoji in the outgoing picture', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    const clip = await cachedClip(QUICK, 'quick');
    harness = await launch({ clip, strict: true, ignoreDefaultArgs: KIND_TO_HIDDEN_TABS });
    await harness.setSite(true);
    await harness.setAuto(true);
    await harness.setOutputs({ video: true, mask: 'off' });
    call = await harness.openCall('');
    await watchRemote(call.page);
    await call.page.evaluate(() => window.__call.join());
  });
  afterAll(() => harness?.close());

  /** Waits until the far end has seen an emoji pop up and go away after the picture number `after`. */
  async function waitForPop(after: number): Promise<void> {
    await waitUntil('the far end sees an emoji come and go', async () => {
      const looks = (await looksOf(call.page)).filter((look) => look.n > after && isSmile(look));
      const start = looks.findIndex((look) => look.yellow < PLAIN);
      const popped = looks.findIndex((look, i) => start >= 0 && i > start && look.yellow > POPPED);
      return popped >= 0 && looks.some((look, i) => i > popped && look.yellow < PLAIN);
    });
  }

  const cameraLabel = () =>
    call.page.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.find(({ kind }) => kind === 'videoinput')!.label;
    });

  it('the page takes the track for the camera itself', async () => {
    await waitForState(harness, call, 'watching');
    const { told, device } = await call.page.evaluate(async () => {
      const track = window.__call.track!;
      const [first] = (await navigator.mediaDevices.enumerateDevices()).filter(
        (d) => d.kind === 'videoinput',
      );
      const functions = ['getSettings', 'stop', 'clone', 'applyConstraints'] as const;
      const label = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'label')!;
      return {
        device: { label: first!.label, id: first!.deviceId },
        told: {
          label: track.label,
          id: track.getSettings().deviceId,
          capable: track.getCapabilities().deviceId,
          constraints: track.getConstraints(),
          name: track.constructor.name,
          text: String(track),
          own: Reflect.ownKeys(track).length,
          direct: Object.getPrototypeOf(track) === MediaStreamTrack.prototype,
          writable: 'writable' in track,
          state: [track.readyState, track.enabled, track.muted, track.kind, track.contentHint],
          native: [...functions.map((name) => track[name]), label.get!, Object].every((f) =>
            /^function [\w ]*\(\) \{ \[native code\] \}$/.test(Function.prototype.toString.call(f)),
          ),
        },
      };
    });
    expect(told).toEqual({
      label: device.label,
      id: device.id,
      capable: device.id,
      constraints: { width: 640, height: 480 },
      name: 'MediaStreamTrack',
      text: '[object MediaStreamTrack]',
      own: 0,
      direct: true,
      writable: false,
      state: ['live', true, false, 'video', ''],
      native: true,
    });
    expect((await harness.snapshot(call))?.outgoing).toBe('ours');
  });

  it('the stream never tells the page that its camera was lost or came back', async () => {
    const told = await call.page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const events: string[] = [];
      for (const name of ['active', 'inactive', 'addtrack', 'removetrack']) {
        stream.addEventListener(name, () => events.push(name));
      }
      // Longer than the browser ever takes to tell.
      await new Promise((resolve) => setTimeout(resolve, 500));
      const [track] = stream.getVideoTracks();
      track!.stop();
      return { events, kind: track!.kind };
    });
    expect(told).toEqual({ events: [], kind: 'video' });
  });

  it('others see it pop up and go away', async () => {
    await waitForPop(0);
  });

  it('no picture is repeated or late while nothing is drawn', async () => {
    const looks = await looksOf(call.page);
    // The clip never stands still, so equal neighbours would be a stutter. Encoders may repeat a picture once.
    const repeated = looks.filter(
      (look, i) => i > 1 && look.sum === looks[i - 1]!.sum && look.sum === looks[i - 2]!.sum,
    );
    expect(repeated.length / looks.length).toBeLessThan(0.05);
  });

  it('applyConstraints reaches the camera', async () => {
    const rate = await call.page.evaluate(async () => {
      const track = window.__call.track!;
      await track.applyConstraints({ frameRate: 10 });
      const changed = track.getSettings().frameRate;
      await track.applyConstraints({});
      return changed;
    });
    expect(rate).toBe(10);
    await waitForNewPictures(call);
  });

  it('switched off by the page: black for others, and not analysed', async () => {
    await call.page.evaluate(() => {
      window.__call.track!.enabled = false;
    });
    await waitForState(harness, call, 'camera-off');
    await waitUntil('the picture is black', async () => (await looksOf(call.page)).at(-1)!.brightness < 20);
    await call.page.evaluate(() => {
      window.__call.track!.enabled = true;
    });
    await waitForState(harness, call, 'watching');
    await waitForNewPictures(call);
  });

  it('goes on in a hidden tab', async () => {
    await (await harness.browser.newPage()).bringToFront();
    await waitUntil('the tab is hidden', () =>
      call.page.evaluate(() => document.visibilityState === 'hidden'),
    );
    await waitForPop((await looksOf(call.page)).length);
    await waitForNewPictures(call);
    await call.page.bringToFront();
  });

  it('a clone outlives the track; the camera is released with the last of them', async () => {
    await call.page.evaluate(() => {
      const track = window.__call.track!;
      const copy = track.clone();
      const streamCopy = new MediaStream([track]).clone().getVideoTracks()[0]!;
      Object.assign(window, { copies: [copy, streamCopy] });
      track.stop();
      copy.stop();
    });
    await waitForState(harness, call, 'watching');
    const seen = await call.page.evaluate(async () => {
      const { copies } = window as unknown as { copies: [MediaStreamTrack, MediaStreamTrack] };
      const last = copies[1];
      const reader = new MediaStreamTrackProcessor({ track: last }).readable.getReader();
      const { value } = await reader.read();
      value?.close();
      const told = { read: value !== undefined, label: last.label, state: last.readyState };
      last.stop();
      return { ...told, after: last.readyState };
    });
    expect(seen).toEqual({
      read: true,
      label: await cameraLabel(),
      state: 'live',
      after: 'ended',
    });
    await waitForState(harness, call, 'camera-off');
    await call.page.evaluate(() => window.__call.setCamera(true));
    await waitForState(harness, call, 'watching');
    await waitForPop((await looksOf(call.page)).length);
  });

  it('switched off by the user: the same track goes on, without emoji', async () => {
    await harness.setOutputs({ video: false, mask: 'off' });
    // What has popped up before is gone after its two seconds.
    const since = Date.now() + POP_LASTS;
    const looks = async () => (await looksOf(call.page)).filter((look) => look.time > since && isSmile(look));
    await waitUntil('two more reactions', async () => {
      const { reactions } = (await harness.snapshot(call))!;
      return reactions.filter(({ time }) => time > since).length >= 2;
    });
    await waitUntil('the far end has seen the smile', async () => (await looks()).length > 30);
    expect((await looks()).filter((look) => look.yellow > POPPED)).toEqual([]);
    expect(await call.page.evaluate(() => window.__call.track!.readyState)).toBe('live');
  });
});
