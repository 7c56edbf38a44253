/**
 * Parts that the schemas of messages and stored values are made of. Parsing puts a value together again from its
 * known, checked fields; everything else is dropped.
 */
import * as v from 'valibot';

/** The parsed value, or null if it is invalid. Never throws. */
export function parseWith<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> | null {
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? result.output : null;
}

/** Letters, digits, dots, hyphens; brackets and colons of IPv6. Starts so that no `__proto__` can get in. */
const HOST = /^[a-z0-9[][a-z0-9.:_[\]-]{0,252}$/;
/** A host name as `URL.hostname` writes it (lower case, no port). */
export const hostSchema = v.pipe(v.string(), v.regex(HOST));

/** The id of a call, a frame or an import: a UUID. */
export const uuidSchema = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/));

/** A finite number within bounds, both included. */
export const numberIn = (least: number, most: number) =>
  v.pipe(v.number(), v.minValue(least), v.maxValue(most));

/** Milliseconds since the epoch, or a duration in milliseconds. */
export const timeSchema = numberIn(0, Number.MAX_SAFE_INTEGER);

/** A share, a confidence, a level: 0..1. */
export const fractionSchema = numberIn(0, 1);

/** A text that is cut if it is longer. */
export const textUpTo = (length: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, length)),
  );

/** An object, and not a list: its own fields only, none from a prototype. */
export const recordSchema = v.pipe(
  v.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
  v.transform((value) => ({ ...value })),
);

type Entries = Record<string, v.GenericSchema>;
type Output<T extends Entries> = { -readonly [K in keyof T]: v.InferOutput<T[K]> };

/** An object whose `details` are dropped if they are missing or damaged. Without its `needed` fields it is invalid. */
export function withDetails<Needed extends Entries, Details extends Entries>(
  needed: Needed,
  details: Details,
): v.GenericSchema<unknown, Output<Needed> & Partial<Output<Details>>> {
  const lenient = Object.fromEntries(
    Object.entries(details).map(([key, schema]) => [key, v.fallback(v.optional(schema), undefined)]),
  );
  return v.pipe(
    v.object({ ...needed, ...lenient }),
    v.transform((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))),
  ) as unknown as v.GenericSchema<unknown, Output<Needed> & Partial<Output<Details>>>;
}

/** A list without its damaged entries, at most `most` long. */
export function listOf<T extends v.GenericSchema>(entry: T, most: number) {
  return v.pipe(
    v.array(v.unknown()),
    v.transform((all) =>
      all.slice(0, most).flatMap((each): v.InferOutput<T>[] => {
        const result = v.safeParse(entry, each, { abortEarly: true });
        return result.success ? [result.output] : [];
      }),
    ),
  );
}

/** A record without its damaged entries. */
export function recordOf<T extends v.GenericSchema>(key: v.GenericSchema<string>, entry: T) {
  return v.pipe(
    recordSchema,
    v.transform((all): Readonly<Record<string, v.InferOutput<T>>> => {
      const good = Object.entries(all).flatMap(([name, value]): [string, v.InferOutput<T>][] => {
        if (!v.is(key, name)) return [];
        const result = v.safeParse(entry, value, { abortEarly: true });
        return result.success ? [[name, result.output]] : [];
      });
      return Object.fromEntries(good);
    }),
  );
}
