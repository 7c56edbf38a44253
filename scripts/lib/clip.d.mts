import type { Scene } from './clip-plan.mjs';

export interface Size {
  width: number;
  height: number;
}
export const SIZE: Size;
export const DEMO: Scene[];
export const QUICK: Scene[];
export const TWO_FACES: Scene[];
export const NO_FACE: Scene[];
export const BLACK: Scene[];
export function makeClip(scenes: Scene[], file: string, size?: Size): Promise<void>;
export function cachedClip(scenes: Scene[], name: string, size?: Size): Promise<string>;
