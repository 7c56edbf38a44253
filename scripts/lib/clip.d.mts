import type { Scene } from './clip-plan.mjs';

export const SIZE: { width: number; height: number };
export const DEMO: Scene[];
export const TWO_FACES: Scene[];
export const NO_FACE: Scene[];
export const BLACK: Scene[];
export function makeClip(scenes: Scene[], file: string): Promise<void>;
export function cachedClip(scenes: Scene[], name: string): Promise<string>;
