/** The outgoing camera picture: the track that the page gets, and what is drawn into it. */

import { EMOJI } from '../../shared/emoji/choose';
import type { OthersSee, OutgoingState } from '../../shared/messages/call-tab';
import type { VideoOutputs } from '../../shared/settings/schema';
import type { Reaction, Reading } from '../../shared/types';
import { type ArtworkPicture, createArtwork } from './artwork';
import { createBlackout } from './blackout';
import { type Compositor, createCompositor } from './compositor';
import { GENERATED } from './generator-path';
import { createGlimpses, type Glimpses } from './glimpses';
import { type Pump, startPump } from './pump';
import { isSameView } from './same-view';
import { createSceneKeeper, type SceneKeeper } from './scene';
import type { VideoPath } from './video-path';

/** Largest number of replaced tracks at a time: a page could request them endlessly. */
const MOST_TRACKS = 6;

const NONE: VideoOutputs = { video: false, mask: 'off' };

/** State of one track of ours. */
interface Running {
  readonly camera: MediaStreamTrack;
  readonly scene: SceneKeeper;
  readonly compositor: Compositor;
}

export interface Outgoing {
  /** Null if the page has no camera. */
  readonly state: OutgoingState | null;
  /**
   * Opens the track to give to the page in place of the camera's; null to give it the camera's own. The track runs until
   * the camera ends, and passes the camera's frames unchanged while there is nothing to draw.
   */
  open(camera: MediaStreamTrack): MediaStreamTrack | null;
  /**
   * The track to send to others in place of the camera's, which the page keeps; null to send the camera's own. The same
   * track is returned as long as it is live; the sender stops it.
   */
  send(camera: MediaStreamTrack): MediaStreamTrack | null;
  /** What others see of the camera now; null if unknown or if all outputs are off. */
  readonly othersSee: OthersSee | null;
  /** Shows the pictures that go out, a few a second; see `Glimpses`. */
  readonly watch: Glimpses['watch'];
  /** Whether the track is one of those that `open` and `send` made. */
  isOurs(track: MediaStreamTrack): boolean;
  /** Whether the user has enabled any output here. */
  readonly isOn: boolean;
  /** Whether a generated track is sent in place of a camera track that the page itself holds. */
  readonly sends: boolean;
  /** Whether the unmodified camera picture may be seen. */
  readonly mayShowCamera: boolean;
  /** @param outputs null if the site is off */
  setOutputs(outputs: VideoOutputs | null): void;
  /** @param camera the analysed track: its face positions are valid for the same view only */
  read(reading: Reading, camera: MediaStreamTrack): void;
  react(reaction: Reaction): void;
  /** A visible reaction has become stronger: its emoji changes. */
  grow(reaction: Reaction): void;
  /** The analysis paused or ended. A mask stays closed. */
  forget(): void;
}

/**
 * @param fetchPicture loads the picture of an emoji
 * @param now milliseconds, on the clock of the readings
 * @param onOthersSee `othersSee` has changed
 * @param pictures how this browser reads a camera and makes a track; null if it cannot
 */
export function createOutgoing(
  fetchPicture: (codePoints: string) => Promise<ArtworkPicture>,
  now: () => number,
  onOthersSee: () => void = () => {},
  pictures: VideoPath | null = GENERATED,
): Outgoing {
  const artwork = createArtwork(fetchPicture);
  const pumps = new Map<Pump, Running>();
  /** Generated tracks that are sent in place of cameras held by the page. */
  const sent = new Map<MediaStreamTrack, MediaStreamTrack>();
  const made = new WeakSet<MediaStreamTrack>();
  let outputs = NONE;
  /** Whether the page's latest camera track is the unmodified one. */
  let bare = false;
  const blackout = createBlackout();
  const glimpses = createGlimpses(onOthersSee);
  /** Whether the last replacement failed. */
  let broken = false;

  const newest = (): Compositor | undefined => [...pumps.values()].at(-1)?.compositor;
  const isOn = (): boolean => outputs.video || outputs.mask !== 'off' || outputs.avatar?.companion === true;

  /** @param given whether the page gets the generated track as its only track of the camera */
  function start(camera: MediaStreamTrack, given: boolean, able: VideoPath): MediaStreamTrack {
    const scene = createSceneKeeper();
    scene.setOutputs(outputs);
    const out = able.create(camera, given);
    const { track } = out;
    made.add(track);
    const compositor: Compositor = createCompositor(artwork);
    const glimpse = (picture: VideoFrame): VideoFrame => {
      if (compositor === newest()) glimpses.offer(picture, compositor.shows, now());
      return picture;
    };
    const pump = startPump(camera, out, able, now, {
      async make(frame) {
        const time = now();
        return glimpse(await compositor.compose(frame, scene.at(time), time));
      },
      instead: (frame) => (outputs.mask === 'off' ? null : glimpse(compositor.cover(frame))),
      mayPass: () => outputs.mask === 'off',
      // Clones held by the page may outlive the track.
      isOver: () => !given && track.readyState === 'ended',
      onEnd() {
        pumps.delete(pump);
        // However the page stopped its track, the camera's light must go out.
        if (given) camera.stop();
        if (sent.get(camera) === track) sent.delete(camera);
        compositor.dispose();
      },
    });
    pumps.set(pump, { camera, scene, compositor });
    return track;
  }

  /** Sends black rather than the bare face. */
  function refuse(camera: MediaStreamTrack): null {
    if (outputs.mask !== 'off') blackout.add(camera);
    return null;
  }

  function tryTo(begin: () => MediaStreamTrack, camera: MediaStreamTrack): MediaStreamTrack | null {
    broken = false;
    try {
      const track = begin();
      blackout.free(camera);
      return track;
    } catch (error) {
      console.error('EmojiGen could not take over the outgoing picture.', error);
      broken = true;
      return refuse(camera);
    }
  }

  return {
    get state() {
      if (pictures === null && bare && isOn()) return 'unable';
      if (broken || [...pumps.keys()].some((pump) => pump.failed)) return 'failed';
      if (sent.size > 0 || (pumps.size > 0 && !bare)) return 'ours';
      return bare ? 'camera' : null;
    },
    get othersSee() {
      if (!isOn()) return null;
      const compositor = newest();
      if (compositor) return compositor.shows;
      if (!bare) return null;
      return outputs.mask === 'off' ? 'camera' : 'black';
    },
    watch: glimpses.watch,
    isOurs: (track) => made.has(track),
    get isOn() {
      return isOn();
    },
    get sends() {
      return sent.size > 0;
    },
    get mayShowCamera() {
      return outputs.mask === 'off';
    },
    open(camera) {
      broken = false;
      bare = !isOn() || pumps.size >= MOST_TRACKS || pictures === null;
      if (bare || pictures === null) return refuse(camera);
      return tryTo(() => start(camera, true, pictures), camera);
    },
    send(camera) {
      if (!isOn()) return null;
      const running = sent.get(camera);
      if (running?.readyState === 'live') return running;
      if (pumps.size >= MOST_TRACKS || pictures === null) return refuse(camera);
      return tryTo(() => {
        const generated = start(camera, false, pictures);
        sent.set(camera, generated);
        return generated;
      }, camera);
    },
    setOutputs(next) {
      outputs = next ?? NONE;
      for (const [pump, { scene }] of pumps) {
        scene.setOutputs(outputs);
        pump.changed();
      }
      if (outputs.mask === 'off') blackout.forget();
      if (isOn()) for (const emoji of Object.values(EMOJI)) artwork.load(emoji);
    },
    read(reading, camera) {
      for (const [pump, own] of pumps) {
        if (isSameView(own.camera, camera)) own.scene.read(reading);
        // Readings keep their pace in hidden tabs, where timers slow down.
        pump.look();
      }
    },
    react: (reaction) => {
      if (isOn()) artwork.load(reaction.emoji);
      for (const { scene } of pumps.values()) scene.react(reaction, now());
    },
    grow: (reaction) => {
      if (isOn()) artwork.load(reaction.emoji);
      for (const { scene } of pumps.values()) scene.grow(reaction);
    },
    forget() {
      for (const { scene } of pumps.values()) scene.forget();
    },
  };
}
