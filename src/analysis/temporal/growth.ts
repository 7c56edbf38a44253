/** Whether what a reaction showed has grown since: the same reaction, stronger. Pure: time is an argument. */
import { INTENSITIES, type Intensity } from '../../shared/emoji/slots';
import type { Expression } from '../../shared/types';

/** A smile that was seen at its beginning has settled after this. Milliseconds. */
const FOLLOWED_FOR = 2500;
/** A strength must last this long: a mouth that opens for a syllable is no laugh. Milliseconds. */
const LASTING = 250;

/** A reaction that came. */
export interface Fired {
  readonly expression: Expression;
  readonly time: number;
}

export interface Growth {
  /** A reaction comes now. */
  begin(fired: Fired, intensity: Intensity): void;
  /**
   * @param expression the settled one
   * @param intensity how strong it is in this frame
   * @returns the reaction that has become stronger now, to that intensity; null if none has
   */
  update(expression: Expression | null, intensity: Intensity, time: number): Fired | null;
  reset(): void;
}

export function createGrowth(): Growth {
  let fired: Fired | null = null;
  let shown: Intensity = 'slight';
  /** Since when the face has been stronger than the shown reaction. */
  let since: number | null = null;

  function reset(): void {
    fired = null;
    since = null;
  }

  return {
    begin(reaction, intensity) {
      fired = reaction;
      shown = intensity;
      since = null;
    },
    update(expression, intensity, time) {
      if (fired === null) return null;
      // Over, or from before the clock was set back.
      if (expression !== fired.expression || time - fired.time > FOLLOWED_FOR || time < fired.time) {
        reset();
        return null;
      }
      if (INTENSITIES.indexOf(intensity) <= INTENSITIES.indexOf(shown)) {
        since = null;
        return null;
      }
      since ??= time;
      if (time - since < LASTING) return null;
      shown = intensity;
      since = null;
      return fired;
    },
    reset,
  };
}
