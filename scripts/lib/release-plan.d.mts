export const STEPS: readonly string[];
export function nextVersion(version: string, step: string): string;
export function withVersion(text: string, version: string): string;
export function released(
  changelog: string,
  version: string,
  date: string,
): { changelog: string; notes: string };
