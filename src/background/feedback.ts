/** Handles a reaction that the user marks as wrong. */
import type { BaselineStore } from '../shared/edges/baseline-store';
import { createQueue } from '../shared/queue';
import { corrected } from '../shared/settings/corrections';
import type { WrongMark } from '../shared/types';
import type { HistoryService } from './history-service';

export interface Feedback {
  /**
   * Removes the span from the statistics, and makes the expression slightly harder to reach from now on.
   * @param site of the call, if a call tab reports it: it must not touch spans of other sites
   */
  wrong(callId: string, mark: WrongMark, site?: string): Promise<void>;
}

export interface FeedbackParts {
  readonly historyService: Pick<HistoryService, 'removeWrong'>;
  readonly baselines: Pick<BaselineStore, 'read' | 'write'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export function createFeedback({ historyService, baselines, now }: FeedbackParts): Feedback {
  const inTurn = createQueue();
  /** One at a time, each on the result of the previous one. */
  const learn = ({ expression, confidence }: WrongMark): Promise<void> =>
    inTurn(async () => baselines.write(corrected(await baselines.read(), expression, confidence, now())));
  return {
    async wrong(callId, mark, site) {
      const [removed, learned] = await Promise.allSettled([
        historyService.removeWrong(callId, mark, site),
        learn(mark),
      ]);
      for (const each of [removed, learned]) if (each.status === 'rejected') throw each.reason;
    },
  };
}
