/** Which expressions become reactions, and how easily. */
import type { ReactionSettings } from '../../../shared/settings/reaction-settings';
import { Segmented } from '../segmented';
import { REACTION_SETTINGS } from './settings';
import { WORDS } from './words';

export interface ReactionRulesProps {
  readonly choice: ReactionSettings;
  readonly onChange: (choice: ReactionSettings) => void;
}

export function ReactionRules({ choice, onChange }: ReactionRulesProps) {
  return (
    <section class="card rules" aria-labelledby="rules-title">
      <h2 id="rules-title">{WORDS.title}</h2>
      <p class="hint">{WORDS.hint}</p>
      {REACTION_SETTINGS.map(({ id, label, hint, choices, read, write }) => (
        <div key={id}>
          <div class="rule">
            <span aria-hidden="true">{label}</span>
            <Segmented
              label={label}
              choices={choices}
              value={read(choice)}
              onChange={(value) => onChange(write(choice, value))}
              testId={id}
            />
          </div>
          {/* The card's own hint says what the others do. */}
          {id === 'reaction-sensitivity' && <p class="hint">{hint}</p>}
        </div>
      ))}
    </section>
  );
}
