/** How a browser lets pictures of a camera be read, and pictures of ours be sent in its place. */

/** Reads a camera's pictures, newest first: those that nobody asked for are dropped. */
export interface PictureReader {
  /** VideoPath that the camera has given so far; null if unknown. */
  readonly given: number | null;
  /** @returns null once the camera has ended or the reader was cancelled. The caller closes the picture. */
  read(): Promise<VideoFrame | null>;
  cancel(): void;
}

/** A track whose pictures are written by us. */
export interface PictureTrack {
  readonly track: MediaStreamTrack;
  /** Whether a picture can be written at once. */
  readonly isFree: boolean;
  /** Takes the picture over, or leaves it to the caller to close. @throws if it cannot be sent any more */
  write(picture: VideoFrame): Promise<void>;
  /**
   * Sends the camera's own pictures, with as little of our code as the browser allows.
   * @param onEnd the camera or the track has ended
   * @returns a function that stops; resolves when the track can be written to again
   */
  pass(onEnd: () => void): () => Promise<void>;
  /** Ends the track and its clones. */
  close(): void;
}

export interface VideoPath {
  /** @throws if the browser cannot read the camera */
  open(camera: MediaStreamTrack): PictureReader;
  /**
   * @param given whether the page gets the track, and never sees the camera
   * @throws if the browser cannot make a track
   */
  create(camera: MediaStreamTrack, given: boolean): PictureTrack;
}
