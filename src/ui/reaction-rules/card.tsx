/** What may become a reaction, and how readily. */
import type { ReactionChoice } from '../../temporal/choice';
import { Segmented } from '../segmented';
import { REACTION_SETTINGS } from './settings';
import { RULES_HINT, RULES_TITLE, SENSITIVITY_WORDS } from './words';

export interface ReactionRulesProps {
  readonly choice: ReactionChoice;
  readonly onChange: (choice: ReactionChoice) => void;
}

export function ReactionRules({ choice, onChange }: ReactionRulesProps) {
  return (
    <section class="card rules" aria-labelledby="rules-title">
      <h2 id="rules-title">{RULES_TITLE}</h2>
      <p class="hint">{RULES_HINT}</p>
      {REACTION_SETTINGS.map(({ id, label, choices, read, write }) => (
        <div key={id} class="rule">
          <span aria-hidden="true">{label}</span>
          <Segmented
            label={label}
            choices={choices}
            value={read(choice)}
            onChange={(value) => onChange(write(choice, value))}
            testId={id}
          />
        </div>
      ))}
      <p class="hint">{SENSITIVITY_WORDS.hint}</p>
    </section>
  );
}
