export interface DemoOptions {
  camera: boolean;
  clip: string | null;
  headless: boolean;
  seconds: number;
  out: string;
  record: boolean;
  help: boolean;
}
export const HELP: string;
export function demoOptions(args: string[]): DemoOptions;
