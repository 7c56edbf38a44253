import { askBackground } from '../../shared/edges/ask-background';
import { createImageStore } from '../../shared/edges/image-store';
import { createSettingsStore } from '../../shared/edges/settings-store';
import { openHistory } from '../../shared/history/store';
import { type ImportDone, SPANS_A_PART } from '../../shared/messages/history';
import { DAY } from '../../shared/statistics/aggregate';
import type { StoredSpan } from '../../shared/types';
import { saveFile } from '../ui/save-file';
import type { DashboardApi } from './dashboard-api';

/** Days per request: the size of messages is limited. */
const DAYS_AT_ONCE = 30;

/**
 * The dashboard's access to the browser. Changes go through the background, which owns the history. The page reads the sums
 * itself: otherwise the background may have to start first, and would send them as a message.
 */
export function browserDashboardApi(): DashboardApi {
  const settings = createSettingsStore();
  const history = openHistory();
  const images = createImageStore();
  return {
    overview: () => history.overview(),
    settings: () => settings.read(),
    storage: () => askBackground({ type: 'get-storage' }),
    images: () => images.list(),
    lossTold: () => askBackground({ type: 'loss-told' }),
    callSpans: (callId) => askBackground({ type: 'get-call', callId }),
    rename: (callId, title) => askBackground({ type: 'rename-call', callId, title }),
    deleteCall: (callId) => askBackground({ type: 'delete-call', callId }),
    deleteRange: (from, until) => askBackground({ type: 'delete-range', from, until }),
    deleteAll: () => askBackground({ type: 'delete-all' }),
    async setHistory(wanted) {
      await askBackground({ type: 'change-settings', patch: wanted });
    },
    async allSpans({ days }) {
      const kept = [...new Set(days.map((row) => row.day))].sort((a, b) => a - b);
      const all: StoredSpan[] = [];
      let next = Number.NEGATIVE_INFINITY;
      for (const day of kept) {
        if (day < next) continue;
        next = day + DAYS_AT_ONCE;
        const [from, until] = [day * DAY, next * DAY];
        const spans = await askBackground({ type: 'get-spans', from, until });
        // A span that reaches into the next piece is in both.
        for (const span of spans) if (span.start >= from) all.push(span);
      }
      return all;
    },
    reactionsBetween: (from, until) => history.reactionsBetween(from, until),
    allReactions: () => history.reactionsBetween(0, Number.MAX_SAFE_INTEGER),
    async importSpans(spans, titles, progress, reactions = []) {
      const batch = crypto.randomUUID();
      const parts = Math.max(1, Math.ceil(Math.max(spans.length, reactions.length) / SPANS_A_PART));
      let done: ImportDone | null = null;
      for (let index = 0; index < parts; index++) {
        progress(index / parts);
        const pieceOf = <T>(all: readonly T[]): T[] =>
          all.slice(index * SPANS_A_PART, (index + 1) * SPANS_A_PART);
        const last = index === parts - 1;
        const part = { batch, index, last, spans: pieceOf(spans), titles: last ? titles : {} };
        done = await askBackground({ type: 'import-part', ...part, reactions: pieceOf(reactions) });
      }
      return done ?? { added: 0, duplicates: 0, tooOld: 0 };
    },
    save: saveFile,
    emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
    now: Date.now,
    offsetAt: (time) => new Date(time).getTimezoneOffset(),
  };
}
