/** A loaded network, whatever it runs on. */

export interface Network {
  /**
   * @param input one or several pictures one after the other, row by row, all channels of a pixel together
   * @returns the numbers of each output, picture by picture; valid until the next run
   */
  run(input: Float32Array): Promise<readonly Float32Array[]>;
  /** As `run` of one picture, a part at a time; missing where that is not possible. Any other run of it ends it. */
  begin?(input: Float32Array): NetworkRun;
  /** Multiply-adds for one picture, where they are known. */
  readonly multiplyAdds?: number;
  /** Bytes it holds, where they are known. */
  readonly bytes?: number;
  dispose(): void;
}

/** A run that is spread over some moments, so that none of them takes long. */
export interface NetworkRun {
  /**
   * Computes on.
   * @param share of the whole work
   * @returns as `Network.run` when everything is computed; null before
   */
  proceed(share: number): readonly Float32Array[] | null;
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
