/** What the evaluation commands have in common: options, errors, the JSON line. */
import { parseArgs } from 'node:util';
import { UsageError } from './usage-error';

/** Options of a command: name -> whether it takes a value. */
export type OptionSpec = Readonly<Record<string, 'text' | 'flag'>>;
export type Options<S extends OptionSpec> = {
  readonly [K in keyof S]: S[K] extends 'flag' ? boolean : string | undefined;
};

/** @throws UsageError on options that the command does not have */
export function readOptions<const S extends OptionSpec>(args: readonly string[], spec: S): Options<S> {
  const options = Object.fromEntries(
    Object.entries(spec).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? 'boolean' : 'string' } as const,
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    const flags = Object.entries(spec).filter(([, kind]) => kind === 'flag');
    return { ...Object.fromEntries(flags.map(([name]) => [name, false])), ...values } as Options<S>;
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}

/** @throws UsageError where the option is not given */
export function needed(value: string | undefined, name: string, what: string): string {
  if (!value) throw new UsageError(`Say ${what}: --${name} DIR`);
  return value;
}

/**
 * Runs a command and prints what it returns as one line of JSON. Failures that are told in plain words (ours and the
 * product's own) are shown without a stack; a slip in the program keeps it.
 */
export async function runCommand(command: () => Promise<unknown>): Promise<void> {
  try {
    console.log(JSON.stringify(await command()));
  } catch (error) {
    const isSlip = error instanceof TypeError || error instanceof ReferenceError;
    console.error(error instanceof Error && !isSlip ? error.message : error);
    process.exitCode = 1;
  }
}

/** Shares of work on stderr, so that stdout stays clean; every tenth part. */
export function progress(what: string, all: number): (done: number) => void {
  let told = 0;
  return (done) => {
    const tenth = Math.floor((10 * done) / all);
    if (tenth > told) console.error(`${what}: ${done} of ${all}`);
    told = Math.max(told, tenth);
  };
}

/** @throws UsageError where the option is given and is no whole number from 0 */
export function wholeNumber(value: string | undefined, name: string, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--${name} must be a whole number, not "${value}".`);
  return Number(value);
}
