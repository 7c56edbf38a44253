/** Three bubbles that explain the card in the first call, once. */
import { formatCount } from '../../shared/language/formats';
import type { HotkeyNames } from '../../shared/messages/call-config';
import { Text } from './text';
import { WORDS } from './words';

/** Of `WORDS.tour.steps`. */
export const TOUR_STEPS = 3;

export interface TourProps {
  /** 0 to `TOUR_STEPS` - 1. */
  readonly step: number;
  readonly keys: HotkeyNames;
  /** The next step; null: the tour is over. */
  readonly onStep: (step: number | null) => void;
}

export function Tour({ step, keys, onStep }: TourProps) {
  const words = WORDS.tour;
  const { title, text } = words.steps[step]!;
  const isLast = step === TOUR_STEPS - 1;
  const [pause, hide] = [keys.pause, keys['toggle-overlay']];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onStep(null);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's semantics.
    <div class="tour" role="group" aria-label={title} data-step={step} onKeyDown={onKeyDown}>
      <Text class="tour-title" text={title} />
      <Text class="tour-text" text={text} />
      {isLast && pause !== undefined && hide !== undefined && (
        <Text class="tour-text" text={words.keys(pause, hide)} />
      )}
      <span class="tour-row">
        <Text class="tour-step" text={words.step(formatCount(step + 1), formatCount(TOUR_STEPS))} />
        {!isLast && (
          <button type="button" class="quiet-button" aria-label={words.skip} onClick={() => onStep(null)}>
            <Text text={words.skip} />
          </button>
        )}
        <button
          type="button"
          class="main-button"
          aria-label={isLast ? words.done : words.next}
          onClick={() => onStep(isLast ? null : step + 1)}
        >
          <Text text={isLast ? words.done : words.next} />
        </button>
      </span>
    </div>
  );
}
