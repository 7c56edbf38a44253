import type { BaselineStore } from '../shared/edges/baseline-store';
import type { SettingsStore } from '../shared/edges/settings-store';
import { broadcastSettings } from './edges/broadcast';

/** The part of the analysis in the background's own page that is used here. */
interface AnalysisHere {
  /** Takes unchecked values. */
  settingsChanged(settings: unknown, baseline: unknown): void;
}

/**
 * Informs the analysis about the settings and the baseline, whenever they change.
 * @param here the analysis, if it runs in this page; null if it has its own document
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
