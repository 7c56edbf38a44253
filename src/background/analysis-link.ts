import type { BaselineStore } from '../shared/edges/baseline-store';
import type { SettingsStore } from '../shared/edges/settings-store';
import { broadcastSettings } from './edges/broadcast';

/** The analysis where it runs in the background's own page, as far as it is told anything. */
interface AnalysisHere {
  /** Unchecked values, as they came. */
  settingsChanged(settings: unknown, baseline: unknown): void;
}

/**
 * Tells the analysis, whenever they change, what the settings and the baseline are.
 * @param here the analysis, where it runs in this page; null where it is a document of its own
 */
export function keepAnalysisInformed(
  settings: SettingsStore,
  baselines: BaselineStore,
  here: AnalysisHere | null,
): void {
  const tell = async (): Promise<void> => {
    const now = [await settings.read(), await baselines.read()] as const;
    if (here) here.settingsChanged(...now);
    else await broadcastSettings(...now);
  };
  settings.watch(() => tell().catch(console.warn));
  baselines.watch(() => tell().catch(console.warn));
}
