/** The small live picture of what goes out, in the card. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DrawGlimpse } from '../../src/call/outgoing/glimpses';
import { createOverlay, type Overlay } from '../../src/call/overlay';
import { SETTLE } from '../../src/call/overlay/guard';
import { EMOJI, overlayEvents, wordsIn } from './support/overlay';

const closed = vi.fn();
/** @param format `BGRA`: only the browser can convert it */
function pictureOf(displayWidth: number, displayHeight: number, format = 'BGRA'): VideoFrame {
  const size = displayWidth * displayHeight * 1.5;
  const picture = {
    ...{ displayWidth, displayHeight, format, colorSpace: {}, close: closed },
    visibleRect: { width: displayWidth, height: displayHeight },
    allocationSize: () => size,
    async copyTo(into: Uint8Array) {
      into.fill(128);
      const half = displayWidth / 2;
      return [
        { offset: 0, stride: displayWidth },
        { offset: displayWidth * displayHeight, stride: half },
        { offset: displayWidth * displayHeight * 1.25, stride: half },
      ];
    },
  };
  return { ...picture, clone: () => picture } as unknown as VideoFrame;
}
const picture = pictureOf(1280, 720);
const watchers = new Set<DrawGlimpse>();
const context = { clearRect: vi.fn(), fillRect: vi.fn(), drawImage: vi.fn(), putImageData: vi.fn() };
const events = overlayEvents();
let overlay: Overlay;
let root: ShadowRoot;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  watchers.clear();
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  overlay = createOverlay(
    document,
    {
      ...{ position: null, emojiUrl: () => '', ...EMOJI, events, details: true },
      watchOutgoing(draw) {
        watchers.add(draw);
        return () => void watchers.delete(draw);
      },
    },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
  overlay.setState({ kind: 'watching' });
});
afterEach(() => {
  overlay.dispose();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const glimpse = () => root.querySelector('.glimpse');
/** Effects run in a later task. */
const drawn = () => vi.advanceTimersByTimeAsync(50);

describe('the picture of what goes out', () => {
  it('is not there while no output is on: the words alone say what others see', async () => {
    overlay.setOthers('camera');
    await drawn();
    expect(glimpse()).toBeNull();
    expect(watchers.size).toBe(0);
    expect(wordsIn(root)).toContain('Others see: your camera');
  });

  it('draws what it is given, whole', async () => {
    overlay.setOthers('avatar', 'live');
    await drawn();
    expect(wordsIn(glimpse())).toBe('Others see: your avatar');
    expect(watchers.size).toBe(1);
    for (const draw of watchers) draw(picture);
    await drawn();
    expect(context.drawImage).toHaveBeenCalledWith(expect.anything(), 0, 0, 192, 108);
    for (const draw of watchers) draw(pictureOf(720, 1280));
    await drawn();
    expect(context.drawImage).toHaveBeenLastCalledWith(expect.anything(), 65, 0, 61, 108);
    expect(closed).toHaveBeenCalledTimes(2);
  });

  it('makes a small one of planes itself, which is cheaper', async () => {
    vi.stubGlobal(
      'ImageData',
      class {
        readonly data: Uint8ClampedArray;
        constructor(
          readonly width: number,
          readonly height: number,
        ) {
          this.data = new Uint8ClampedArray(4 * width * height);
        }
      },
    );
    overlay.setOthers('avatar', 'live');
    await drawn();
    for (const draw of watchers) draw(pictureOf(1280, 720, 'I420'));
    await drawn();
    expect(context.drawImage).not.toHaveBeenCalled();
    const [image, left, top] = context.putImageData.mock.lastCall as [ImageData, number, number];
    expect([image.width, image.height, left, top]).toEqual([192, 108, 0, 0]);
    expect(Math.abs(image.data[0]! - 130)).toBeLessThan(3);
    expect(closed).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
  });

  it('is not drawn while the page is hidden', async () => {
    overlay.setOthers('avatar', 'live');
    await drawn();
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    for (const draw of watchers) draw(picture);
    await drawn();
    expect(context.drawImage).not.toHaveBeenCalled();
  });

  it('keeps its place, empty, while nothing of ours goes out', async () => {
    overlay.setOthers('avatar', 'live');
    await drawn();
    overlay.setOthers('camera', 'empty');
    await drawn();
    expect(watchers.size).toBe(0);
    expect(context.clearRect).toHaveBeenCalled();
    expect(wordsIn(glimpse())).toBe('Others see: your camera');
  });

  it('has the same elements whatever is seen: a page can measure the card', async () => {
    overlay.setOthers('avatar', 'live');
    await drawn();
    const shape = () => glimpse()!.outerHTML.replace(/data-says="[^"]*"/, '');
    const before = shape();
    for (const others of ['blurred', 'black', 'held', 'mask', 'camera'] as const) {
      overlay.setOthers(others, 'live');
      expect(shape()).toBe(before);
    }
  });

  it.each(['hidden', 'removed'])('ends with the card: %s', async (how) => {
    overlay.setOthers('avatar', 'live');
    await drawn();
    if (how === 'removed') overlay.dispose();
    else root.querySelector<HTMLElement>('[aria-label="Hide this card"]')!.click();
    await drawn();
    expect(watchers.size).toBe(0);
  });

  it('moves the buttons below it, so that a press which was aimed before does not count', async () => {
    vi.advanceTimersByTime(2 * SETTLE);
    overlay.setOthers('avatar', 'live');
    root.querySelector<HTMLElement>('.turn-off')!.click();
    expect(events.onOff).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2 * SETTLE);
    root.querySelector<HTMLElement>('.turn-off')!.click();
    expect(events.onOff).toHaveBeenCalledTimes(1);
  });
});
