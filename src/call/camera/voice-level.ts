/** How loud the user's own microphone is, as the page has it: one number, and nothing else of it is kept or sent. */

/** Pieces of sound (10 ms each in Chromium) that are read for one level. */
const PIECES = 3;

export interface VoiceLevel {
  /**
   * A microphone track that the page was given, or a clone; the newest open one counts. While one of them is muted the
   * user wants not to be heard, and nothing is.
   */
  add(track: MediaStreamTrack): void;
  /** Root mean square of the last samples, 0..1; undefined if there is no sound. Also reads the next ones. */
  read(): number | undefined;
  /** Stops reading until it is asked again; the open tracks stay known, since they are announced only once. */
  rest(): void;
  /** Releases the microphone. */
  dispose(): void;
}

/**
 * Reads sound only when asked to. The track is read as it is: a clone would keep the microphone on after the page has
 * stopped its own. Where the browser cannot do that, there is no level.
 */
export function createVoiceLevel(): VoiceLevel {
  /** Newest last. */
  let tracks: readonly MediaStreamTrack[] = [];
  let track: MediaStreamTrack | null = null;
  let reader: ReadableStreamDefaultReader<AudioData> | null = null;
  let level: number | undefined;
  let reading = false;

  function letGo(): void {
    reader?.cancel().catch(() => {});
    reader = null;
    track = null;
    level = undefined;
  }

  /** Listens to the newest track that is open. */
  function choose(): void {
    tracks = tracks.filter(({ readyState }) => readyState === 'live');
    const next = tracks.at(-1) ?? null;
    if (next === track) return;
    letGo();
    if (next === null) return;
    track = next;
    try {
      const processor = new MediaStreamTrackProcessor({ track: next, maxBufferSize: PIECES });
      reader = processor.readable.getReader() as unknown as ReadableStreamDefaultReader<AudioData>;
    } catch {
      // A browser that reads only video. The mouth still shows speech.
    }
  }

  async function listen(from: ReadableStreamDefaultReader<AudioData>): Promise<number | undefined> {
    let loudest: number | undefined;
    for (let n = 0; n < PIECES; n++) {
      const { value, done } = await from.read();
      if (done || value === undefined) return undefined;
      try {
        loudest = Math.max(loudest ?? 0, levelOf(value));
      } finally {
        value.close();
      }
    }
    return loudest;
  }

  return {
    add(next) {
      if (tracks.includes(next) || typeof MediaStreamTrackProcessor === 'undefined') return;
      tracks = [...tracks, next];
      choose();
    },
    read() {
      choose();
      const from = reader;
      if (from === null || tracks.some(({ enabled, muted }) => !enabled || muted)) return undefined;
      if (!reading) {
        reading = true;
        listen(from)
          .then((heard) => {
            if (from === reader) level = heard;
          })
          .catch(() => {})
          .finally(() => {
            reading = false;
          });
      }
      return level;
    },
    rest: letGo,
    dispose() {
      letGo();
      tracks = [];
    },
  };
}

/** Root mean square of the first channel, at most 1. */
function levelOf(sound: AudioData): number {
  const samples = new Float32Array(sound.numberOfFrames);
  sound.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
  const sum = samples.reduce((total, sample) => total + sample * sample, 0);
  const level = Math.sqrt(sum / Math.max(samples.length, 1));
  return level >= 0 && level <= 1 ? level : 0;
}
