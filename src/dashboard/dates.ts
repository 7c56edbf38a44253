/** Moments and days as the reader's own language writes them. */
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const LONG_DAY = new Intl.DateTimeFormat(undefined, {
  ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
});
const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short' });
const LONG_MONTH = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' });
const MOMENT = new Intl.DateTimeFormat(undefined, {
  ...{ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
});
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const HOUR = new Intl.DateTimeFormat(undefined, { hour: 'numeric', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });

export const formatDay = (time: number): string => DAY.format(time);
export const formatLongDay = (time: number): string => LONG_DAY.format(time);
export const formatMonth = (time: number): string => MONTH.format(time);
export const formatLongMonth = (time: number): string => LONG_MONTH.format(time);
export const formatMoment = (time: number): string => MOMENT.format(time);
export const formatClock = (time: number): string => CLOCK.format(time);

/** The hours 0..23 of a clock. */
export const HOURS: readonly string[] = Array.from({ length: 24 }, (_, hour) =>
  HOUR.format(hour * 3_600_000),
);
/** Monday first; 1970-01-05 was a Monday. */
export const WEEKDAYS: readonly string[] = Array.from({ length: 7 }, (_, day) =>
  WEEKDAY.format((day + 4) * 86_400_000),
);
