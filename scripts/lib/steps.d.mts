export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export interface Result {
  name: string;
  seconds: number;
  counts: Counts;
}
export function countsOf(ok: boolean, report?: string | null): Counts;
export function totalOf(results: readonly Result[]): Counts;
export function summaryOf(results: readonly Result[], seconds: number): string;
