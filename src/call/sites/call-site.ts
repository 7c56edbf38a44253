/** The call site's view of a call: whether the user is in it, whether the camera is off there, and its own reactions. */

import type { CallSite } from '../../shared/messages/call-tab';
import type { CallPhase, SiteReport } from '../../shared/messages/site-report';
import type { Point, Reaction, Rect } from '../../shared/types';
import { createSiteReaction, notFound, sleep } from '../site-reaction';
import { clearCorner } from './corner';
import { type SiteWatch, watchSite } from './watch';

export interface SitePart {
  /**
   * The corner where the overlay does not cover the user's own picture, in fractions of the window; null: the usual place.
   */
  readonly corner: Point | null;
  /** The places of the call's own controls, in CSS pixels of the window. */
  readonly controls: readonly Rect[];
  /** Whether the page shows that the user shares the screen. */
  readonly presenting: boolean;
  /** Whether the page shows that the user is not in a call, and no camera is open. */
  readonly isOutside: boolean;
  /** Whether the page shows that the user is in a call. */
  readonly tellsCall: boolean;
  /** What the page shows now. */
  readonly phase: CallPhase;
  /** Sends one of the extension's reactions. @returns whether the site's own was pressed; never rejects */
  react(reaction: Reaction): Promise<boolean>;
  snapshot(): CallSite;
  /** The page has opened a camera. */
  cameraOpened(): void;
  report(): SiteReport;
  dispose(): void;
}

export interface SitePartEdges {
  /** URL of the tab's page, for frames without one of their own. */
  readonly topUrl: string;
  now(): number;
  /** Whether the page holds an open camera. */
  cameraLive(): boolean;
  /** Whether the user wants the site's own reactions. */
  wantsReactions(): boolean;
  /** The page shows that the call's camera is off, or no longer shows it. */
  onCameraMuted(muted: boolean): void;
  onBegan(): void;
  /**
   * The call has ended: everything that belongs to it must be released.
   * @param told whether the page showed it; otherwise it is inferred from a closed camera
   */
  onEnded(told: boolean): void;
  /** `corner`, `isOutside` or `presenting` has changed. */
  onMoved(): void;
  /** A problem for the user; null when it is gone. */
  onProblem(problem: string | null): void;
}

export function createSitePart(window: Window, edges: SitePartEdges): SitePart {
  let problem: string | null = null;
  let corner: Point | null = null;

  function setProblem(next: string | null): void {
    if (next === problem) return;
    problem = next;
    edges.onProblem(next);
  }

  const watch: SiteWatch = watchSite(window, edges.topUrl, {
    hasCamera: edges.cameraLive,
    now: edges.now,
    onBegan: edges.onBegan,
    onEnded(told) {
      setProblem(null);
      edges.onEnded(told);
    },
    onTested({ reactions }) {
      const { opener } = watch.site.elements.reactions ?? {};
      if (reactions && opener && !reactions.canOpen && !reactions.open && edges.wantsReactions()) {
        setProblem(notFound(watch.site, opener.what));
      }
    },
    onView({ cameraOn, selfView, controls }, inCall) {
      const { innerWidth: width, innerHeight: height } = window;
      const obstacles = [...(selfView ? [selfView.rect] : []), ...controls];
      corner = clearCorner(obstacles, { width, height });
      // Trusted in a call only: a lobby's buttons describe the coming call.
      edges.onCameraMuted(inCall && cameraOn === false);
      edges.onMoved();
    },
  });
  const reaction = createSiteReaction(window.document, watch.site, {
    now: edges.now,
    sleep,
    allowed: () => edges.wantsReactions() && watch.inCall,
    onProblem: setProblem,
  });

  return {
    get corner() {
      return corner;
    },
    get controls() {
      return watch.view.controls;
    },
    get presenting() {
      return watch.inCall && watch.view.presenting;
    },
    get isOutside() {
      const { phase } = watch.view;
      return (phase === 'lobby' || phase === 'away') && !edges.cameraLive();
    },
    get phase() {
      return watch.view.phase;
    },
    get tellsCall() {
      return watch.view.phase === 'call';
    },
    react: reaction.react,
    snapshot: () => ({
      name: watch.site.name,
      reacts: watch.site.elements.reactions !== null,
      problem: edges.wantsReactions() ? problem : null,
    }),
    cameraOpened: watch.lookSoon,
    report: watch.report,
    dispose() {
      reaction.dispose();
      watch.dispose();
    },
  };
}
