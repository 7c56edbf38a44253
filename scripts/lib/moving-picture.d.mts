export interface ScreenFrame {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly picture: Buffer;
}
export function keepFrames(frames: readonly ScreenFrame[], from: number, until: number): ScreenFrame[];
export function oneAfterAnother(films: readonly (readonly ScreenFrame[])[]): ScreenFrame[];
export function animate(frames: readonly ScreenFrame[], width: number, mostBytes: number): Promise<Buffer>;
