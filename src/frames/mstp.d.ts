/** Chromium's MediaStreamTrackProcessor, which TypeScript's DOM library does not know in windows. */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack; maxBufferSize?: number });
  readonly readable: ReadableStream<VideoFrame>;
}
