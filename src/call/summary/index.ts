/** The summary after a call: on a card of its own, or as the toolbar button's badge where the user has hidden the card. */
import type { CallSummary } from '../../shared/call-summary';
import type { Rect } from '../../shared/types';
import type { ArtworkPicture } from '../outgoing/artwork';
import type { Fraction } from '../overlay/position';
import { createSummaryCard, type SummaryCard } from '../overlay/summary-card';
import { loadEmoji } from './emoji';
import { givePicture, givingIn } from './save';
import { type CallTally, createTally } from './tally';

export interface Summaries {
  /** Of the call that runs. */
  readonly tally: CallTally;
  /**
   * The call is over: shows what was counted, and counts anew.
   * @param told whether the page showed the end; one that is inferred from a closed camera may be minutes ago
   */
  end(told: boolean): void;
  /** What was counted until now, for the page that follows this one; null if there is nothing to tell. */
  readonly unfinished: CallSummary | null;
  /** Shows the summary of a call that was left by loading this page. */
  show(summary: CallSummary): void;
  /** The next call begins, or EmojiGen ends here. */
  hide(): void;
  /** As `Overlay.avoid`. */
  avoid(controls: readonly Rect[]): void;
}

/** An end that is inferred later than this after the last reading has no summary. Milliseconds. */
const RECENT = 60_000;

export interface SummaryEdges {
  now(): number;
  /** Whether the user wants summaries. */
  wanted(): boolean;
  /** Whether the user has hidden the card. */
  isCardHidden(): boolean;
  /** Where the card stood. */
  position(): Fraction | null;
  /** Every emoji that may have been sent, and its picture. */
  emoji(): readonly string[];
  fetchPicture(codePoints: string): Promise<ArtworkPicture>;
  /** The user wants no summary any more, after any call. */
  onUnwanted(): void;
  /** Shows the numbers on the toolbar button. */
  onBadge(reactions: number, smiles: number): void;
}

export function createSummaries(window: Window & typeof globalThis, edges: SummaryEdges): Summaries {
  let tally = createTally();
  let card: SummaryCard | null = null;

  function hide(): void {
    card?.dispose();
    card = null;
  }

  return {
    get tally() {
      return tally;
    },
    end(told) {
      hide();
      const isRecent = told || edges.now() - tally.lastRead < RECENT;
      const summary = isRecent ? tally.summary() : null;
      tally = createTally();
      if (summary !== null) show(summary);
    },
    get unfinished() {
      return edges.wanted() ? tally.summary() : null;
    },
    show,
    hide,
    avoid: (controls) => card?.avoid(controls),
  };

  function show(summary: CallSummary): void {
    hide();
    if (!edges.wanted()) return;
    if (edges.isCardHidden()) return edges.onBadge(summary.reactions, summary.smiles);
    const pictures = loadEmoji(edges.emoji(), edges.fetchPicture);
    card = createSummaryCard(window.document, summary, {
      ...{ giving: givingIn(window), pictures },
      onGive: async () => givePicture(window, summary, await pictures),
      onClose: hide,
      onNever() {
        hide();
        edges.onUnwanted();
      },
    });
    card.moveTo(edges.position());
  }
}
