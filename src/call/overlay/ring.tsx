/**
 * A ring that is filled from the top, clockwise. Two half rings turn behind two windows, since the browser turns things
 * without the page's main thread; a line that grows would be drawn by it for every picture of the screen.
 */
import type { JSX } from 'preact';

/** Of the whole ring, while nothing is known but that something goes on. */
const BUSY = 0.28;
const HALVES = ['first', 'second'] as const;

export interface RingProps {
  /** 0..1; `busy` for a piece that goes round; `drain` for a full ring that runs out, in `milliseconds`. */
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

/** Each half runs out in half of the time, the one that is filled last first. */
function drain(half: (typeof HALVES)[number], milliseconds: number | undefined): JSX.CSSProperties {
  if (milliseconds === undefined) return {};
  const each = `${milliseconds / 2}ms`;
  return { animationDuration: each, animationDelay: half === 'first' ? each : '0s' };
}
