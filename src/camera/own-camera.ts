/**
 * Whether a track is a camera of this machine. Announcements come from the page's world and could carry anything:
 * other people's video, a canvas, a shared screen. Those must never be read.
 *
 * A camera's `deviceId` is known to the browser as a video input; canvas, remote and screen tracks carry ids of
 * their own that no device has. The content script asks its own, unmodified `mediaDevices`.
 */
export async function isOwnCamera(track: MediaStreamTrack, devices: MediaDevices): Promise<boolean> {
  const cameras = createOwnCameras(devices);
  if (!mayBeOwn(track)) return false;
  await cameras.look();
  return cameras.knows(track);
}

export interface OwnCameras {
  /** Asks the browser which cameras there are. Rejects where it does not say. */
  look(): Promise<void>;
  /** As `isOwnCamera`, by the browser's last answer. */
  knows(track: MediaStreamTrack): boolean;
}

export function createOwnCameras(devices: Pick<MediaDevices, 'enumerateDevices'>): OwnCameras {
  let ids: readonly string[] = [];
  return {
    async look() {
      const all = await devices.enumerateDevices();
      ids = all.flatMap(({ kind, deviceId }) => (kind === 'videoinput' && deviceId ? [deviceId] : []));
    },
    knows: (track) => mayBeOwn(track) && ids.includes(track.getSettings().deviceId!),
  };
}

function mayBeOwn(track: MediaStreamTrack): boolean {
  if (track.kind !== 'video' || track.readyState !== 'live') return false;
  const { displaySurface, deviceId } = track.getSettings();
  return displaySurface === undefined && Boolean(deviceId);
}
