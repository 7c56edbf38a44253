import { isSiteOn, type Settings } from '../settings/schema';
import { Switch } from '../ui/switch';
import type { ActiveSite } from './popup-api';
import type { StateView } from './view';

export interface CallCardProps {
  readonly site: ActiveSite;
  readonly settings: Settings;
  readonly state: StateView;
  readonly onSite: (host: string, on: boolean) => void;
  readonly onAutoReactions: (on: boolean) => void;
  readonly onCommand: (tabId: number, command: 'retry' | 'pause' | 'resume') => void;
}

/** The live state with what can be done about it, and the two switches. */
export function CallCard({ site, settings, state, onSite, onAutoReactions, onCommand }: CallCardProps) {
  const { action } = state;
  return (
    <section class="card" aria-label="This page">
      <div class="state" data-testid="state" data-tone={state.tone}>
        <span class="dot" aria-hidden="true" />
        <div class="state-text" role="status">
          <strong class="state-title">{state.title}</strong>
          <span class="hint">{state.explanation}</span>
        </div>
        {action && site.kind === 'call-site' && (
          <button
            type="button"
            class="button"
            data-testid={action.command}
            onClick={() => onCommand(site.tabId, action.command)}
          >
            {action.label}
          </button>
        )}
      </div>
      {site.kind === 'call-site' && (
        <Switch
          label={
            <>
              On for <b class="host">{site.host}</b>
            </>
          }
          on={isSiteOn(settings, site.host)}
          onChange={(on) => onSite(site.host, on)}
          testId="site-switch"
        />
      )}
      <Switch
        label="Auto-reactions"
        hint="Your emoji pops up by itself."
        on={settings.autoReactions}
        onChange={onAutoReactions}
        testId="auto-switch"
      />
    </section>
  );
}
