/** Polls a call page and reports changes. */

import { startInterval, startTimer, type Timer } from '../../shared/edges/timers';
import type { SiteReport } from '../../shared/messages/site-report';
import { type CallTrack, NO_CALL, trackCall } from './call-tracker';
import { chooseSite } from './index';
import { reportOn } from './report';
import type { Site, SiteView } from './site';

/** Milliseconds between two polls. A poll costs a few selectors; observing every change of a call page costs more. */
const LOOK_EVERY = 1000;
/** Delay of the self-test after a call began, so that late parts of the page are there. */
const SETTLED_AFTER = 4000;

export interface SiteWatchEvents {
  /** Whether the page holds an open camera. */
  hasCamera(): boolean;
  now(): number;
  /** Called after every poll that finds a change. */
  onView(view: SiteView, inCall: boolean): void;
  onBegan(): void;
  /** @param told whether the page showed the end; otherwise it is inferred */
  onEnded(told: boolean): void;
  /** Called with the self-test's result, some seconds after a call began. */
  onTested(report: SiteReport): void;
}

export interface SiteWatch {
  readonly site: Site;
  /** Whether the page shows that it is in a call. */
  readonly inCall: boolean;
  readonly view: SiteView;
  /** Polls at once: a camera was opened, and may be closed before the next poll. */
  lookSoon(): void;
  report(): SiteReport;
  dispose(): void;
}

/** Identifies one page of a single-page site. Some have their routes behind a `#/`. */
const placeOf = ({ pathname, hash }: URL): string =>
  hash.startsWith('#/') ? pathname + hash.replace(/\?.*$/, '') : pathname;

/** @param fallback URL for frames without their own (blank, srcdoc) */
export function watchSite(window: Window, fallback: string, events: SiteWatchEvents): SiteWatch {
  const { document } = window;
  const address = (): URL => {
    const { href, protocol } = window.location;
    return new URL(protocol === 'https:' || protocol === 'http:' ? href : fallback);
  };
  const site = chooseSite(address());
  let view = site.look(document, address());
  let track: CallTrack = NO_CALL;
  let shown = '';
  let testing: Timer | undefined;
  let disposed = false;

  function report(): SiteReport {
    return reportOn(site, document, address());
  }

  function look(): void {
    if (disposed) return;
    const url = address();
    view = site.look(document, url);
    const seen = { phase: view.phase, camera: events.hasCamera(), place: placeOf(url) };
    const next = trackCall(track, seen, events.now());
    track = next.track;
    if (next.event === 'began') {
      testing?.stop();
      testing = startTimer(
        () => disposed || track.kind !== 'call' || events.onTested(report()),
        SETTLED_AFTER,
      );
      events.onBegan();
    }
    if (next.event === 'ended' || next.event === 'faded') {
      testing?.stop();
      events.onEnded(next.event === 'ended');
    }
    const inCall = track.kind === 'call';
    const now = JSON.stringify([view, inCall]);
    if (disposed || now === shown) return;
    shown = now;
    events.onView(view, inCall);
  }

  const timer = startInterval(look, LOOK_EVERY);
  // The first poll must not run before the caller has this object.
  let soon = startTimer(look, 0);
  return {
    site,
    get inCall() {
      return track.kind === 'call';
    },
    get view() {
      return view;
    },
    lookSoon() {
      soon.stop();
      soon = startTimer(look, 0);
    },
    report,
    dispose() {
      disposed = true;
      timer.stop();
      soon.stop();
      testing?.stop();
    },
  };
}
