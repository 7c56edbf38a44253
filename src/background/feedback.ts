/** What follows when the user says that a reaction was wrong. */
import type { BaselineStore } from '../shared/edges/baseline-store';
import { createQueue } from '../shared/queue';
import { corrected } from '../shared/settings/corrections';
import type { WrongMark } from '../shared/types';
import type { HistoryService } from './history-service';

export interface Feedback {
  /**
   * Takes the span out of the statistics, and makes the expression a little harder to reach from now on.
   * @param site of the call, where a call tab says so: spans of other sites are none of its business
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
  /** One after the other, each on what the one before left. */
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
