/** Answers the pages' history requests and applies the user's choices about keeping history. */

import type { SettingsStore } from '../shared/edges/settings-store';
import { HistoryError } from '../shared/history/errors';
import { MOST_SPANS } from '../shared/history/import';
import type { History } from '../shared/history/store';
import { WORDS } from '../shared/history/words';
import { isMarked } from '../shared/history/wrong';
import type { HistoryAnswers, HistoryMessage, ImportDone } from '../shared/messages/history';
import type { StoredReaction } from '../shared/reaction-event';
import { DAY } from '../shared/statistics/aggregate';
import type { StoredSpan, WrongMark } from '../shared/types';
import { createDeletions, type Deleted, isDeleted } from './deletions';
import type { HistoryGuard } from './history-guard';
import { createPendingReactions, createPendingSpans, type WaitingGuard } from './pending-rows';
import type { SessionValue } from './session-value';

/** While new spans arrive, old ones are deleted at most this often. */
const HOUR = 60 * 60 * 1000;
/** A reaction is reported when it happens; a computer that slept reports it later. */
const LATEST_REPORT = HOUR;

export interface HistoryService {
  /** Saves a span, unless the user wants nothing kept. */
  keep(span: StoredSpan): Promise<void>;
  /**
   * Saves a reaction, unless the user wants nothing kept, or another site already has this call's id, or it is not of now: a
   * page that has taken over its renderer must not write into other days, nor into a future that no retention time reaches.
   */
  keepReaction(reaction: StoredReaction): Promise<void>;
  answer(message: HistoryMessage): Promise<HistoryAnswers[HistoryMessage['type']]>;
  /** Deletes the span of a wrong reaction, even one that is being saved at this moment. */
  removeWrong(callId: string, mark: WrongMark, site?: string): Promise<void>;
  /** Deletes what is older than the retention time. */
  prune(): Promise<void>;
}

export interface HistoryServiceParts {
  readonly history: History;
  readonly settings: SettingsStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Detects losses of the browser. */
  readonly guard?: Pick<HistoryGuard, 'check' | 'told'> & WaitingGuard;
  /** Bytes on the disk; null if the browser does not report it. */
  readonly bytesUsed: () => Promise<number | null>;
  /** Keeps unsaved rows and deletions beyond the background's life. */
  readonly sessionValues?: {
    readonly waiting: SessionValue;
    readonly deleted: SessionValue;
    readonly waitingReactions?: SessionValue;
  };
}

type ImportPart = Extract<HistoryMessage, { type: 'import-part' }>;

export function createHistoryService({
  history,
  settings,
  now,
  bytesUsed,
  sessionValues,
  guard,
}: HistoryServiceParts): HistoryService {
  const pendingSpans = createPendingSpans(history, sessionValues?.waiting, guard);
  const pendingReactions = createPendingReactions(history, sessionValues?.waitingReactions, guard);
  const deletions = createDeletions(now, sessionValues?.deleted);
  let pruned = Number.NEGATIVE_INFINITY;
  /** Spans that are being saved. */
  const keeping = new Set<Promise<void>>();
  /** The file that is being imported. */
  let arriving: { batch: string; parts: ImportPart[]; spans: number } | null = null;

  /** What began before this time is not kept. */
  async function oldest(): Promise<number> {
    const { retentionDays } = await settings.read();
    return retentionDays === 0 ? 0 : Math.max(now() - retentionDays * DAY, 0);
  }

  async function prune(): Promise<void> {
    pruned = now();
    const limit = await oldest();
    if (limit > 0) await history.removeBetween(0, limit);
  }

  async function add(span: StoredSpan): Promise<void> {
    const { keepHistory } = await settings.read();
    const left = await deletions.leave(span);
    if (!keepHistory || left === null) return;
    await pendingSpans.keep(left);
    if (now() - pruned > HOUR) await prune();
  }

  function collect(part: ImportPart): Promise<ImportDone> | null {
    if (part.index === 0) arriving = { batch: part.batch, parts: [], spans: 0 };
    if (arriving?.batch !== part.batch || arriving.parts.length !== part.index) {
      arriving = null;
      throw new HistoryError('invalid', WORDS.faults.interrupted);
    }
    arriving.parts.push(part);
    arriving.spans += part.spans.length;
    if (arriving.spans > MOST_SPANS) {
      arriving = null;
      throw new HistoryError('invalid', WORDS.faults.tooMany);
    }
    if (!part.last) return null;
    const { parts } = arriving;
    arriving = null;
    return importParts(parts);
  }

  async function importParts(parts: readonly ImportPart[]): Promise<ImportDone> {
    const limit = await oldest();
    const spans = parts.flatMap((part) => part.spans);
    const recent = spans.filter((span) => span.start >= limit);
    const titles = Object.fromEntries(parts.flatMap((part) => Object.entries(part.titles)));
    const reactions = parts.flatMap((part) => part.reactions ?? []).filter(({ time }) => time >= limit);
    return { ...(await history.import(recent, titles, reactions)), tooOld: spans.length - recent.length };
  }

  /** Deletes these on the user's request, including unsaved and unfinished ones. */
  async function forget(deleted: Deleted): Promise<void> {
    await deletions.add(deleted);
    await Promise.allSettled(keeping);
    await pendingSpans.forget((span) => isDeleted(deleted, span));
    await pendingReactions.forget((reaction) =>
      isDeleted(deleted, { ...reaction, start: reaction.time, duration: 1 }),
    );
  }

  async function forgetWaiting(): Promise<void> {
    await pendingSpans.forget(() => true);
    await pendingReactions.forget(() => true);
  }

  return {
    prune,
    async keep(span) {
      const added = add(span);
      keeping.add(added);
      await added.finally(() => keeping.delete(added));
    },
    async keepReaction(reaction) {
      const { keepHistory } = await settings.read();
      if (!keepHistory || Math.abs(now() - reaction.time) > LATEST_REPORT) return;
      // A call belongs to one site: a page that obtained another call's id must not write into it.
      const others = await history.reactionsOfCall(reaction.callId);
      if (others.some(({ site }) => site !== reaction.site)) return;
      await pendingReactions.keep(reaction);
    },
    async removeWrong(callId, mark, site) {
      await Promise.allSettled(keeping);
      await pendingSpans.forget(
        (span) => span.callId === callId && (site ?? span.site) === span.site && isMarked(span, mark),
      );
      await history.removeWrong(callId, mark, site);
    },
    async answer(message) {
      switch (message.type) {
        case 'get-overview':
          return history.overview();
        case 'get-call':
          return history.ofCall(message.callId);
        case 'rename-call':
          return void (await history.rename(message.callId, message.title));
        case 'delete-call':
          await forget({ callId: message.callId });
          return void (await history.removeCall(message.callId));
        case 'delete-range': {
          const { from, until } = message;
          await forget({ from, until });
          return void (await history.removeBetween(from, until));
        }
        case 'delete-all':
          await forget({});
          await history.clear();
          // A user who keeps no history need not hear of losses.
          return void (await guard?.told());
        case 'loss-told':
          return void (await guard?.told());
        case 'get-reactions':
          return history.reactionsBetween(message.from, message.until);
        case 'get-storage': {
          // If nothing is to be kept, nothing is retried.
          if (!(await settings.read()).keepHistory) await forgetWaiting();
          // The answer reports it if the disk still accepts nothing.
          for (const pending of [pendingSpans, pendingReactions]) await pending.retry().catch(() => {});
          const [bytes, found] = await Promise.all([bytesUsed(), history.found()]);
          const { spans, reactions } = found;
          const trouble = pendingSpans.trouble ?? pendingReactions.trouble;
          const loss = await guard?.check(found);
          return { bytes, spans, reactions, ...(trouble && { trouble }), ...(loss && { loss }) };
        }
        case 'import-part':
          return collect(message);
      }
    },
  };
}
