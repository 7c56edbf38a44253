/** Which functions compute networks, whether in WebAssembly or JavaScript, and what their tables look like. Pure. */

/** Parameters are addresses and steps in bytes, and counts. */
export type Kernel = (...parameters: number[]) => void;

/** Bytes of a table entry: where a pixel's input, output and summand begin. */
export const ENTRY = 12;
/** Pixels that are computed at a time where there are as many; a product's table has a multiple of it. */
export const TILE = 4;

/** Sides and strides of windows that there are functions for. */
const DEPTHWISE_SIDES = [3, 5];
const STRIDES = [1, 2];

export const productName = (isSingle: boolean, isNarrow: boolean): string =>
  `product${isSingle ? 'Single' : ''}${isNarrow ? 'Narrow' : ''}`;
export const depthwiseName = (side: number, stride: number, columns: number): string =>
  `depthwise${side}by${stride}${columns < TILE ? 'single' : ''}`;
export const poolName = (kind: 'max' | 'mean', side: number, stride: number): string =>
  `${kind}${side}by${stride}`;

/** How each kind of function is made. */
export interface KernelMakers<T> {
  /**
   * A convolution as a product of matrices. Parameters: table, its end, input, output, summand (0: none), weights, blocks,
   * and of a pixel's input the rows, the bytes of a row, and the bytes from row to row.
   * @param pixels of a tile
   * @param vectors of four output channels in a block
   */
  product(pixels: number, vectors: number): T;
  /** Parameters: output, input, weights, rows, columns; bytes of a pixel, of an input row, of an output row. */
  depthwise(side: number, stride: number, pixels: number): T;
  /** Parameters: output, input, rows, columns; bytes of an input and an output pixel, of an input and an output row. */
  pooling(side: number, stride: number, isMean: boolean): T;
}

export function everyKernel<T>({ product, depthwise, pooling }: KernelMakers<T>): Record<string, T> {
  const products = [TILE, 1].flatMap((pixels) =>
    [2, 1].map((vectors) => [productName(pixels === 1, vectors === 1), product(pixels, vectors)] as const),
  );
  const windows = DEPTHWISE_SIDES.flatMap((side) =>
    STRIDES.flatMap((stride) =>
      [TILE, 1].map(
        (pixels) => [depthwiseName(side, stride, pixels), depthwise(side, stride, pixels)] as const,
      ),
    ),
  );
  return {
    ...Object.fromEntries([...products, ...windows]),
    [poolName('max', 1, 1)]: pooling(1, 1, false),
    [poolName('max', 2, 2)]: pooling(2, 2, false),
    [poolName('max', 3, 2)]: pooling(3, 2, false),
    [poolName('mean', 2, 2)]: pooling(2, 2, true),
  };
}
