/** Looks at every picture that the far end of the call receives, from the first one on. */
import type { Page } from 'puppeteer';

export interface Look {
  /** Number of the picture, from 1, and when it was seen (milliseconds since the epoch). */
  readonly n: number;
  readonly time: number;
  /** Which of the tracks that arrive. */
  readonly track: string;
  /** Share (0..1) of the picture that has the strong yellow of the emoji. */
  readonly yellow: number;
  /** Share of the middle of the face (astronaut photograph) that has the colour of skin. */
  readonly bare: number;
  /** Share of the whole picture that has it. */
  readonly skin: number;
  /** Mean brightness, 0..255, and mean difference of neighbouring pixels in the middle of the face. */
  readonly brightness: number;
  readonly detail: number;
  /** A number that changes with every change of the picture. */
  readonly sum: number;
}

declare global {
  interface Window {
    __looks?: Look[];
    __lookAt?: typeof lookAt;
    /** Looks at what the far end's <video> shows. */
    __lookNow?(): Promise<void>;
  }
}

/** In the page. @param n number of the picture */
async function lookAt(frame: VideoFrame, track: string, n: number): Promise<Look> {
  const options = { format: 'RGBA', colorSpace: 'srgb' } as const;
  const data = new Uint8Array(frame.allocationSize(options));
  await frame.copyTo(data, options);
  const { width, height } = frame.visibleRect!;
  const at = (x: number, y: number): number => 4 * (Math.floor(y * height) * width + Math.floor(x * width));
  let [yellow, bare, skin, light, detail, all, core, sum] = [0, 0, 0, 0, 0, 0, 0, 0];
  // No emoji has this colour, neither its yellow nor its mouth.
  const isSkin = (r: number, g: number, b: number): boolean =>
    r > 90 && g > b && g > 0.6 * r && b > 0.5 * r && b < 0.9 * r;
  for (let y = 0.01; y < 1; y += 0.02) {
    for (let x = 0.01; x < 1; x += 0.02) {
      const [r, g, b] = data.subarray(at(x, y), at(x, y) + 3) as unknown as [number, number, number];
      if (r > 200 && g > 150 && b < 100) yellow++;
      if (isSkin(r, g, b)) skin++;
      light += (r + g + b) / 3;
      sum = (sum * 31 + r + g + b) % 1e9;
      all++;
    }
  }
  for (let y = 0.34; y < 0.47; y += 0.01) {
    for (let x = 0.445; x < 0.54; x += 0.01) {
      const place = at(x, y);
      const [r, g, b] = [data[place]!, data[place + 1]!, data[place + 2]!];
      if (isSkin(r, g, b)) bare++;
      detail += Math.abs(data[place]! - data[place + 8]!);
      core++;
    }
  }
  return {
    n,
    time: Date.now(),
    track,
    yellow: yellow / all,
    bare: bare / core,
    skin: skin / all,
    brightness: light / all,
    detail: detail / core,
    sum,
  };
}

/**
 * Starts to watch in a page that has not joined yet. Works in hidden tabs, where <video> shows nothing new.
 * @param selector of the video that will show the far end
 */
export async function watchRemote(page: Page, selector = '#remote'): Promise<void> {
  await page.evaluate(`window.__lookAt = ${lookAt}`);
  await page.evaluate((where) => {
    const looks: Look[] = [];
    window.__looks = looks;
    const watched = new WeakSet<MediaStreamTrack>();

    const watch = async (track: MediaStreamTrack): Promise<void> => {
      const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done || value === undefined) return;
        looks.push(await window.__lookAt!(value, track.id, looks.length + 1));
        value.close();
      }
    };

    setInterval(() => {
      const remote = document.querySelector<HTMLVideoElement>(where)?.srcObject as MediaStream | null;
      for (const track of remote?.getVideoTracks() ?? []) {
        if (watched.has(track)) continue;
        watched.add(track);
        void watch(track);
      }
    }, 5);
  }, selector);
}

/**
 * As `watchRemote`, where there is no MediaStreamTrackProcessor (Firefox): looks at the pictures that the <video> shows. In a
 * hidden tab it shows them to nobody: `looksOf` then looks once itself.
 */
export async function watchRemoteVideo(page: Page, selector = '#remote'): Promise<void> {
  await page.evaluate(`window.__lookAt = ${lookAt}`);
  await page.evaluate((where) => {
    const looks: Look[] = [];
    window.__looks = looks;
    const video = document.querySelector<HTMLVideoElement>(where)!;
    window.__lookNow = async () => {
      if (video.readyState < 2) return;
      const frame = new VideoFrame(video, { timestamp: 0 });
      try {
        const look = await window.__lookAt!(frame, 'shown', looks.length + 1);
        looks.push({ ...look, n: looks.length + 1 });
      } finally {
        frame.close();
      }
    };
    const next = (): void => {
      void window.__lookNow!();
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }, selector);
}

/** Everything that was seen so far. */
export async function looksOf(page: Page): Promise<readonly Look[]> {
  return await page.evaluate(async () => {
    if (document.hidden) await window.__lookNow?.();
    return window.__looks ?? [];
  });
}
