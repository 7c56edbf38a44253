/** The addresses in a text that are neither known nor a call site. @param sites match patterns */
export function foreignIn(text: string, sites: readonly string[]): string[];

/** The same for all scripts, pages and style sheets of the extension built in `folder`. */
export function foreignAddresses(folder: string): Promise<string[]>;
