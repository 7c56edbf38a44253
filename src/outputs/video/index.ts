/** The outgoing camera picture: which track the page gets, and what is drawn into it. */
import { EMOJI } from '../../emoji/choose';
import type { OutgoingState } from '../../messages/background';
import type { VideoOutputs } from '../../settings/schema';
import type { Reaction, Reading } from '../../types';
import { createArtwork, type Picture } from './artwork';
import { type Compositor, createCompositor } from './compositor';
import { type Pump, startPump } from './pump';
import { createSceneKeeper } from './scene';

/** More tracks at a time are not replaced: a page could ask for them without end. */
const MOST_TRACKS = 6;

const NONE: VideoOutputs = { video: false, mask: 'off' };

export interface Outgoing {
  /** Null where the page was not given a camera. */
  readonly state: OutgoingState | null;
  /**
   * The track to give to the page in place of the camera's; null to give it the camera's own. A track that was given
   * once goes on until the camera ends, and passes the camera's pictures untouched while there is nothing to draw.
   */
  open(camera: MediaStreamTrack): MediaStreamTrack | null;
  /** @param outputs null where the site is off */
  setOutputs(outputs: VideoOutputs | null): void;
  read(reading: Reading): void;
  react(reaction: Reaction): void;
  /** The analysis was paused or is gone. A mask stays closed. */
  forget(): void;
}

/**
 * @param fetchPicture of an emoji
 * @param now milliseconds, on the clock of the readings
 */
export function createOutgoing(
  fetchPicture: (codePoints: string) => Promise<Picture>,
  now: () => number,
): Outgoing {
  const scenes = createSceneKeeper();
  const artwork = createArtwork(fetchPicture);
  const pumps = new Set<Pump>();
  let outputs = NONE;
  /** Whether the page was last given a camera without us. */
  let bare = false;
  /** Whether taking over failed the last time. */
  let broken = false;

  const isOn = (): boolean => outputs.video || outputs.mask !== 'off';

  function start(camera: MediaStreamTrack): MediaStreamTrack {
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    const compositor: Compositor = createCompositor(artwork);
    const pump = startPump(camera, generator, now, {
      make(frame) {
        const time = now();
        return compositor.compose(frame, scenes.at(time), time);
      },
      instead: (frame) => (outputs.mask === 'off' ? null : compositor.cover(frame)),
      mayPass: () => outputs.mask === 'off',
      onFailed() {},
      onEnd() {
        pumps.delete(pump);
        compositor.dispose();
      },
    });
    pumps.add(pump);
    return generator;
  }

  return {
    get state() {
      if (broken || [...pumps].some((pump) => pump.failed)) return 'failed';
      if (pumps.size > 0 && !bare) return 'ours';
      return bare ? 'camera' : null;
    },
    open(camera) {
      broken = false;
      bare = !isOn() || pumps.size >= MOST_TRACKS;
      if (bare) return null;
      try {
        return start(camera);
      } catch (error) {
        console.error('EmojiGen could not take over the outgoing picture.', error);
        broken = true;
        // Black rather than the bare face.
        if (outputs.mask !== 'off') camera.enabled = false;
        return null;
      }
    },
    setOutputs(next) {
      outputs = next ?? NONE;
      scenes.setOutputs(outputs);
      if (isOn()) for (const emoji of Object.values(EMOJI)) artwork.load(emoji);
    },
    read(reading) {
      scenes.read(reading);
      // Readings come at the same pace in hidden tabs, where timers do not.
      for (const pump of pumps) pump.look();
    },
    react: (reaction) => {
      artwork.load(reaction.emoji);
      scenes.react(reaction, now());
    },
    forget: () => scenes.forget(),
  };
}
