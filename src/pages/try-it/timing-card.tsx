import type { InferenceState } from '../../analysis/host/client';
import { formatCount, numberFormat } from '../../shared/language/formats';
import { BACKENDS, type BackendChoice } from '../../shared/settings/schema';
import { Segmented } from '../ui/segmented';
import type { FrameSample } from './sample';
import { WORDS } from './words';

const words = WORDS.timing;
const formatRate = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
/** Number of frames in the mean. */
const MEAN_OVER = 20;

export interface TimingCardProps {
  readonly samples: readonly FrameSample[];
  readonly live: boolean;
  readonly state: InferenceState;
  readonly backend: BackendChoice;
  readonly onBackend: (backend: BackendChoice) => void;
}

/** The time of each stage, and the backend. */
export function TimingCard({ samples, live, state, backend, onBackend }: TimingCardProps) {
  const last = samples.slice(-MEAN_OVER);
  const mean = (stage: 'face' | 'emotion' | 'total'): string =>
    last.length === 0
      ? '–'
      : words.milliseconds(
          formatCount(last.reduce((sum, { reading }) => sum + reading.took[stage], 0) / last.length),
        );
  const span = last.length > 1 ? last.at(-1)!.time - last[0]!.time : 0;
  return (
    <section class="card" aria-labelledby="timing-title" data-testid="timing">
      <h2 id="timing-title">{words.title}</h2>
      <dl class="timing">
        {(['face', 'emotion', 'total'] as const).map((stage) => (
          <div key={stage}>
            <dt>{words[stage]}</dt>
            <dd class="number" data-testid={`took-${stage}`}>
              {mean(stage)}
            </dd>
          </div>
        ))}
        {live && (
          <div>
            <dt>{words.rate}</dt>
            <dd class="number">{span > 0 ? formatRate(((last.length - 1) * 1000) / span) : '–'}</dd>
          </div>
        )}
      </dl>
      <Segmented
        label={words.backend}
        choices={BACKENDS.map((value) => ({ value, name: words.backends[value] }))}
        value={backend}
        onChange={onBackend}
        testId="backend"
      />
      <p class="hint" role="status" data-testid="networks" data-kind={state.kind}>
        {state.kind === 'ready'
          ? WORDS.networks.ready(WORDS.backends[state.backend] ?? state.backend)
          : state.kind === 'loading'
            ? WORDS.networks.loading
            : state.message}
      </p>
    </section>
  );
}
