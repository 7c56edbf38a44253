/** Times and days in the reader's own language. Milliseconds since the epoch. */
import { dateFormat } from '../../shared/language/formats';

export const formatDay = dateFormat({ day: 'numeric', month: 'short' });
export const formatLongDay = dateFormat({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
export const formatMonth = dateFormat({ month: 'short' });
export const formatMonthYear = dateFormat({ month: 'short', year: '2-digit' });
export const formatLongMonth = dateFormat({ month: 'long', year: 'numeric' });
export const formatMoment = dateFormat({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
export const formatClock = dateFormat({ timeStyle: 'medium' });

const formatHour = dateFormat({ hour: 'numeric', timeZone: 'UTC' });
const formatWeekday = dateFormat({ weekday: 'short', timeZone: 'UTC' });

const formatLongWeekday = dateFormat({ weekday: 'long', timeZone: 'UTC' });

/** The hours 0..23 of a clock. */
export const hourNames = (): readonly string[] =>
  Array.from({ length: 24 }, (_, hour) => formatHour(hour * 3_600_000));
/** Monday first; 1970-01-05 was a Monday. */
export const weekdayNames = (): readonly string[] =>
  Array.from({ length: 7 }, (_, day) => formatWeekday((day + 4) * 86_400_000));

/** The full names. */
export const longWeekdayNames = (): readonly string[] =>
  Array.from({ length: 7 }, (_, day) => formatLongWeekday((day + 4) * 86_400_000));
