import type { ComponentChildren } from 'preact';
import type { Settings } from '../../shared/settings/schema';
import { Segmented } from '../ui/segmented';
import { Switch } from '../ui/switch';
import type { Setting, SettingWords, Value } from './catalogue';
import { wordsOf } from './search';
import { WORDS } from './words';

export interface SettingRowProps {
  readonly setting: Setting;
  readonly settings: Settings;
  readonly onChange: (value: Value) => void;
}

/** One setting with a switch, a row of choices, a list or a link. */
export function SettingRow({ setting, settings, onChange }: SettingRowProps) {
  const { id, control } = setting;
  const words = wordsOf(setting);
  const value = setting.get?.(settings) ?? '';
  if (control.kind === 'switch') {
    return (
      <Switch
        label={words.label}
        {...(words.hint === undefined ? {} : { hint: words.hint })}
        on={value === true}
        onChange={onChange}
        testId={`set-${id}`}
      />
    );
  }
  if (control.kind === 'link') {
    return (
      <Row words={words}>
        <a class="button" href={control.href} data-testid={`set-${id}`}>
          {WORDS.open}
          <span class="visually-hidden"> {words.label}</span>
        </a>
      </Row>
    );
  }
  if (control.kind === 'own') return null;
  const choices = valuesOf(control.values, String(value)).map((each) => ({
    value: each,
    name: words.choices?.[each] ?? WORDS.days(Number(each)),
  }));
  return (
    <Row words={words}>
      {control.kind === 'choice' ? (
        <Segmented
          label={words.label}
          choices={choices}
          value={String(value)}
          onChange={onChange}
          testId={`set-${id}`}
        />
      ) : (
        <span class="field">
          <select
            data-testid={`set-${id}`}
            aria-label={words.label}
            value={String(value)}
            onChange={({ currentTarget }) => {
              onChange(currentTarget.value);
              // The control shows the choice only once it is stored.
              currentTarget.value = String(value);
            }}
          >
            {choices.map((each) => (
              <option key={each.value} value={each.value}>
                {each.name}
              </option>
            ))}
          </select>
        </span>
      )}
    </Row>
  );
}

interface RowProps {
  readonly words: Pick<SettingWords, 'label' | 'hint'>;
  readonly children?: ComponentChildren;
}

/** Text on one side, the control on the other. */
export function Row({ words, children }: RowProps) {
  return (
    <div class="setting-row">
      <div class="switch-text">
        <span>{words.label}</span>
        {words.hint && <span class="hint">{words.hint}</span>}
      </div>
      {children}
    </div>
  );
}

/** Includes an unusual current value, such as days from an older version. */
function valuesOf(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values : [...values, value];
}
