import { around } from '../../shared/language/around';
import type { CallCommand } from '../../shared/messages/call-tab';
import { isSiteChosen, type Settings } from '../../shared/settings/schema';
import { Switch } from '../ui/switch';
import type { ActiveSite, EmbeddedSite } from './popup-api';
import { SiteList } from './site-list';
import type { StateView } from './view';
import { WORDS } from './words';

const words = WORDS.site;

export interface CallCardProps {
  readonly site: ActiveSite;
  readonly settings: Settings;
  readonly state: StateView;
  /** Where else the call may be, if anywhere. */
  readonly embedded: EmbeddedSite | null;
  readonly onAdd: (host: string) => void;
  readonly onForget: (host: string) => void;
  /** Opens a call site in a new tab. */
  readonly onOpen: (url: string) => void;
  readonly onSite: (host: string, on: boolean) => void;
  readonly onAutoReactions: (on: boolean) => void;
  readonly onCommand: (tabId: number, command: CallCommand) => void;
}

/** The live state with its action, and the two switches. */
export function CallCard({ site, settings, state, embedded, ...on }: CallCardProps) {
  const { action } = state;
  const elsewhere = embedded && !embedded.allowed ? embedded.host : null;
  const asksFor = site.kind === 'new-site' ? site.host : elsewhere;
  return (
    <section class="card" aria-label={words.label}>
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
            onClick={() => on.onCommand(site.tabId, action.command)}
          >
            {action.label}
          </button>
        )}
      </div>
      {asksFor !== null && (
        <button
          type="button"
          class={elsewhere ? 'button wide' : 'button wide quiet'}
          data-testid="add-site"
          onClick={() => on.onAdd(asksFor)}
        >
          <WithHost text={words.use} host={asksFor} />
        </button>
      )}
      {site.kind === 'call-site' && (
        <Switch
          label={<WithHost text={words.onFor} host={site.host} />}
          on={isSiteChosen(settings, site.host)}
          disabled={!settings.enabled}
          onChange={(next) => on.onSite(site.host, next)}
          testId="site-switch"
        />
      )}
      {site.kind === 'call-site' && site.added && !isSiteChosen(settings, site.host) && (
        <button type="button" class="link" data-testid="forget-site" onClick={() => on.onForget(site.host)}>
          {words.forget(site.host)}
        </button>
      )}
      {site.kind === 'call-site' ? (
        <Switch
          label={words.auto}
          {...(isSiteChosen(settings, site.host) ? {} : { hint: words.autoHint })}
          on={settings.autoReactions}
          disabled={!settings.enabled}
          onChange={on.onAutoReactions}
          testId="auto-switch"
        />
      ) : (
        settings.enabled && <SiteList settings={settings} onOpen={on.onOpen} />
      )}
    </section>
  );
}

/** A text with the host in bold, wherever it occurs. */
function WithHost({ text, host }: { readonly text: (host: string) => string; readonly host: string }) {
  const [before, after] = around(text);
  return (
    <>
      {before}
      <b class="host">
        <bdi>{host}</bdi>
      </b>
      {after}
    </>
  );
}
