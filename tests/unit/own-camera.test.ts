import { describe, expect, it, vi } from 'vitest';
import { isOwnCamera, isOwnMicrophone } from '../../src/call/camera/own-camera';

const device = (kind: MediaDeviceKind, deviceId: string) => ({ kind, deviceId }) as MediaDeviceInfo;
const devices = (list: MediaDeviceInfo[]): MediaDevices =>
  ({ enumerateDevices: vi.fn(async () => list) }) as unknown as MediaDevices;
const KNOWN = devices([
  device('videoinput', 'cam-1'),
  device('audioinput', 'mic-1'),
  device('videoinput', ''),
]);

function track(settings: MediaTrackSettings, change: Partial<MediaStreamTrack> = {}): MediaStreamTrack {
  return { kind: 'video', readyState: 'live', getSettings: () => settings, ...change } as MediaStreamTrack;
}

describe('isOwnCamera', () => {
  it('knows a camera of this machine', async () => {
    expect(await isOwnCamera(track({ deviceId: 'cam-1' }), KNOWN)).toBe(true);
  });

  it.each<[string, MediaStreamTrack]>([
    ['another person’s video', track({ deviceId: '5f0c-remote' })],
    ['a canvas', track({ deviceId: 'canvas' })],
    ['a track without an id', track({})],
    ['a track with an empty id, as before permission', track({ deviceId: '' })],
    ['a shared screen', track({ deviceId: 'cam-1', displaySurface: 'monitor' })],
    ['a microphone', track({ deviceId: 'mic-1' }, { kind: 'audio' })],
    ['video with a microphone’s id', track({ deviceId: 'mic-1' })],
    ['a camera that ended', track({ deviceId: 'cam-1' }, { readyState: 'ended' })],
  ])('turns down %s', async (_, other) => {
    expect(await isOwnCamera(other, KNOWN)).toBe(false);
  });

  it('turns everything down where there is no camera', async () => {
    expect(await isOwnCamera(track({ deviceId: 'cam-1' }), devices([]))).toBe(false);
  });
});

describe('isOwnMicrophone', () => {
  const audio = (deviceId: string) => track({ deviceId }, { kind: 'audio' });

  it('knows a microphone of this machine, and no other sound', async () => {
    expect(await isOwnMicrophone(audio('mic-1'), KNOWN)).toBe(true);
    const others = [audio('5f0c-remote'), audio(''), audio('cam-1'), track({ deviceId: 'mic-1' })];
    for (const other of others) expect(await isOwnMicrophone(other, KNOWN)).toBe(false);
    const shared = track({ deviceId: 'mic-1', displaySurface: 'browser' }, { kind: 'audio' });
    expect(await isOwnMicrophone(shared, KNOWN)).toBe(false);
  });
});
