/** The master switch, the pause, feedback on reactions, and links to the other pages. */
import { useEffect, useId, useRef } from 'preact/hooks';
import { formatCount, numberFormat } from '../../shared/language/formats';
import type { Load } from '../../shared/messages/call-tab';
import { PAUSES, type PauseMinutes } from '../../shared/settings/pause';
import type { Reaction } from '../../shared/types';
import { reactionName } from '../../shared/ui/expressions';
import { formatDuration, formatShare, formatTime } from '../../shared/ui/format';
import { stateText } from '../../shared/ui/state-text';
import { WORDS } from './words';

const MINUTE = 60_000;
const formatRate = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 });

export interface MasterProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Master({ on, onChange }: MasterProps) {
  const id = useId();
  const words = WORDS.controls.master;
  return (
    <span class="master">
      <button
        type="button"
        id={id}
        class="switch"
        role="switch"
        aria-checked={on}
        aria-label={words.label}
        title={words.label}
        data-testid="master-switch"
        onClick={() => onChange(!on)}
      >
        <span class="switch-knob" />
      </button>
    </span>
  );
}

export interface PauseRowProps {
  /** When the pause ends; null if there is none. */
  readonly until: number | null;
  readonly onPause: (minutes: PauseMinutes | null) => void;
}

/** Starts a pause everywhere, or shows its remaining time. */
export function PauseRow({ until, onPause }: PauseRowProps) {
  const words = WORDS.controls.pause;
  const row = useRef<HTMLElement>(null);
  const chosen = useRef(false);
  const choose = (minutes: PauseMinutes | null): void => {
    chosen.current = true;
    onPause(minutes);
  };
  const paused = until !== null;
  useEffect(() => {
    // The pressed button is gone: the focus moves to its successor for keyboard users.
    if (chosen.current) row.current?.querySelector('button')?.focus();
    chosen.current = false;
  }, [paused]);
  return (
    <section
      ref={row}
      class="card pause"
      aria-label={words.label}
      data-testid="pause-row"
      data-paused={paused}
    >
      {paused ? (
        <span data-testid="pause-left">{words.left(formatDuration(shownOf(until)))}</span>
      ) : (
        <span>{words.label}</span>
      )}
      <span class="visually-hidden" role="status">
        {paused && stateText({ kind: 'paused', until }).explanation}
      </span>
      {paused ? (
        <button type="button" class="button" data-testid="resume-all" onClick={() => choose(null)}>
          {words.resume}
        </button>
      ) : (
        <span class="pause-choices">
          {PAUSES.map((minutes) => (
            <button
              key={minutes}
              type="button"
              class="button"
              aria-label={words.forMinutes(words.minutes[minutes])}
              data-testid={`pause-${minutes}`}
              onClick={() => choose(minutes)}
            >
              {words.minutes[minutes]}
            </button>
          ))}
        </span>
      )}
    </section>
  );
}

/** Whole minutes, and seconds in the last one. */
function shownOf(until: number): number {
  const left = Math.max(until - Date.now(), 0);
  return left > MINUTE ? Math.ceil(left / MINUTE) * MINUTE : left;
}

export interface WrongButtonProps {
  readonly reaction: Reaction;
  readonly onWrong: (time: number) => void;
}

export function WrongButton({ reaction, onWrong }: WrongButtonProps) {
  const words = WORDS.controls.wrong;
  const done = useRef<HTMLSpanElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (pressed.current && reaction.wrong) done.current?.focus();
  }, [reaction.wrong]);
  if (reaction.wrong) {
    return (
      <span ref={done} class="hint" role="status" tabIndex={-1}>
        {words.done}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="link wrong"
      aria-label={words.label(reactionName(reaction), formatTime(reaction.time))}
      title={words.hint}
      data-testid="wrong"
      onClick={() => {
        pressed.current = true;
        onWrong(reaction.time);
      }}
    >
      {words.button}
    </button>
  );
}

/** The cost of the analysis, and why it may do less than chosen. */
export function LoadLine({ load }: { readonly load: Load }) {
  const words = WORDS.controls.load;
  const { framesPerSecond, millisecondsPerFrame, coreShare, backOff } = load;
  const parts = [words.rate(formatRate(framesPerSecond), formatCount(Math.round(millisecondsPerFrame)))];
  if (coreShare !== undefined) parts.push(words.core(formatShare(coreShare)));
  return (
    <p class="hint" data-testid="load">
      {parts.join(' · ')}
      {backOff && (
        <>
          <br />
          {words.backOff[backOff]}
        </>
      )}
    </p>
  );
}

/** Paths of the icons, in a square of 24. */
const ICONS = {
  settings:
    'M4 8h9m5 0h2M4 16h2m5 0h9M18 8a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM11 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  dashboard: 'M4 20h16M7 20v-7m5 7V5m5 15v-10',
  tryIt:
    'M4 8V5a1 1 0 0 1 1-1h3m8 0h3a1 1 0 0 1 1 1v3m0 8v3a1 1 0 0 1-1 1h-3m-8 0H5a1 1 0 0 1-1-1v-3M9 10v.5m6-.5v.5M8.5 14.5c2 2 5 2 7 0',
} as const;

/** Links to the other pages, as icons with names. */
export function PageLinks() {
  const words = WORDS.controls.pages;
  const pages = [
    { href: '/options.html', name: words.settings, icon: ICONS.settings },
    { href: '/dashboard.html', name: words.dashboard, icon: ICONS.dashboard },
    { href: '/try-it.html', name: words.tryIt, icon: ICONS.tryIt },
  ];
  return (
    <nav class="pages" aria-label={words.label}>
      {pages.map(({ href, name, icon }) => (
        <a key={href} href={href} target="_blank" title={name} rel="noopener">
          <span class="visually-hidden">{name}</span>
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d={icon} />
          </svg>
        </a>
      ))}
    </nav>
  );
}
