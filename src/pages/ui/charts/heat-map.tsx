/** When in the week: a table whose cells are coloured, so that it reads as a table, too. */
import { formatDuration } from '../../../shared/ui/format';

export interface HeatMapProps {
  readonly caption: string;
  /** Of the rows, Monday first. */
  readonly weekdays: readonly string[];
  /** Of the columns, as an hour is written. */
  readonly hours: readonly string[];
  /** Milliseconds, `[weekday][hour]`. */
  readonly cells: readonly (readonly number[])[];
}

export function HeatMap({ caption, weekdays, hours, cells }: HeatMapProps) {
  const most = Math.max(1, ...cells.flat());
  return (
    <table class="heat">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td />
          {hours.map((hour, i) => (
            <th key={hour} scope="col">
              <span class={i % 6 === 0 ? 'hour' : 'visually-hidden'}>{hour}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((weekday, day) => (
          <tr key={weekday}>
            <th scope="row">{weekday}</th>
            {hours.map((hour, i) => {
              const time = cells[day]![i]!;
              // The root brings out small differences near nothing, where most hours are.
              const strength = time === 0 ? 0 : 12 + 88 * Math.sqrt(time / most);
              return (
                <td
                  key={hour}
                  class="heat-cell"
                  style={{ '--strength': `${Math.round(strength)}%` }}
                  title={`${weekday} ${hour}: ${formatDuration(time)}`}
                >
                  <span class="visually-hidden">{time > 0 ? formatDuration(time) : '–'}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
