/** Chooses how reactions look in the outgoing picture. */
import { DURATIONS, POP_PLACES, type PopChoice, SIZES } from '../../../shared/avatar/choice';
import { Segmented } from '../segmented';
import { WORDS } from './words';

export interface PopsProps {
  readonly pops: PopChoice;
  readonly onChange: (pops: PopChoice) => void;
}

export function PopsPicker({ pops, onChange }: PopsProps) {
  return (
    <div class="pops-picker" data-testid="pops-picker">
      <div class="setting-row">
        <span>{WORDS.duration}</span>
        <Segmented
          label={WORDS.duration}
          choices={DURATIONS.map((value) => ({ value, name: WORDS.durations[value] }))}
          value={pops.duration}
          onChange={(duration) => onChange({ ...pops, duration })}
          testId="pop-duration"
        />
      </div>
      <div class="setting-row">
        <span>{WORDS.popSize}</span>
        <Segmented
          label={WORDS.popSize}
          choices={SIZES.map((value) => ({ value, name: WORDS.sizes[value] }))}
          value={pops.size}
          onChange={(size) => onChange({ ...pops, size })}
          testId="pop-size"
        />
      </div>
      <div class="setting-row">
        <span>{WORDS.popPlace}</span>
        <Segmented
          label={WORDS.popPlace}
          choices={POP_PLACES.map((value) => ({ value, name: WORDS.popPlaces[value] }))}
          value={pops.place}
          onChange={(place) => onChange({ ...pops, place })}
          testId="pop-place"
        />
      </div>
    </div>
  );
}
