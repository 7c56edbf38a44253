/** An error of the person who called the command: shown without a stack. */
export class UsageError extends Error {}
