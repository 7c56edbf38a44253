/** Lets the card show what goes out: a few pictures a second, and none while nobody looks. */
import type { OthersSee } from '../../shared/messages/call-tab';

/** Time between two glimpses of the same kind. Milliseconds. */
const EVERY = 200;

/** Draws a picture that goes out. It must not keep it. */
export type DrawGlimpse = (picture: VideoFrame) => void;

export interface Glimpses {
  /** @returns a function that ends it */
  watch(draw: DrawGlimpse): () => void;
  /** Offers a picture that is about to be sent. Never throws. @param now milliseconds */
  offer(picture: VideoFrame, shows: OthersSee | null, now: number): void;
}

/** @param onShows others see something else from now on */
export function createGlimpses(onShows: () => void): Glimpses {
  const watchers = new Set<DrawGlimpse>();
  let last: { readonly shows: OthersSee | null; readonly time: number } = { shows: null, time: 0 };

  return {
    watch(draw) {
      watchers.add(draw);
      last = { ...last, time: Number.NEGATIVE_INFINITY };
      return () => void watchers.delete(draw);
    },
    offer(picture, shows, now) {
      const isNew = shows !== last.shows;
      const isDue = isNew || now - last.time >= EVERY || now < last.time;
      if (!isDue) return;
      last = { shows, time: now };
      try {
        for (const draw of watchers) draw(picture);
        if (isNew) onShows();
      } catch (error) {
        console.error('EmojiGen could not show what goes out.', error);
      }
    },
  };
}
