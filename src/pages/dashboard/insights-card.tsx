import { numberFormat } from '../../shared/language/formats';
import type { CallRow } from '../../shared/statistics/aggregate';
import type { Insight } from '../../shared/statistics/insights';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { formatDuration, formatShare } from '../../shared/ui/format';
import { hourNames, longWeekdayNames } from './dates';
import { titleOf } from './view';
import { WORDS } from './words';

const words = WORDS.insights;
const formatRate = numberFormat({ maximumFractionDigits: 0 });

export interface InsightsCardProps {
  readonly insights: readonly Insight[];
  readonly calls: readonly CallRow[];
  readonly emojiUrl: (key: string) => string;
}

/** The findings of the shown period. */
export function InsightsCard({ insights, calls, emojiUrl }: InsightsCardProps) {
  if (insights.length === 0) return null;
  return (
    <section class="card wide" aria-labelledby="insights-title" data-testid="insights">
      <h2 id="insights-title">{words.title}</h2>
      <ul class="insights">
        {insights.map((insight) => (
          <li key={insight.kind}>
            <EmojiImage codePoints={iconOf(insight)} size={26} emojiUrl={emojiUrl} />
            <span>{sentenceOf(insight, calls)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function iconOf(insight: Insight): string {
  if (insight.kind === 'favourite-emoji') return insight.emoji;
  return insight.kind === 'by-hand' ? '1f44d' : '1f604';
}

function sentenceOf(insight: Insight, calls: readonly CallRow[]): string {
  const nameOf = (callId: string): string => {
    const call = calls.find((each) => each.callId === callId);
    return call ? titleOf(call) : words.someCall;
  };
  switch (insight.kind) {
    case 'smiley-weekday':
      return words.weekday(longWeekdayNames()[insight.weekday]!, formatRate(insight.perHour));
    case 'smiley-hour': {
      const hours = hourNames();
      return words.hour(hours[insight.hour]!, hours[(insight.hour + 1) % 24]!, formatRate(insight.perHour));
    }
    case 'smiley-call':
      return words.call(nameOf(insight.callId), insight.smiles);
    case 'more-smiles':
      return words.more(formatShare(insight.factor - 1));
    case 'favourite-emoji':
      return words.favourite(insight.count);
    case 'by-hand':
      return words.byHand(insight.count);
    case 'long-smile':
      return words.longSmile(formatDuration(insight.duration), nameOf(insight.callId));
  }
}
