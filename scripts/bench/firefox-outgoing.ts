/**
 * `npm run bench:firefox -- [--seconds N]`: what Firefox offers for a picture of ours in place of the camera's, and how many
 * pictures of a canvas's stream the far end of a call gets in a tab at the front and in a hidden one, where the clock is a
 * worker's (the best that a page has: Firefox slows down timers and frame callbacks there).
 */
import { createServer } from 'node:http';
import puppeteer from 'puppeteer';
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { UsageError } from '../eval/models';
import { lookForFirefox } from '../lib/find-firefox.mjs';
import { sleep } from '../lib/remote.mjs';

const NAMES = [
  ...['MediaStreamTrackProcessor', 'MediaStreamTrackGenerator', 'VideoTrackGenerator', 'ImageCapture'],
  ...['VideoFrame', 'VideoEncoder', 'RTCRtpScriptTransform', 'RTCRtpSender', 'OffscreenCanvas'],
] as const;
/** Pictures a second that are asked for. */
const RATE = 30;

interface Counts {
  readonly ticks: number;
  /** Pictures that the canvas's stream has given to the sender. */
  readonly captured: number;
  readonly encoded: number;
  readonly decoded: number;
  readonly drawMs: number;
}

declare global {
  interface Window {
    __counts(): Promise<Counts>;
    __hidden(): boolean;
  }
}

/** In the page: camera -> canvas -> call, drawn at every tick of a worker. */
async function start(rate: number): Promise<void> {
  const [width, height] = [1280, 720];
  const camera = await navigator.mediaDevices.getUserMedia({ video: { width, height } });
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = camera;
  await video.play();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const brush = canvas.getContext('2d')!;
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks() as [CanvasCaptureMediaStreamTrack];
  // Firefox has it on the stream.
  const giver = ('requestFrame' in stream ? stream : track) as { requestFrame(): void };
  const counts = { ticks: 0, drawMs: 0 };
  const draw = (): void => {
    const begun = performance.now();
    counts.ticks += 1;
    brush.drawImage(video, 0, 0, width, height);
    brush.fillStyle = '#ffcb2e';
    brush.beginPath();
    brush.arc(640 + 40 * Math.sin(begun / 300), 330, 173, 0, 7);
    brush.fill();
    giver.requestFrame();
    counts.drawMs += performance.now() - begun;
  };
  const clock = new Worker(
    URL.createObjectURL(new Blob([`setInterval(() => postMessage(0), ${1000 / rate})`])),
  );
  clock.onmessage = draw;
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  near.onicecandidate = ({ candidate }) => candidate && void far.addIceCandidate(candidate);
  far.onicecandidate = ({ candidate }) => candidate && void near.addIceCandidate(candidate);
  near.addTrack(track, stream);
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription!);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription!);
  window.__hidden = () => document.hidden;
  window.__counts = async () => {
    const read = async (end: RTCPeerConnection, type: string, name: string): Promise<number> => {
      for (const each of (await end.getStats()).values())
        if (each.type === type) return Number(each[name] ?? 0);
      return 0;
    };
    return {
      ...counts,
      captured: await read(near, 'media-source', 'frames'),
      encoded: await read(near, 'outbound-rtp', 'framesEncoded'),
      decoded: await read(far, 'inbound-rtp', 'framesDecoded'),
    };
  };
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { seconds: 'text' });
  const seconds = wholeNumber(options.seconds, 'seconds', 30);
  const found = lookForFirefox();
  if (found.missing !== undefined) throw new UsageError(`Firefox cannot be measured: ${found.missing}.`);
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Call</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: found.firefox,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'privacy.reduceTimerPrecision': false,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
    },
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/`);
    await page.bringToFront();
    const offered = await page.evaluate(async (names) => {
      const here = names.filter((name) => name in window);
      const script = `onmessage = ({ data }) => postMessage(data.filter((name) => name in self))`;
      const worker = new Worker(URL.createObjectURL(new Blob([script])));
      const inWorker = await new Promise<string[]>((done) => {
        worker.onmessage = ({ data }) => done(data);
        worker.postMessage(names);
      });
      return { window: here, worker: inWorker };
    }, NAMES);
    await page.evaluate(start, RATE);
    const rates = async () => {
      const before = await page.evaluate(() => window.__counts());
      await sleep(1000 * seconds);
      const after = await page.evaluate(() => window.__counts());
      const hidden = await page.evaluate(() => window.__hidden());
      const per = (name: keyof Counts): number => Number(((after[name] - before[name]) / seconds).toFixed(1));
      const drawMs = (after.drawMs - before.drawMs) / Math.max(1, after.ticks - before.ticks);
      return {
        hidden,
        ticks: per('ticks'),
        captured: per('captured'),
        encoded: per('encoded'),
        decoded: per('decoded'),
        drawMs: Number(drawMs.toFixed(2)),
      };
    };
    await sleep(3000);
    const front = await rates();
    const other = await browser.newPage();
    await other.bringToFront();
    await sleep(2000);
    const hidden = await rates();
    return { version: await browser.version(), seconds, offered, front, hidden };
  } finally {
    await browser.close();
    server.close();
  }
});
