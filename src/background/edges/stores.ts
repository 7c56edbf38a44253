import { createBaselineStore } from '../../shared/edges/baseline-store';
import { createImageStore } from '../../shared/edges/image-store';
import { createPauseStore } from '../../shared/edges/pause-store';
import { browserArea, createSettingsStore } from '../../shared/edges/settings-store';
import { openHistory } from '../../shared/history/store';
import { createHints } from '../hints';
import { createHistoryGuard, type HistoryGuard } from '../history-guard';

/** All stores of the extension. The background is their only writer. */
export function openStores(now: () => number) {
  return {
    settings: createSettingsStore(),
    baselines: createBaselineStore(),
    images: createImageStore(),
    pause: createPauseStore(now),
    hints: createHints(browserArea('hints')),
    ...openGuardedHistory(now),
  };
}

function openGuardedHistory(now: () => number) {
  const history = openHistory({ written: (ledger) => guard.written(ledger) });
  const guard: HistoryGuard = createHistoryGuard(history, browserArea('historyBooks'), now);
  return { history, guard };
}
