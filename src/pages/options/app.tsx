import { useState } from 'preact/hooks';
import type { SettingsPatch } from '../../shared/settings/patch';
import type { Settings } from '../../shared/settings/schema';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { Confirm, type ConfirmProps } from '../ui/confirm';
import { PageHead } from '../ui/page-head';
import { PageStatus } from '../ui/page-status';
import { deletesHistory, type Group, resetPatch, SETTINGS, type Setting, type Value } from './catalogue';
import type { OptionsApi } from './options-api';
import { OWN_CONTROLS } from './own-controls';
import { findSettings, wordsOf } from './search';
import { SettingRow } from './setting-row';
import { type Options, useOptions } from './use-options';
import { WORDS } from './words';

type Question = Pick<ConfirmProps, 'title' | 'text' | 'action' | 'onConfirm'>;

/** The settings page. */
export function App({ api }: { readonly api: OptionsApi }) {
  const { settings, problem, notice, ...rest } = useOptions(api);
  return (
    <>
      <PageHead current="options" emojiUrl={api.emojiUrl} />
      <main class="page options" data-ready={settings !== null}>
        <h1>{WORDS.title}</h1>
        <p class="hint">{WORDS.promise}</p>
        <PageStatus notice={notice} problem={problem} />
        {settings ? <Content settings={settings} api={api} {...rest} /> : <p class="hint">{WORDS.loading}</p>}
      </main>
    </>
  );
}

interface ContentProps extends Pick<Options, 'act' | 'change'> {
  readonly settings: Settings;
  readonly api: OptionsApi;
}

function Content({ settings, api, act, change }: ContentProps) {
  const [query, setQuery] = useState('');
  const [question, setQuestion] = useState<Question | null>(null);
  const found = findSettings(query);
  const groups = [...found.keys()];
  const count = [...found.values()].reduce((sum, ids) => sum + ids.length, 0);

  function choose(setting: Setting, value: Value): void {
    const set = () => change(setting.set!(settings, value));
    if (!setting.asks?.(settings, value)) return set();
    const name = wordsOf(setting).choices?.[String(value)] ?? WORDS.days(Number(value));
    const { title, ...words } = WORDS.fewer;
    setQuestion({ ...words, title: title(name), onConfirm: set });
  }

  function reset(group: Group | null): void {
    const words = WORDS.reset;
    const patch = resetPatch(settings, group);
    const title = group === null ? words.confirmAll : words.confirmGroup(WORDS.groups[group].title);
    const text = group === null ? words.allText : words.text;
    setQuestion({
      title,
      text: deletesHistory(settings, patch) ? `${text} ${words.deletes}` : text,
      action: words.group,
      onConfirm: () => change(patch, words.done),
    });
  }

  return (
    <>
      <div class="search">
        <input
          type="search"
          aria-label={WORDS.search.label}
          placeholder={WORDS.search.placeholder}
          data-testid="search"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        <span class="visually-hidden" role="status" data-testid="found">
          {query.trim() !== '' && WORDS.search.found(count)}
        </span>
      </div>
      <div class="columns">
        <nav class="group-list" aria-label={WORDS.groupList}>
          {groups.map((group) => (
            <a key={group} href={`#${group}`}>
              {WORDS.groups[group].title}
            </a>
          ))}
        </nav>
        <div class="groups">
          {groups.map((group) => (
            <section key={group} id={group} class="card" aria-labelledby={`${group}-title`}>
              <div class="card-head">
                <div>
                  <h2 id={`${group}-title`}>{WORDS.groups[group].title}</h2>
                  <p class="hint">{WORDS.groups[group].hint}</p>
                </div>
                {hasReset(group) && (
                  <button
                    type="button"
                    class="button quiet"
                    data-testid={`reset-${group}`}
                    aria-label={WORDS.reset.groupOf(WORDS.groups[group].title)}
                    disabled={isEmpty(resetPatch(settings, group))}
                    onClick={() => reset(group)}
                  >
                    {WORDS.reset.group}
                  </button>
                )}
              </div>
              {(found.get(group) ?? []).map((setting) => {
                const Own = OWN_CONTROLS[setting.id];
                return Own ? (
                  <Own key={setting.id} settings={settings} api={api} act={act} change={change} />
                ) : (
                  <SettingRow
                    key={setting.id}
                    setting={setting}
                    settings={settings}
                    onChange={(value) => choose(setting, value)}
                  />
                );
              })}
            </section>
          ))}
          {groups.length === 0 && (
            <div class="card empty" data-testid="nothing">
              <EmojiImage codePoints="1f914" size={72} emojiUrl={api.emojiUrl} />
              <h2>{WORDS.search.nothing}</h2>
              <button type="button" class="button" onClick={() => setQuery('')}>
                {WORDS.search.clear}
              </button>
            </div>
          )}
          {query.trim() === '' && (
            <button
              type="button"
              class="button danger reset-all"
              data-testid="reset-all"
              disabled={isEmpty(resetPatch(settings, null))}
              onClick={() => reset(null)}
            >
              {WORDS.reset.all}
            </button>
          )}
        </div>
      </div>
      {question && <Confirm {...question} cancel={WORDS.cancel} onClose={() => setQuestion(null)} />}
    </>
  );
}

/** Whether a reset changes anything in the group. */
const hasReset = (group: Group): boolean =>
  SETTINGS.some((setting) => setting.group === group && setting.keys.length > 0);

const isEmpty = (patch: SettingsPatch): boolean => Object.keys(patch).length === 0;
