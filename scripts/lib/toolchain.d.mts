/** The repository's root, with a slash at its end. */
export const ROOT: string;
/** The built extension. */
export const EXTENSION: string;
export class SetupError extends Error {}
