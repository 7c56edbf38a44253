export const PYTHON: string;
export function whyNoPowerService(): string | null;
export function findPowerService(): Promise<string | null>;
