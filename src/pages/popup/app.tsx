/** The popup: site, auto-reactions, what others see, the last reactions, pause; the rest is behind "More". */

import { pictureUrl } from '../../shared/emoji/picture-url';
import type { CallSnapshot } from '../../shared/messages/call-tab';
import { isSiteOn } from '../../shared/settings/schema';
import { CallCard } from './call-card';
import { Master, PageLinks, PauseRow } from './controls';
import { More } from './more';
import { OutputsCard } from './outputs';
import type { PopupApi } from './popup-api';
import { Question } from './question';
import { LastReactions } from './reactions';
import { usePopup } from './use-popup';
import { stateView } from './view';

export interface AppProps {
  readonly api: PopupApi;
  /** Milliseconds between two polls of the call tab. */
  readonly pollMs?: number;
}

/** Whether reactions can come at any moment. */
function isReading({ state }: CallSnapshot): boolean {
  return state.kind === 'watching' || state.kind === 'no-face' || state.kind === 'unclear';
}

/** The popup. Its main content fits into 600 CSS pixels, the largest height that browsers give it. */
export function App({ api, pollMs = 1000 }: AppProps) {
  const { site, settings, snapshot, embedded, day, images, pausedUntil, problem, act } = usePopup(
    api,
    pollMs,
  );
  const on = site?.kind === 'call-site' && settings !== undefined && isSiteOn(settings, site.host);
  const anywhere = settings !== undefined && Object.values(settings.sites).includes(true);
  const callSite = on ? (snapshot?.site ?? null) : null;
  const state = site && settings && stateView(site, settings, snapshot, embedded);
  return (
    <main class="popup">
      <header class="masthead">
        <img class="logo" src={api.emojiUrl('1f604')} width={28} height={28} alt="" />
        <h1>EmojiGen</h1>
        <PageLinks />
        {settings && (anywhere || !settings.enabled) && (
          <Master on={settings.enabled} onChange={(next) => act(() => api.setEnabled(next))} />
        )}
      </header>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="problem">
          {problem}
        </p>
      )}
      {site && settings && state && (
        <CallCard
          site={site}
          settings={settings}
          state={state}
          embedded={embedded}
          onAdd={(host) => act(() => api.addSite(host))}
          onForget={(host) => act(() => api.forgetSite(host))}
          onOpen={(url) => act(() => api.openSite(url))}
          onSite={(host, next) => act(() => api.setSite(host, next))}
          onAutoReactions={(next) =>
            act(async () => {
              await api.setAutoReactions(next);
              // Reactions on a site that is off would be a switch without an effect.
              if (next && site.kind === 'call-site' && !on) await api.setSite(site.host, true);
            })
          }
          onCommand={(tabId, command) => act(() => api.command(tabId, command))}
        />
      )}
      {on && snapshot?.asked && (
        <Question
          asked={snapshot.asked}
          emojiUrl={(key) => pictureUrl(key, settings.emoji.set, images)}
          onAnswer={(yes) => act(() => api.command(site.tabId, yes ? 'send-now' : 'cancel'))}
        />
      )}
      {on && (
        <OutputsCard
          outputs={settings.outputs}
          autoReactions={settings.autoReactions}
          outgoing={snapshot?.outgoing}
          seen={snapshot?.othersSee}
          effect={snapshot?.effect === true}
          callSite={callSite}
          onOutputs={(outputs) => act(() => api.setOutputs(outputs), { outputs })}
          avatar={settings.avatar}
          onAvatar={(avatar) => act(() => api.setAvatar(avatar), { avatar })}
        />
      )}
      {/* A question takes their room: the popup fits into 600 pixels. */}
      {on && snapshot && !snapshot.asked && (snapshot.reactions.length > 0 || isReading(snapshot)) && (
        <LastReactions
          reactions={snapshot.reactions}
          auto={settings.autoReactions}
          emojiUrl={(key) => pictureUrl(key, settings.emoji.set, images)}
          onWrong={(time) => act(() => api.markWrong(site.tabId, time))}
        />
      )}
      {settings?.enabled && (anywhere || pausedUntil !== null) && (
        <PauseRow until={pausedUntil} onPause={(minutes) => act(() => api.pauseFor(minutes))} />
      )}
      {settings && (
        <More
          settings={settings}
          day={day}
          inCall={on && !!snapshot && isReading(snapshot)}
          load={on ? (snapshot?.load ?? null) : null}
          emojiUrl={api.emojiUrl}
          onBackend={(backend) => act(() => api.setBackend(backend))}
          onOutputs={(outputs) => act(() => api.setOutputs(outputs), { outputs })}
          onAvatar={(avatar) => act(() => api.setAvatar(avatar), { avatar })}
          onDiagnose={on && snapshot ? () => act(() => api.openDiagnostics(site.tabId)) : null}
        />
      )}
    </main>
  );
}
