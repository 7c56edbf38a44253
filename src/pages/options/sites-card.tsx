import { useState } from 'preact/hooks';
import { withSite } from '../../shared/settings/call-hosts';
import { hostOf, isHostName } from '../../shared/settings/host';
import { isSiteChosen, type Settings } from '../../shared/settings/schema';
import { addedHosts, KNOWN_SITES } from '../../shared/sites/known';
import { Switch } from '../ui/switch';
import type { OptionsApi } from './options-api';
import type { Options } from './use-options';
import { WORDS } from './words';

const words = WORDS.sites;

export interface SitesProps {
  readonly settings: Settings;
  readonly api: Pick<OptionsApi, 'addSite' | 'removeSite'>;
  readonly act: Options['act'];
  readonly change: Options['change'];
}

/** The sites where EmojiGen runs: known ones, added ones, and a form to add one. */
export function SitesCard({ settings, api, act, change }: SitesProps) {
  const turn = (host: string, on: boolean): void => change({ sites: withSite(settings.sites, host, on) });
  /** Its permission may have been revoked; otherwise nobody is asked. */
  const allow = (host: string): void =>
    act(async () => {
      if (!(await api.addSite(host))) throw new Error(words.denied(host));
      return undefined;
    });
  return (
    <div class="sites">
      {KNOWN_SITES.map(({ name, host }) => (
        <Switch
          key={name}
          label={name}
          on={isSiteChosen(settings, host)}
          onChange={(on) => turn(host, on)}
          testId={`site-${host}`}
        />
      ))}
      {addedHosts(settings.sites).map((host) => (
        <div key={host} class="added-site">
          <Switch
            label={host}
            on={isSiteChosen(settings, host)}
            onChange={(on) => (on ? allow(host) : turn(host, false))}
            testId={`site-${host}`}
          />
          <button
            type="button"
            class="button quiet"
            aria-label={words.removeOf(host)}
            data-testid={`remove-${host}`}
            onClick={() => act(async () => void (await api.removeSite(host)))}
          >
            {words.remove}
          </button>
        </div>
      ))}
      <AddSite api={api} act={act} />
    </div>
  );
}

function AddSite({ api, act }: Pick<SitesProps, 'api' | 'act'>) {
  const [text, setText] = useState('');

  function add(event: Event): void {
    event.preventDefault();
    act(async () => {
      const host = hostIn(text);
      if (host === null) throw new Error(words.bad);
      if (!(await api.addSite(host))) throw new Error(words.denied(host));
      setText('');
      return words.added(host);
    });
  }

  return (
    <form class="add-site" onSubmit={add}>
      <span class="hint">{words.addHint}</span>
      <span class="field">
        <input
          type="text"
          inputMode="url"
          autoComplete="off"
          spellcheck={false}
          aria-label={words.field}
          data-testid="add-site-host"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button type="submit" class="button" data-testid="add-site" disabled={text.trim() === ''}>
          {words.add}
        </button>
      </span>
    </form>
  );
}

/** The host in a typed or pasted text: a URL or a name. */
function hostIn(text: string): string | null {
  const typed = text.trim().toLowerCase();
  const host = hostOf(typed) ?? hostOf(`https:${'/'.repeat(2)}${typed}`);
  return host !== null && isHostName(host) && host.includes('.') ? host : null;
}
