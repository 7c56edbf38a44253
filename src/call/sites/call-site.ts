/** The call site's side of a call: is the user in it, is the camera off there, and the site's own reactions. */

import type { CallSite } from '../../shared/messages/background';
import type { SiteReport } from '../../shared/messages/site-report';
import type { Point, Reaction, Rect } from '../../shared/types';
import { createSiteReaction, notFound, sleep } from '../site-reaction';
import { clearCorner } from './corner';
import { type SiteWatch, watchSite } from './watch';

export interface SitePart {
  /** Where the overlay is clear of the user's own picture, in fractions of the window; null: its usual place. */
  readonly corner: Point | null;
  /** Where the call's own controls are, in CSS pixels of the window; null: they are not seen. */
  readonly controls: Rect | null;
  /** Whether the page says that the user shares the screen. */
  readonly presenting: boolean;
  /** Whether the page says that the user is not in a call, and no camera is open either. */
  readonly isOutside: boolean;
  /** Whether the page says that the user is in a call. */
  readonly tellsCall: boolean;
  /** One of our own reactions. */
  react(reaction: Reaction): void;
  snapshot(): CallSite;
  report(): SiteReport;
  dispose(): void;
}

export interface SitePartEdges {
  /** Address of the tab's page, for frames without one of their own. */
  readonly topUrl: string;
  now(): number;
  /** Whether the page holds an open camera. */
  cameraLive(): boolean;
  /** Whether the user wants the site's own reactions. */
  wantsReactions(): boolean;
  /** The page says that the call's camera is off, or no longer says so. */
  onCameraMuted(muted: boolean): void;
  onBegan(): void;
  /**
   * The call was left: whatever belongs to it is to be released.
   * @param told whether the page has said so; otherwise it is guessed from a closed camera
   */
  onEnded(told: boolean): void;
  /** Something of `corner`, `isOutside` or `presenting` has changed. */
  onMoved(): void;
  /** What the user should know; null: nothing any more. */
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
      const obstacles = [selfView?.rect, controls].filter((rect) => rect != null);
      corner = clearCorner(obstacles, { width, height });
      // Believed in a call only: a lobby's buttons speak of the call to come.
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
    get tellsCall() {
      return watch.view.phase === 'call';
    },
    react: reaction.react,
    snapshot: () => ({
      name: watch.site.name,
      reacts: watch.site.elements.reactions !== null,
      problem: edges.wantsReactions() ? problem : null,
    }),
    report: watch.report,
    dispose() {
      reaction.dispose();
      watch.dispose();
    },
  };
}
