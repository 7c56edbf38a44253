/** Settings with special controls. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dateFormat } from '../../shared/language/formats';
import type { SyncState } from '../../shared/messages/settings';
import { HOTKEYS } from '../../shared/settings/hotkeys';
import type { Settings } from '../../shared/settings/schema';
import { AvatarPicker } from '../ui/avatar/picker';
import { PopsPicker } from '../ui/avatar/pops';
import { WORDS as AVATAR } from '../ui/avatar/words';
import { Confirm } from '../ui/confirm';
import { Switch } from '../ui/switch';
import type { AssignedHotkey, OptionsApi } from './options-api';
import { Row } from './setting-row';
import { SitesCard } from './sites-card';
import type { Options } from './use-options';
import { WORDS } from './words';

export interface OwnProps extends Pick<Options, 'act' | 'change'> {
  readonly settings: Settings;
  readonly api: OptionsApi;
}

/** By id in the catalogue. */
export const OWN_CONTROLS: Readonly<Record<string, (props: OwnProps) => VNode | null>> = {
  avatar: Avatar,
  pops: Pops,
  overlayPosition: Positions,
  sites: SitesCard,
  keys: Keys,
  sync: Sync,
};

function Avatar({ settings, change }: OwnProps) {
  const { avatar, outputs } = settings;
  const words = WORDS.settings.avatar;
  return (
    <>
      <Switch
        label={AVATAR.companion}
        hint={AVATAR.companionHint}
        on={avatar.companion}
        onChange={(companion) => change({ avatar: { ...avatar, companion } })}
        testId="set-companion"
      />
      <Row words={words} />
      <AvatarPicker
        avatar={avatar}
        masks={outputs.mask !== 'off' || !avatar.companion}
        emojiUrl={(codePoints) => `/emoji/${codePoints}.webp`}
        onChange={(next) => change({ avatar: next })}
      />
    </>
  );
}

function Pops({ settings, change }: OwnProps) {
  return (
    <>
      <Row words={WORDS.settings.pops} />
      <PopsPicker pops={settings.pops} onChange={(pops) => change({ pops })} />
    </>
  );
}

function Positions({ settings, change }: OwnProps) {
  const { label, hint } = WORDS.settings.overlayPosition;
  const count = Object.keys(settings.overlayPosition).length;
  const words = WORDS.position;
  return (
    <Row words={{ label, hint: `${hint} ${count === 0 ? words.none : words.some(count)}` }}>
      <button
        type="button"
        class="button"
        data-testid="forget-positions"
        disabled={count === 0}
        onClick={() => change({ overlayPosition: {} })}
      >
        {words.forget}
      </button>
    </Row>
  );
}

function Keys({ api, act }: OwnProps) {
  const words = WORDS.keys;
  const [hotkeys, setHotkeys] = useState<readonly AssignedHotkey[]>([]);
  useEffect(() => {
    const read = (): void => {
      // Another tab may have changed them; the shown ones are good enough until read again.
      if (!document.hidden) api.hotkeys().then(setHotkeys, () => {});
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [api]);
  const { openHotkeys } = api;
  return (
    <>
      <dl class="hotkeys" data-testid="hotkeys">
        {HOTKEYS.flatMap(({ name }) => {
          const known = (words.names as Readonly<Record<string, { name: string; hint: string }>>)[name];
          const keys = hotkeys.find((each) => each.name === name)?.keys;
          if (known === undefined || keys === undefined) return [];
          return [
            <div key={name} class="setting-row" data-key={name}>
              <dt class="switch-text">
                <span>{known.name}</span>
                <span class="hint">{known.hint}</span>
              </dt>
              <dd>{keys === '' ? <span class="hint">{words.none}</span> : <kbd>{keys}</kbd>}</dd>
            </div>,
          ];
        })}
      </dl>
      <Row words={{ label: words.change, hint: openHotkeys === null ? words.firefox : words.chrome }}>
        {openHotkeys !== null && (
          <button
            type="button"
            class="button"
            data-testid="open-hotkeys"
            onClick={() => act(async () => void (await openHotkeys()))}
          >
            {WORDS.open}
            <span class="visually-hidden"> {words.change}</span>
          </button>
        )}
      </Row>
    </>
  );
}

function Sync({ settings, api, act }: OwnProps) {
  const words = WORDS.sync;
  const { label, hint = '' } = WORDS.settings.sync;
  const [state, setState] = useState<SyncState | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    // Sync runs shortly after every change.
    const read = (): void => void api.sync().then(setState, () => {});
    read();
    const timer = setTimeout(read, 1000);
    return () => clearTimeout(timer);
  }, [api, settings]);
  if (state === null) return null;
  return (
    <>
      <Switch
        label={label}
        hint={hint}
        on={state.on}
        onChange={(on) => act(async () => void setState(await api.setSync(on)))}
        testId="set-sync"
      />
      {state.problem !== null && (
        <p class="problem" role="status" data-testid="sync-problem">
          {state.problem}
        </p>
      )}
      <div class="sync-state">
        <span class="hint" data-testid="sync-state">
          {state.on && (state.time === null ? words.never : words.last(momentOf(state.time)))}
        </span>
        <button type="button" class="button quiet" data-testid="forget-sync" onClick={() => setAsking(true)}>
          {words.forget}
        </button>
      </div>
      {asking && (
        <Confirm
          title={words.confirm}
          text={words.confirmText}
          action={words.confirmAction}
          cancel={WORDS.cancel}
          onConfirm={() =>
            act(async () => {
              setState(await api.forgetSync());
              return words.forgotten;
            })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

const momentOf = dateFormat({ dateStyle: 'medium', timeStyle: 'short' });
