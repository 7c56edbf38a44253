export const LONG_TESTS: Readonly<Record<string, { readonly file: string; readonly touches: RegExp }>>;
export function longTestsFor(changed: readonly string[] | null): string[];
