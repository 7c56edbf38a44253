/** When in the week: a table whose cells are coloured, so that it reads as a table, too. */
import { labelled } from './scale';

export interface HeatMapProps {
  readonly caption: string;
  /** Of the rows, Monday first. */
  readonly weekdays: readonly string[];
  /** Of the columns, as an hour is written. */
  readonly hours: readonly string[];
  /** `[weekday][column]`; null: too little to say. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** The value of the strongest colour. */
  readonly most: number;
  readonly format: (value: number) => string;
}

const MOST_LABELS = 5;

export function HeatMap({ caption, weekdays, hours, cells, most, format }: HeatMapProps) {
  const hasLabel = labelled(hours.length, MOST_LABELS);
  return (
    <table class="heat">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td />
          {hours.map((hour, i) => (
            <th key={hour} scope="col">
              <span class={hasLabel(i) ? 'hour' : 'visually-hidden'}>{hour}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((weekday, day) => (
          <tr key={weekday}>
            <th scope="row">{weekday}</th>
            {hours.map((hour, i) => {
              const value = cells[day]![i] ?? null;
              // The root brings out small differences near nothing, where most hours are.
              const strength = value === null || value === 0 ? 0 : 12 + 88 * Math.sqrt(value / (most || 1));
              const text = value === null ? '–' : format(value);
              return (
                <td
                  key={hour}
                  class="heat-cell"
                  data-empty={value === null}
                  style={{ '--strength': `${Math.round(strength)}%` }}
                  title={`${weekday} ${hour}: ${text}`}
                >
                  <span class="visually-hidden">{text}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
