import type { Brush } from '../../../src/shared/avatar/brush';

/** A canvas that draws nothing and remembers what it was asked for, each call with its numbers as text. */
export function recordingBrush(): { readonly brush: Brush; readonly calls: string[] } {
  const calls: string[] = [];
  const gradient = { addColorStop: (...args: unknown[]) => void calls.push(`stop ${args.join(' ')}`) };
  const brush = new Proxy({} as Record<string, unknown>, {
    get:
      (_, name: string) =>
      (...args: unknown[]): unknown => {
        calls.push(`${name} ${args.map(said).join(' ')}`);
        return name.startsWith('create') ? gradient : undefined;
      },
    set: (_, name: string, value: unknown) => {
      calls.push(`${name}=${said(value)}`);
      return true;
    },
  });
  return { brush: brush as unknown as Brush, calls };
}

const said = (value: unknown): string => (typeof value === 'object' ? 'object' : String(value));
