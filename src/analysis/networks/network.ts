/** A loaded network, whatever it runs on. */

export interface Network {
  /**
   * @param input one or several pictures one after the other, row by row, all channels of a pixel together
   * @returns the numbers of each output, picture by picture; valid until the next run
   */
  run(input: Float32Array): Promise<readonly Float32Array[]>;
  /** Multiply-adds for one picture, where they are known. */
  readonly multiplyAdds?: number;
  /** Bytes it holds, where they are known. */
  readonly bytes?: number;
  dispose(): void;
}

/**
 * @param file the JSON file of a tfjs graph model
 * @param outputs names of its signature, in the order in which `run` gives them
 * @throws Error if it is none, is damaged, or has something that cannot be run
 */
export type LoadNetwork = (
  file: unknown,
  weights: ArrayBuffer,
  outputs: readonly string[],
) => Promise<Network>;

/** Where a network's two files come from. */
export interface NetworkFiles {
  model(): Promise<unknown>;
  weights(): Promise<ArrayBuffer>;
}
