/** A mask that is on while the extension is updated: no bare picture goes out before the user's choice is known again. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HookSide, openHookSide } from '../../src/call/camera/hook-side';
import { whenHosted } from '../../src/call/camera/reachable-frames';
import { OFFER_AGAIN } from '../../src/hook/channel/offer';
import { installCameraHook } from '../../src/hook/gum-hook';
import { type PageWindow, pageWindow } from './support/page-window';
import { peerClasses } from './support/peer-classes';

type Track = InstanceType<PageWindow['MediaStreamTrack']>;

const settled = () => vi.advanceTimersByTimeAsync(1);

describe('an update of the extension under a mask', () => {
  let page: PageWindow;
  let peers: ReturnType<typeof peerClasses<Track>>;
  let sender: InstanceType<ReturnType<typeof peerClasses<Track>>['RTCRtpSender']>;
  let camera: Track;
  /** What the sender was made to send. */
  let sent: string[];
  let first: AbortController;
  let second: AbortController;
  /** Whether another script stands before the camera. */
  let wrapped: boolean;

  /** A content script's end, whose user wants a mask as soon as `masks` says so. */
  function contentScript(name: string, lifetime: AbortController) {
    const made = new Map<Track, Track>();
    let masks = false;
    const outgoing = {
      open: () => null,
      send(track: unknown) {
        if (!masks) return null;
        const from = track as Track;
        if (!made.has(from)) made.set(from, new page.MediaStreamTrack(`${name}, masked`));
        return made.get(from) as never;
      },
      sends: false,
      isOurs: (track: unknown) => [...made.values()].includes(track as Track),
      get isOn() {
        return masks;
      },
      get mayShowCamera() {
        return !masks;
      },
    };
    const own = { asked() {}, camera() {}, microphone() {}, screen() {}, changed() {}, effect() {} };
    const side: HookSide = openHookSide(page.hooked, outgoing, own, lifetime.signal);
    return {
      side,
      /** The settings have arrived. */
      know() {
        masks = true;
        side.outputsChanged();
        side.outputsKnown();
      },
    };
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    page = pageWindow();
    peers = peerClasses<Track>();
    wrapped = false;
    const mediaDevices = {
      enumerateDevices: async () => [{ kind: 'videoinput', deviceId: wrapped ? 'another' : 'cam-1' }],
    };
    Object.assign(page.window, peers, { navigator: { mediaDevices } });
    [first, second, sent] = [new AbortController(), new AbortController(), []];
    camera = new page.MediaStreamTrack('camera', 'video', { deviceId: 'cam-1' });
    page.browser.answer = () => Promise.resolve(new page.MediaStream([camera]));
    // Below the hook, which keeps this one.
    const { replaceTrack } = peers.RTCRtpSender.prototype;
    peers.RTCRtpSender.prototype.replaceTrack = function (track) {
      sent.push(track?.name ?? 'nothing');
      return replaceTrack.call(this, track);
    };
    installCameraHook(page.hooked);
    contentScript('first', first).know();
    const devices = new page.MediaDevices();
    await devices.getUserMedia({ video: true });
    sender = new peers.RTCPeerConnection().addTrack(camera);
    await settled();
    expect(sender.reallySends()?.name).toBe('first, masked');
    sent = [];
    first.abort();
    await settled();
    expect(sent).toEqual([]);
  });
  afterEach(() => {
    first.abort();
    second.abort();
    vi.useRealTimers();
  });

  it('leaves the old mask on until the new one is there', async () => {
    const { know } = contentScript('second', second);
    await settled();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toEqual([]);
    know();
    await settled();
    expect(sent).toEqual(['second, masked']);
    expect(sender.reallySends()?.name).toBe('second, masked');
  });

  it('leaves it on where the settings cannot be read', async () => {
    const { side } = contentScript('second', second);
    side.outputsKnown();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toEqual([]);
  });

  it('leaves it on where another script stands before the camera', async () => {
    wrapped = true;
    page.MediaDevices.prototype.getUserMedia = () => page.browser.answer();
    contentScript('second', second);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toEqual([]);
  });

  it('asks nothing of a frame that is served meanwhile', async () => {
    const { know } = contentScript('second', second);
    const channel = new EventTarget();
    let asked = 0;
    channel.addEventListener(OFFER_AGAIN, () => asked++);
    const mediaDevices = { enumerateDevices: async () => [] };
    const frame = Object.assign(new EventTarget(), { navigator: { mediaDevices } });
    whenHosted(page.hooked, (host) => host.serve(frame as never, channel));
    await settled();
    expect(asked).toBe(0);
    know();
    await settled();
    expect(asked).toBeGreaterThan(0);
  });
});
