/** Looks at a call page again and again, and says what has changed. */

import type { SiteReport } from '../../shared/messages/site-report';
import { type CallTrack, NO_CALL, trackCall } from './call-tracker';
import { chooseSite } from './index';
import { reportOn } from './report';
import type { Site, SiteView } from './site';

/** Milliseconds between two looks. A look costs a few selectors; observing every change of a call page costs more. */
const LOOK_EVERY = 1000;
/** Late parts of a page are given this long after a call began before the self-test. */
const SETTLED_AFTER = 4000;

export interface SiteWatchEvents {
  /** Whether the page holds an open camera. */
  hasCamera(): boolean;
  now(): number;
  /** After every look that shows something new. */
  onView(view: SiteView, inCall: boolean): void;
  onBegan(): void;
  /** @param told whether the page has said so; a guess otherwise */
  onEnded(told: boolean): void;
  /** The self-test, some seconds after a call began. */
  onTested(report: SiteReport): void;
}

export interface SiteWatch {
  readonly site: Site;
  /** Whether the page says that it is in a call. */
  readonly inCall: boolean;
  readonly view: SiteView;
  report(): SiteReport;
  dispose(): void;
}

/** What tells one page of a single-page site from another. Some have their routes behind a `#/`. */
const placeOf = ({ pathname, hash }: URL): string =>
  hash.startsWith('#/') ? pathname + hash.replace(/\?.*$/, '') : pathname;

/** @param fallback address to go by where the frame has none of its own (blank, srcdoc) */
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
  let testing: ReturnType<typeof setTimeout> | undefined;
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
      clearTimeout(testing);
      testing = setTimeout(
        () => disposed || track.kind !== 'call' || events.onTested(report()),
        SETTLED_AFTER,
      );
      events.onBegan();
    }
    if (next.event === 'ended' || next.event === 'faded') {
      clearTimeout(testing);
      events.onEnded(next.event === 'ended');
    }
    const inCall = track.kind === 'call';
    const now = JSON.stringify([view, inCall]);
    if (disposed || now === shown) return;
    shown = now;
    events.onView(view, inCall);
  }

  const timer = setInterval(look, LOOK_EVERY);
  // The first look must not run before the caller has this object.
  const first = setTimeout(look, 0);
  return {
    site,
    get inCall() {
      return track.kind === 'call';
    },
    get view() {
      return view;
    },
    report,
    dispose() {
      disposed = true;
      clearInterval(timer);
      clearTimeout(first);
      clearTimeout(testing);
    },
  };
}
