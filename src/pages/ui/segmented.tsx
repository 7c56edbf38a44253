/** A row of choices with one selected. */
import { useId } from 'preact/hooks';

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly name: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly testId?: string;
}

/** Radio buttons: the arrow keys move between them. */
export function Segmented<T extends string>({ label, choices, value, onChange, testId }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset class="segmented" data-testid={testId}>
      <legend class="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
