/** Checks of what arrives on a frames port: the sender is our own content script, but a page may have broken it. */

import type { Frame, Rect } from '../types';
import { parseWrongMark } from './feedback-guards';
import { PRESSURES, type ToOffscreen } from './frames';
import { parseSpan } from './guards';

/** No camera picture is larger than this; a shrunk one is far smaller. */
const LARGEST_SOURCE = 16_384;
const LARGEST_FRAME = 2048;

const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= most;

function isRect(value: unknown): value is Rect {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Rect;
  return (
    [x, y].every((v) => Number.isFinite(v) && v >= 0) &&
    isCount(width, LARGEST_SOURCE) &&
    isCount(height, LARGEST_SOURCE)
  );
}

/** Whether a value is a frame whose sizes and buffer agree. */
export function isFrame(value: unknown): value is Frame {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height, data, time, region, sourceWidth, sourceHeight, voice } = value as Frame;
  return (
    isCount(width, LARGEST_FRAME) &&
    isCount(height, LARGEST_FRAME) &&
    width % 2 === 0 &&
    height % 2 === 0 &&
    data instanceof Uint8Array &&
    data.length === (width * height * 3) / 2 &&
    Number.isFinite(time) &&
    (voice === undefined || (typeof voice === 'number' && voice >= 0 && voice <= 1)) &&
    isCount(sourceWidth, LARGEST_SOURCE) &&
    isCount(sourceHeight, LARGEST_SOURCE) &&
    isRect(region) &&
    region.x + region.width <= sourceWidth &&
    region.y + region.height <= sourceHeight
  );
}

/** The message, or null where it is not one. */
export function parseToOffscreen(value: unknown): ToOffscreen | null {
  if (typeof value !== 'object' || value === null) return null;
  const message = value as {
    type?: unknown;
    frame?: unknown;
    pressure?: unknown;
    span?: unknown;
    paces?: unknown;
  };
  const plain = (['camera-off', 'retry', 'cancel', 'same', 'alive'] as const).find(
    (type) => type === message.type,
  );
  if (plain) return { type: plain };
  if (message.type === 'pressure') {
    const pressure = PRESSURES.find((each) => each === message.pressure);
    return pressure ? { type: 'pressure', pressure } : null;
  }
  if (message.type === 'wrong') {
    const mark = parseWrongMark(value as Record<string, unknown>);
    return mark && { type: 'wrong', ...mark };
  }
  if (message.type === 'unsaved') {
    const span = parseSpan(message.span);
    return span && { type: 'unsaved', span };
  }
  if (message.type !== 'frame' || !isFrame(message.frame)) return null;
  return { type: 'frame', frame: message.frame, ...(message.paces === true && { paces: true }) };
}
