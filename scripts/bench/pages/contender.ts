/** What each of the benchmark's pages offers to the command. */

import type { Stages } from './stages';

/** What one frame gave: proof that the work was done. */
export interface Found {
  readonly faces: number;
  readonly expression: string | null;
  /** Milliseconds by stage, where the contender tells. */
  readonly stages?: Stages;
  /** Multiply-adds of its networks; missing where they cannot be counted. */
  readonly macs?: number;
}

export interface Contender {
  /** Loads everything on this backend, from nothing. */
  load(backend: string): Promise<void>;
  /** @param time capture time of the picture in milliseconds */
  analyse(picture: HTMLCanvasElement, time: number): Promise<Found>;
  /** Takes out of the canvas what `analyse` starts from, where that is not the canvas itself; not measured. */
  prepare?(picture: HTMLCanvasElement): void;
  tensors(): number;
}

export interface BenchPage {
  /** Milliseconds until the networks are loaded. */
  load(backend: string): Promise<number>;
  /** @returns milliseconds for the picture at this address */
  run(address: string, time: number): Promise<Found & { readonly ms: number }>;
  /** Fetches the picture as `run` does, and no more. */
  fetch(address: string): Promise<void>;
  tensors(): number;
}

/** Puts a contender where the command finds it. */
export function offer(contender: Contender): void {
  let canvas: HTMLCanvasElement | null = null;
  async function fetched(address: string): Promise<HTMLCanvasElement> {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    const { width, height } = bitmap;
    canvas ??= Object.assign(document.createElement('canvas'), { width, height });
    // Everybody reads the pixels: they stay where the processor is, as a camera's do.
    canvas.getContext('2d', { willReadFrequently: true })!.drawImage(bitmap, 0, 0);
    bitmap.close();
    contender.prepare?.(canvas);
    return canvas;
  }
  const page: BenchPage = {
    async load(backend) {
      const start = performance.now();
      await contender.load(backend);
      return performance.now() - start;
    },
    async run(address, time) {
      const picture = await fetched(address);
      const start = performance.now();
      const found = await contender.analyse(picture, time);
      return { ...found, ms: performance.now() - start };
    },
    async fetch(address) {
      await fetched(address);
    },
    tensors: () => contender.tensors(),
  };
  Object.assign(window, { __bench: page });
}

/** The strongest of scored names; null where there is none. */
export function strongest(scores: Readonly<Record<string, number>>): string | null {
  const names = Object.keys(scores);
  return names.reduce<string | null>((best, name) => {
    return best === null || scores[name]! > scores[best]! ? name : best;
  }, null);
}
