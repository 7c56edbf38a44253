import type { PauseStore } from '../shared/edges/pause-store';
import type { SettingsStore } from '../shared/edges/settings-store';
import type { BackgroundAnswers } from '../shared/messages/background';
import type { SettingsMessage } from '../shared/messages/settings';
import { applyChange } from '../shared/settings/patch';
import type { HistoryService } from './history-service';
import type { SettingsSync } from './settings-sync';

export interface SettingsRouterParts {
  readonly settings: SettingsStore;
  readonly historyService: Pick<HistoryService, 'prune'>;
  readonly sync: SettingsSync;
  readonly pause: Pick<PauseStore, 'pauseFor'>;
}

/** Handles the pages' requests about the settings as a whole. */
export async function answerSettings(
  message: SettingsMessage,
  { settings, historyService, sync, pause }: SettingsRouterParts,
): Promise<BackgroundAnswers[SettingsMessage['type']]> {
  switch (message.type) {
    case 'change-settings': {
      const { patch } = message;
      const next = await settings.update((now) => applyChange(now, patch));
      if (patch.retentionDays !== undefined) await historyService.prune();
      return next;
    }
    case 'get-sync':
      return sync.state();
    case 'set-sync':
      return sync.setOn(message.on);
    case 'forget-sync':
      return sync.forget();
    case 'pause-for':
      return pause.pauseFor(message.minutes);
  }
}
