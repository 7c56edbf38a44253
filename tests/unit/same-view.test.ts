import { expect, it } from 'vitest';
import { isSameView } from '../../src/call/outgoing/same-view';

const track = (settings: MediaTrackSettings) => ({ getSettings: () => settings }) as MediaStreamTrack;
const WIDE = { deviceId: 'front', width: 1280, height: 720 };

it.each<[string, MediaTrackSettings, boolean]>([
  ['a clone', WIDE, true],
  ['one that is smaller, of the same shape', { ...WIDE, width: 640, height: 360 }, true],
  ['one that is cropped', { ...WIDE, width: 640, height: 480 }, false],
  ['another camera', { ...WIDE, deviceId: 'back' }, false],
  ['one that says no size', { deviceId: 'front' }, false],
  ['one that says nothing', {}, false],
])('a place in one picture is the same place in the other: %s', (_, settings, is) => {
  expect(isSameView(track(WIDE), track(settings))).toBe(is);
  expect(isSameView(track(settings), track(WIDE))).toBe(is);
});

it('a track is like itself, whatever it says', () => {
  const unknown = track({});
  expect(isSameView(unknown, unknown)).toBe(true);
});
