/** The numbers of a summary in words: the same on the card and in the picture. */
import type { CallSummary } from '../../shared/call-summary';
import { formatCount, numberFormat } from '../../shared/language/formats';
import { WORDS } from './words';

const formatRate = numberFormat({ maximumFractionDigits: 1 });

export interface SummaryFigure {
  readonly value: string;
  readonly label: string;
}

export function figuresOf({
  reactions,
  smiles,
  smilesPerHour,
}: Omit<CallSummary, 'emoji' | 'bars'>): readonly SummaryFigure[] {
  return [
    { value: formatCount(reactions), label: WORDS.reactions },
    smilesPerHour === null
      ? { value: formatCount(smiles), label: WORDS.smiles }
      : { value: formatRate(smilesPerHour), label: WORDS.perHour },
  ];
}
