/**
 * A ring that fills clockwise from the top. Two half rings rotate behind two windows, because the browser animates rotation
 * without the page's main thread; a growing line would be redrawn by it for every frame.
 */
import type { JSX } from 'preact';

/** Length of the rotating piece, as a share of the ring, for unknown progress. */
const BUSY = 0.28;
const HALVES = ['first', 'second'] as const;

export interface RingProps {
  /** 0..1; `busy`: a rotating piece; `drain`: a full ring that empties in `milliseconds`. */
  readonly share: number | 'busy' | 'drain';
  readonly milliseconds?: number;
}

export function Ring({ share, milliseconds }: RingProps) {
  const filled = share === 'drain' ? 1 : share === 'busy' ? BUSY : Math.max(0, Math.min(1, share));
  const turned = { first: Math.min(filled, 0.5), second: Math.max(filled - 0.5, 0) };
  return (
    <span class="ring" data-kind={typeof share === 'number' ? 'share' : share} aria-hidden="true">
      {HALVES.map((half) => (
        <span key={half} class={`half ${half}`} style={{ opacity: turned[half] > 0 ? 1 : 0 }}>
          <span style={{ rotate: `${Math.round(360 * turned[half])}deg`, ...drain(half, milliseconds) }} />
        </span>
      ))}
    </span>
  );
}

/** Each half empties in half of the time, the last one filled first. */
function drain(half: (typeof HALVES)[number], milliseconds: number | undefined): JSX.CSSProperties {
  if (milliseconds === undefined) return {};
  const each = `${milliseconds / 2}ms`;
  return { animationDuration: each, animationDelay: half === 'first' ? each : '0s' };
}
