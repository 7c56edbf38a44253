/** Answers what pages ask of the history, and keeps to what the user wants kept. */

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
import { createPendingReactions, createPendingSpans } from './pending-rows';
import type { SessionValue } from './session-value';

/** Old spans are looked for at most this often while new ones come. */
const HOUR = 60 * 60 * 1000;

export interface HistoryService {
  /** Keeps a span, unless the user wants nothing kept. */
  keep(span: StoredSpan): Promise<void>;
  /** Keeps a reaction, unless the user wants nothing kept, or another site says that it is of this call. */
  keepReaction(reaction: StoredReaction): Promise<void>;
  answer(message: HistoryMessage): Promise<HistoryAnswers[HistoryMessage['type']]>;
  /** Takes the span out that a wrong reaction came from, also one that is being kept at this moment. */
  removeWrong(callId: string, mark: WrongMark, site?: string): Promise<void>;
  /** Deletes what is older than the user wants it kept. */
  prune(): Promise<void>;
}

export interface HistoryServiceParts {
  readonly history: History;
  readonly settings: SettingsStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Notices what the browser loses. */
  readonly guard?: Pick<HistoryGuard, 'check' | 'told'>;
  /** Bytes on the disk; null where the browser does not say. */
  readonly bytesUsed: () => Promise<number | null>;
  /** Where what could not be written yet, and what was deleted, outlive the background. */
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
  const pendingSpans = createPendingSpans(history, sessionValues?.waiting);
  const pendingReactions = createPendingReactions(history, sessionValues?.waitingReactions);
  const deletions = createDeletions(now, sessionValues?.deleted);
  let pruned = Number.NEGATIVE_INFINITY;
  /** Spans that are on their way to the disk. */
  const keeping = new Set<Promise<void>>();
  /** The file that is coming in. */
  let arriving: { batch: string; parts: ImportPart[]; spans: number } | null = null;

  /** What began before this moment is not kept. */
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

  /** The user deletes these, also where they are on their way or not over yet. */
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
      if (!keepHistory) return;
      // A call is of one site: a page that got hold of another one's id must not write into it.
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
          // Who wants nothing of it misses nothing of it.
          return void (await guard?.told());
        case 'loss-told':
          return void (await guard?.told());
        case 'get-reactions':
          return history.reactionsBetween(message.from, message.until);
        case 'get-storage': {
          // Who wants nothing kept wants nothing tried again.
          if (!(await settings.read()).keepHistory) await forgetWaiting();
          // The answer says so where the disk still takes nothing.
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
