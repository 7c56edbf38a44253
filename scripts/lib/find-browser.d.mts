export function usualPlaces(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string[];
export function majorVersion(answer: string): number | null;
export function findBrowser(): Promise<string>;
