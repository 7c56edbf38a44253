import type { CallSnapshot } from '../../shared/messages/call-tab';
import { BACKENDS, type BackendChoice } from '../../shared/settings/schema';
import { LoadLine } from './controls';
import { WORDS } from './words';

const words = WORDS.advanced;

export interface AdvancedProps {
  readonly backend: BackendChoice;
  readonly load: CallSnapshot['load'];
  readonly onBackend: (backend: BackendChoice) => void;
  /** Null if there is no call page to diagnose. */
  readonly onDiagnose: (() => void) | null;
}

/** Options that most people never need. */
export function Advanced({ backend, load, onBackend, onDiagnose }: AdvancedProps) {
  return (
    <section class="card advanced" aria-label={words.title} data-testid="advanced">
      <fieldset class="runs-on">
        <legend>{words.runsOn}</legend>
        <div class="choices">
          {BACKENDS.map((choice) => (
            <label key={choice} class="choice">
              <input
                type="radio"
                name="backend"
                value={choice}
                checked={choice === backend}
                onChange={() => onBackend(choice)}
              />
              <span>{words.backends[choice]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p>
        <a href="/emoji.html" target="_blank" rel="noopener">
          {words.emoji}
        </a>
      </p>
      <p>
        <a href="/calibrate.html" target="_blank" data-testid="calibrate" rel="noopener">
          {words.calibrate}
        </a>
      </p>
      {load && <LoadLine load={load} />}
      {onDiagnose && (
        <button type="button" class="link" data-testid="diagnose" onClick={onDiagnose}>
          {words.diagnose}
        </button>
      )}
    </section>
  );
}
