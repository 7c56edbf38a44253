/**
 * Whether a track is a camera of this machine. Announcements come from the page's world and could carry anything:
 * other people's video, a canvas, a shared screen. Those must never be read.
 *
 * A camera's `deviceId` is known to the browser as a video input; canvas, remote and screen tracks carry ids of
 * their own that no device has. The content script asks its own, unmodified `mediaDevices`.
 */
export async function isOwnCamera(track: MediaStreamTrack, devices: MediaDevices): Promise<boolean> {
  return track.kind === 'video' && isOwn(track, devices, 'videoinput');
}

/** The same for microphones: other people's voices and the sound of a shared screen are never listened to. */
export async function isOwnMicrophone(track: MediaStreamTrack, devices: MediaDevices): Promise<boolean> {
  return track.kind === 'audio' && isOwn(track, devices, 'audioinput');
}

async function isOwn(
  track: MediaStreamTrack,
  devices: MediaDevices,
  kind: MediaDeviceKind,
): Promise<boolean> {
  if (track.readyState !== 'live') return false;
  const settings = track.getSettings();
  if (settings.displaySurface !== undefined || !settings.deviceId) return false;
  const inputs = await devices.enumerateDevices();
  return inputs.some((device) => device.kind === kind && device.deviceId === settings.deviceId);
}
