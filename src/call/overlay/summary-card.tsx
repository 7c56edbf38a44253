/** The summary after a call. Its size is fixed: a page can measure it. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type CallSummary, SUMMARY_EMOJI } from '../../shared/call-summary';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration } from '../../shared/ui/format';
import type { EmojiPictures } from '../summary/emoji';
import { figuresOf } from '../summary/figures';
import type { Giving } from '../summary/save';
import { WORDS } from '../summary/words';
import type { OverlayInternals } from '.';
import { createAlarm } from './alarm';
import { CLOSE_ICON } from './icons';
import { createSmallCard, type SmallCard } from './small-card';
import { Text } from './text';

/** It goes by itself after this. Milliseconds. */
export const SUMMARY_TIME = 120_000;

export interface SummaryEvents {
  readonly giving: Giving;
  /** For the emoji: drawn as soon as they are there. */
  readonly pictures: Promise<EmojiPictures>;
  /** The user wants the picture. @returns whether the user has it now */
  onGive(): Promise<boolean>;
  /** The user closed it, or its time is over. */
  onClose(): void;
  /** The user wants none after any call; the card is to be taken away. */
  onNever(): void;
}

export type SummaryCard = Pick<SmallCard, 'moveTo' | 'avoid' | 'dispose'>;

type Given = 'open' | 'done' | 'failed';

export function createSummaryCard(
  document: Document,
  summary: CallSummary,
  { giving, pictures, onGive, onClose, onNever }: SummaryEvents,
  internals: OverlayInternals = {},
): SummaryCard {
  const [reactions, smiles] = figuresOf({ ...summary, smilesPerHour: null });
  const told = WORDS.aloud(formatDuration(summary.duration), reactions!.value, smiles!.value);
  const card = createSmallCard(document, told, internals);
  let loaded: EmojiPictures = new Map();
  let given: Given = 'open';
  const show = (next: Given): void => {
    given = next;
    card.draw(<Summary {...{ summary, giving, given, loaded, onClose, onNever }} onGive={give} />);
  };
  const give = (): void => {
    onGive().then(
      (done) => show(done ? 'done' : 'open'),
      (error) => {
        console.warn('EmojiGen: the picture could not be saved', error);
        show('failed');
      },
    );
  };
  show('open');
  pictures.then((all) => {
    loaded = all;
    show(given);
  });
  card.signal.addEventListener('abort', () => {
    pictures.then((all) => {
      for (const picture of all.values()) picture.close();
    });
  });
  createAlarm(card.signal, onClose).set(Date.now() + SUMMARY_TIME);
  return card;
}

interface SummaryProps {
  readonly summary: CallSummary;
  readonly giving: Giving;
  readonly given: Given;
  readonly loaded: EmojiPictures;
  readonly onGive: () => void;
  readonly onClose: () => void;
  readonly onNever: () => void;
}

function Summary({ summary, giving, given, loaded, onGive, onClose, onNever }: SummaryProps) {
  const button = given === 'open' ? WORDS[giving] : WORDS[given];
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the card.
    <div class="card summary" role="group" aria-label="EmojiGen">
      <div class="summary-head">
        <Text class="summary-title" text={WORDS.title} />
        <Text class="summary-time" text={formatDuration(summary.duration)} />
        <button type="button" class="button" aria-label={WORDS.close} title={WORDS.close} onClick={onClose}>
          {CLOSE_ICON}
        </button>
      </div>
      <ul class="figures">
        {figuresOf(summary).map(({ value, label }) => (
          <li key={label}>
            <Text class="figure" text={value} />
            <Text class="figure-label" text={label} />
          </li>
        ))}
        <li>
          {/* All places are there, also for fewer emoji. */}
          <span class="figure figure-emoji" aria-hidden="true">
            {Array.from({ length: SUMMARY_EMOJI }, (_, n) => (
              <Sticker key={n} emoji={summary.emoji[n] ?? null} loaded={loaded} />
            ))}
          </span>
          <Text class="figure-label" text={summary.emoji.length > 0 ? WORDS.emoji : WORDS.noEmoji} />
        </li>
      </ul>
      <div class="timeline" aria-hidden="true">
        {summary.bars.map((expression, n) => (
          <span
            key={n}
            data-kind={expression === null || expression === 'neutral' ? expression : 'shown'}
            style={expression === null ? {} : { background: colourOf(expression) }}
          />
        ))}
      </div>
      <Text class="summary-caption" text={WORDS.timeline} />
      <div class="summary-foot">
        <button type="button" class="quiet-button" aria-label={WORDS.never} onClick={onNever}>
          <Text text={WORDS.never} />
        </button>
        <button type="button" class="main-button" aria-label={button} onClick={onGive}>
          <Text text={button} />
        </button>
      </div>
    </div>
  );
}

/** Side of an emoji on the card. Pixels. */
const STICKER = 24;

function Sticker({ emoji, loaded }: { readonly emoji: string | null; readonly loaded: EmojiPictures }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = emoji === null ? undefined : loaded.get(emoji);
  useLayoutEffect(() => {
    if (canvas.current === null || !picture) return;
    const side = STICKER * Math.max(1, canvas.current.ownerDocument.defaultView?.devicePixelRatio ?? 1);
    Object.assign(canvas.current, { width: side, height: side });
    canvas.current.getContext('2d')?.drawImage(picture, 0, 0, side, side);
  }, [picture]);
  return <canvas ref={canvas} class="sticker" />;
}

function colourOf(expression: keyof typeof EXPRESSION_STYLES): string {
  const { light, dark } = EXPRESSION_STYLES[expression].colour;
  return `light-dark(${light}, ${dark})`;
}
