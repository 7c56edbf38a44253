/** Other scripts before the camera (another extension, the page's own effect), and photographs. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { overlayText } from './overlay-eye';
import { CAMERAS } from './stand-in';

const PAGES = fileURLToPath(new URL('./pages/attacks/', import.meta.url));

/** The other extension's script: gives the page a picture of its own in place of the camera's, by a canvas. */
function effect(kind: string): void {
  const draw = async (real: MediaStream): Promise<MediaStream> => {
    const [camera] = real.getVideoTracks();
    if (kind === 'generator') {
      const generator = new MediaStreamTrackGenerator({ kind: 'video' });
      const { readable } = new MediaStreamTrackProcessor({ track: camera! });
      void readable.pipeTo(generator.writable);
      return new MediaStream([generator]);
    }
    const video = document.createElement('video');
    Object.assign(video, { srcObject: real, muted: true });
    await video.play();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 320, height: 240 });
    const context = canvas.getContext('2d')!;
    setInterval(() => context.drawImage(video, 0, 0, 320, 240), 50);
    return canvas.captureStream(15);
  };
  const devices = navigator.mediaDevices;
  const own = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const real = await own(constraints);
    return constraints?.video ? draw(real) : real;
  };
}

/** In the page: a camera and two peers; `__brightness` says what the far end gets: a covered picture is black. */
async function sendTo(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const [peer, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  peer.onicecandidate = ({ candidate }) => void other.addIceCandidate(candidate!);
  other.onicecandidate = ({ candidate }) => void peer.addIceCandidate(candidate!);
  const video = document.createElement('video');
  video.muted = true;
  other.ontrack = ({ track }) => {
    video.srcObject = new MediaStream([track]);
    void video.play();
  };
  const sender = peer.addTrack(stream.getVideoTracks()[0]!, stream);
  await peer.setLocalDescription();
  await other.setRemoteDescription(peer.localDescription!);
  await other.setLocalDescription();
  await peer.setRemoteDescription(other.localDescription!);
  const brightness = (): number | null => {
    if (video.readyState < 2) return null;
    const context = new OffscreenCanvas(32, 24).getContext('2d')!;
    context.drawImage(video, 0, 0, 32, 24);
    const { data } = context.getImageData(0, 0, 32, 24);
    return data.reduce((sum, value, n) => (n % 4 === 3 ? sum : sum + value), 0) / (32 * 24 * 3);
  };
  Object.assign(window, { brightness, stream, sender });
}

const BLACK = 8;
const brightness = (page: Page): Promise<number | null> => page.evaluate('brightness()') as Promise<never>;
const isBlack = async (page: Page) => ((await brightness(page)) ?? 255) < BLACK;
const isBare = async (page: Page) => ((await brightness(page)) ?? 0) > 3 * BLACK;

describe.each(['before', 'after'])(
  'another extension that replaces getUserMedia, installed %s ours',
  (order) => {
    describe.each(['canvas', 'generator'])('and gives a track of a %s', (kind) => {
      let harness: Harness;
      let folder: string;
      let call: Call;

      const install = (browser: Browser) => browser.installExtension(folder);

      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'emojigen-other-'));
        const script = {
          matches: ['http://localhost/*'],
          js: ['m.js'],
          run_at: 'document_start',
          world: 'MAIN',
        };
        const manifest = { manifest_version: 3, name: 'Other', version: '1', content_scripts: [script] };
        await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
        await writeFile(join(folder, 'm.js'), `(${effect})('${kind}')`);
        // An extension that is installed later runs its scripts later.
        const before = order === 'before' ? install : undefined;
        harness = await launch({ pages: PAGES, args: CAMERAS, own: true, ...(before && { before }) });
        if (order === 'after') await install(harness.browser);
        await harness.setSite(true);
        await harness.setOutputs({ mask: 'black' });
        call = await harness.openCall('');
      });
      afterAll(async () => {
        await harness?.close();
        await rm(folder, { recursive: true, force: true });
      });

      it('never sends the bare picture while a mask is on, and says so where it is not read', async () => {
        const { page } = call;
        await page.evaluate(sendTo);
        await waitUntil('what is sent is black', () => isBlack(page));
        const { state } = (await waitUntil('it is read, or said', async () => {
          const snapshot = await harness.snapshot(call);
          return snapshot?.state.kind === 'error' || snapshot?.state.kind === 'no-face' ? snapshot : null;
        }))!;
        if (state.kind === 'error') expect(state.message).toContain('Another extension');
        else expect((await harness.snapshot(call))?.outgoing).toBe('ours');
        await waitUntil('the card is there', async () => (await overlayText(page)).length > 0);
        await harness.setOutputs({});
        await waitUntil('the user lets it out', () => isBare(page));
        await harness.setOutputs({ mask: 'black' });
        await waitUntil('what is sent is black again', () => isBlack(page));
      });
    });
  },
);

describe('a page', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ pages: PAGES, args: CAMERAS });
    await harness.setSite(true);
  });
  afterAll(() => harness?.close());
  afterEach(async () => {
    await harness.setOutputs({});
    await call?.page.close();
  });

  it.each(['canvas', 'generator'])(
    'that draws a camera from before the mask itself (%s): covered as a whole, which card and popup say',
    async (kind) => {
      call = await harness.openCall('');
      const { page } = call;
      await page.evaluate(`(${effect})('${kind}')`);
      await page.evaluate(sendTo);
      await waitForState(harness, call, 'no-face');
      await waitUntil('the picture goes out', () => isBare(page));
      expect((await harness.snapshot(call))?.effect).toBeUndefined();
      await harness.setOutputs({ mask: 'black' });
      await waitUntil('what is sent is black', () => isBlack(page));
      expect((await harness.snapshot(call))?.effect).toBe(true);
      await waitUntil('the card says it', async () =>
        (await overlayText(page)).includes('draws your camera'),
      );
      await harness.setOutputs({});
      await waitUntil('the picture goes out again', () => isBare(page));
      await waitUntil('it is over', async () => (await harness.snapshot(call))?.effect === undefined);
    },
  );

  it('that takes a photograph while an output is on: it gets one, of what goes out', async () => {
    call = await harness.openCall('');
    const { page } = call;
    await harness.setOutputs({ video: true });
    const photo = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const { type, size } = await new ImageCapture(stream.getVideoTracks()[0]!).takePhoto();
      return { type, isSome: size > 100 };
    });
    expect(photo).toEqual({ type: 'image/jpeg', isSome: true });
  });
});
