/**
 * Whether a track is a camera of this machine. Announcements come from the page's world and could carry anything:
 * other people's video, a canvas, a shared screen. Those must never be read.
 *
 * A camera's `deviceId` is known to the browser as a video input; canvas, remote and screen tracks carry ids of
 * their own that no device has. The content script asks its own, unmodified `mediaDevices`.
 */
export async function isOwnCamera(track: MediaStreamTrack, devices: MediaDevices): Promise<boolean> {
  const cameras = createOwnCameras(() => [devices]);
  if (!mayBeOwn(track, 'video')) return false;
  await cameras.look();
  return cameras.knows(track);
}

/** The same for microphones: other people's voices and a shared screen's sound are never measured. */
export async function isOwnMicrophone(track: MediaStreamTrack, devices: MediaDevices): Promise<boolean> {
  if (!mayBeOwn(track, 'audio')) return false;
  const inputs = await devices.enumerateDevices();
  const { deviceId } = track.getSettings();
  return inputs.some((device) => device.kind === 'audioinput' && device.deviceId === deviceId);
}

export interface OwnCameras {
  /** Asks the browser for its cameras. Rejects if it does not list them. */
  look(): Promise<void>;
  /** As `isOwnCamera`, with the browser's last answer. */
  knows(track: MediaStreamTrack): boolean;
}

/** @param devices of the window and of the frames that it serves: each may have its own ids for the same camera */
export function createOwnCameras(
  devices: () => readonly Pick<MediaDevices, 'enumerateDevices'>[],
): OwnCameras {
  let ids: readonly string[] = [];
  return {
    async look() {
      // A removed frame no longer answers.
      const [own, ...frames] = devices();
      const lists = [
        own!.enumerateDevices(),
        ...frames.map((each) => each.enumerateDevices().catch(() => [])),
      ];
      const all = (await Promise.all(lists)).flat();
      ids = all.flatMap(({ kind, deviceId }) => (kind === 'videoinput' && deviceId ? [deviceId] : []));
    },
    knows: (track) => mayBeOwn(track, 'video') && ids.includes(track.getSettings().deviceId!),
  };
}

/** What is known at once: the track has a `deviceId`, which shared screens never have. */
export function mayBeOwn(track: MediaStreamTrack, kind: 'audio' | 'video'): boolean {
  if (track.kind !== kind || track.readyState !== 'live') return false;
  const { displaySurface, deviceId } = track.getSettings();
  return displaySurface === undefined && Boolean(deviceId);
}
