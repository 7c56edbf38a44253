import type { DrawOptions } from './draw';
import type { AnalysisControl } from './use-analysis';
import { WORDS } from './words';

const words = WORDS.source;

export interface SourceBarProps {
  readonly look: AnalysisControl;
  readonly options: DrawOptions;
  readonly onOptions: (
    options: DrawOptions & { boxes: boolean; landmarks: boolean; mirror: boolean },
  ) => void;
}

/** Chooses the source, and what to draw over it. */
export function SourceBar({ look, options, onOptions }: SourceBarProps) {
  const { source } = look;
  const onCamera = source.kind === 'camera';
  const drawn = onCamera ? (['boxes', 'landmarks', 'mirror'] as const) : (['boxes', 'landmarks'] as const);
  return (
    <section class="source-bar" aria-label={words.label}>
      <button
        type="button"
        class={onCamera ? 'button' : 'button primary'}
        data-testid="camera"
        onClick={() => {
          if (onCamera) look.stop();
          else look.camera();
        }}
      >
        {onCamera ? words.cameraOff : words.camera}
      </button>
      <label class="button file-button">
        <input
          type="file"
          accept="image/*,video/*"
          class="visually-hidden"
          data-testid="file"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            currentTarget.value = ''; // the same file may be chosen again
            if (!file) return;
            look.file(file);
          }}
        />
        {words.file}
      </label>
      <button type="button" class="button" data-testid="sample" onClick={look.sample}>
        {words.sample}
      </button>
      <span class="spring" />
      {source.kind !== 'none' &&
        drawn.map((option) => (
          <label key={option} class="check">
            <input
              type="checkbox"
              checked={options[option]}
              onChange={() => onOptions({ ...options, [option]: !options[option] })}
            />
            {WORDS.stage[option]}
          </label>
        ))}
    </section>
  );
}
