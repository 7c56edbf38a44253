export interface Scene {
  /** Names of stills, side by side; none: a black picture. */
  readonly show: readonly string[];
  readonly seconds: number;
}
export interface View {
  left: number;
  top: number;
  size: number;
  brightness: number;
}
export const FPS: number;
export function frameCount(scenes: Scene[]): number;
export function sceneAt(scenes: Scene[], n: number): number;
export function viewAt(n: number): View;
