import { createBaselineStore } from '../../shared/edges/baseline-store';
import { createImageStore } from '../../shared/edges/image-store';
import { createPauseStore } from '../../shared/edges/pause-store';
import { createSettingsStore } from '../../shared/edges/settings-store';
import { openHistory } from '../../shared/history/store';

/** Everything that the extension stores. The background is its only writer. */
export function openStores(now: () => number) {
  return {
    settings: createSettingsStore(),
    baselines: createBaselineStore(),
    images: createImageStore(),
    pause: createPauseStore(now),
    history: openHistory(),
  };
}
