import { useState } from 'preact/hooks';
import { Confirm } from '../ui/confirm';
import { WORDS } from './words';

export interface RescueProps {
  readonly onRetry: () => void;
  /** Null if the history must not be deleted. */
  readonly onDelete: (() => void) | null;
}

/** The options for a history that cannot be opened. */
export function Rescue({ onRetry, onDelete }: RescueProps) {
  const [asks, setAsks] = useState(false);
  const words = WORDS.data;
  return (
    <p class="data-tools">
      <button type="button" class="button" data-testid="retry" onClick={onRetry}>
        {WORDS.retry}
      </button>
      {onDelete && (
        <button type="button" class="button danger" data-testid="delete-all" onClick={() => setAsks(true)}>
          {words.deleteAll}
        </button>
      )}
      {asks && onDelete && (
        <Confirm
          title={words.confirmAll}
          text={words.confirmAllText}
          action={words.deleteAll}
          cancel={WORDS.cancel}
          onConfirm={onDelete}
          onClose={() => setAsks(false)}
        />
      )}
    </p>
  );
}
