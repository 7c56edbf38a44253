/** Values by weekday and hour: a table with coloured cells, so that screen readers can read it. */
import { labelled } from './scale';

export interface HeatMapProps {
  readonly caption: string;
  /** Row labels, Monday first. */
  readonly weekdays: readonly string[];
  /** Column labels, formatted hours. */
  readonly hours: readonly string[];
  /** `[weekday][column]`; null: not enough data. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** The value with the strongest colour. */
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
              // The square root shows small differences near zero, where most hours are.
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
