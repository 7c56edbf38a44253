import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { InferenceClient } from '../../analysis/host/client';
import { formatDuration } from '../../shared/ui/format';
import { type AnalysisInput, analyseCamera, analyseVideo } from './analyse-input';
import { analysePhoto } from './analyse-photo';
import { endOf, openCamera } from './camera';
import { createGrabber } from './grab';
import { type Opened, openFile, openPhoto } from './open-file';
import type { FrameSample } from './sample';
import { openVideo } from './video-file';
import { WORDS } from './words';

/** Milliseconds of camera results that are kept. */
export const WINDOW = 20_000;

export type Source =
  | { readonly kind: 'none' }
  | { readonly kind: 'camera' }
  | { readonly kind: 'photo'; readonly url: string }
  | { readonly kind: 'video'; readonly url: string; readonly name: string };

export interface AnalysisView {
  readonly source: Source;
  /** Aspect ratio of the shown picture. */
  readonly ratio: number;
  /** In order of time. */
  readonly samples: readonly FrameSample[];
  /** Progress through a video, 0..1; null if none is being analysed. */
  readonly progress: number | null;
  readonly problem: string | null;
}

export interface AnalysisControl extends AnalysisView {
  readonly camera: () => void;
  /** Analyses a photo again, e.g. with another backend. Other sources are analysed continuously. */
  readonly again: () => void;
  /** A photo or a video. */
  readonly file: (file: File) => void;
  readonly sample: () => void;
  /** Releases the source; a video's results stay. */
  readonly stop: () => void;
}

const NOTHING: AnalysisView = {
  source: { kind: 'none' },
  ratio: 4 / 3,
  samples: [],
  progress: null,
  problem: null,
};

/** The page's source and its results. A new source replaces the one before. */
export function useAnalysis(
  client: () => InferenceClient | null,
  video: RefObject<HTMLVideoElement>,
): AnalysisControl {
  const [looked, setLooked] = useState<AnalysisView>(NOTHING);
  const current = useRef(new AbortController());
  const lastPhoto = useRef<Blob | null>(null);
  /** Aborts when something else is chosen while a file is still being opened. */
  const opening = useRef(new AbortController());
  /** Stops the analysis of a video and keeps it open. */
  const stopSignal = useRef(new AbortController());

  /** Stops the current work and starts anew; `work` runs until the signal aborts. */
  const begin = useCallback(
    (
      work: (
        signal: AbortSignal,
        show: (part: Partial<AnalysisView>) => void,
        lookout: AnalysisInput,
      ) => Promise<void>,
      /** Whether the source is released if it fails: a camera must not stay on without use. */
      letsGo = false,
    ) => {
      opening.current.abort();
      current.current.abort();
      const life = new AbortController();
      current.current = life;
      const { signal } = life;
      const inference = client();
      if (!inference) return;
      const show = (part: Partial<AnalysisView>): void => {
        if (!signal.aborted) setLooked((before) => ({ ...before, ...part }));
      };
      const onSample = (sample: FrameSample): void => {
        if (signal.aborted) return;
        setLooked((before) => {
          const oldest = before.source.kind === 'camera' ? sample.time - WINDOW : 0;
          return { ...before, samples: [...before.samples.filter((each) => each.time >= oldest), sample] };
        });
      };
      setLooked(NOTHING);
      work(signal, show, { inference, grabber: createGrabber(), now: Date.now, onSample }).catch(
        (error: unknown) => {
          if (signal.aborted) return;
          const problem = messageOf(error);
          if (!letsGo) return show({ problem, progress: null });
          life.abort();
          setLooked({ ...NOTHING, problem });
        },
      );
    },
    [client],
  );

  /** Opens a file, while what was there before goes on: of a file that cannot be opened only the reason is shown. */
  const open = useCallback(
    (ready: (signal: AbortSignal) => Promise<Opened>, use: (opened: Opened) => void) => {
      opening.current.abort();
      opening.current = new AbortController();
      const { signal } = opening.current;
      setLooked((before) => ({ ...before, problem: null }));
      ready(signal).then(
        (opened) => {
          if (!signal.aborted) use(opened);
          else if (opened.kind === 'photo') opened.image.close();
        },
        (error: unknown) => {
          if (!signal.aborted) setLooked((before) => ({ ...before, problem: messageOf(error) }));
        },
      );
    },
    [],
  );

  useEffect(
    () => () => {
      opening.current.abort();
      current.current.abort();
    },
    [],
  );

  const camera = useCallback(() => {
    begin(async (signal, show, lookout) => {
      const stream = await openCamera();
      const stopTracks = () => stream.getTracks().forEach((track) => void track.stop());
      if (signal.aborted) return stopTracks();
      const element = video.current!;
      signal.addEventListener('abort', () => {
        stopTracks();
        element.srcObject = null;
      });
      element.srcObject = stream;
      await element.play();
      show({ source: { kind: 'camera' }, ratio: element.videoWidth / element.videoHeight });
      await Promise.race([analyseCamera(element, lookout, signal), endOf(stream)]);
    }, true);
  }, [begin, video]);

  const photo = useCallback(
    (blob: Blob, image: ImageBitmap, shown: Blob) => {
      lastPhoto.current = blob;
      begin(async (signal, show, lookout) => {
        const url = URL.createObjectURL(shown);
        signal.addEventListener('abort', () => {
          image.close();
          URL.revokeObjectURL(url);
        });
        const { width, height } = image;
        show({ source: { kind: 'photo', url }, ratio: width / height });
        await analysePhoto({ image, width, height }, lookout, signal);
      });
    },
    [begin],
  );

  const movie = useCallback(
    (file: Blob, name: string) => {
      begin(async (signal, show, lookout) => {
        const element = video.current!;
        const url = URL.createObjectURL(file);
        signal.addEventListener('abort', () => {
          element.removeAttribute('src');
          element.load();
          URL.revokeObjectURL(url);
        });
        await openVideo(element, url, signal).catch(() => {
          throw new Error(WORDS.errors.video);
        });
        if (signal.aborted) return;
        stopSignal.current = new AbortController();
        show({
          source: { kind: 'video', url, name },
          ratio: element.videoWidth / element.videoHeight,
          progress: 0,
        });
        const stopped = stopSignal.current;
        const damagedAt = await analyseVideo(
          element,
          lookout,
          (progress) => show({ progress }),
          AbortSignal.any([signal, stopped.signal]),
        );
        if (damagedAt === 0) {
          show({ source: { kind: 'none' } });
          throw new Error(WORDS.errors.video);
        }
        // After an error the browser shows nothing until the file is opened again.
        if (damagedAt !== null) await openVideo(element, url, signal);
        element.currentTime = 0;
        const problem = damagedAt === null ? null : WORDS.errors.cut(formatDuration(damagedAt));
        show({ progress: null, problem });
      });
    },
    [begin, video],
  );

  const use = useCallback(
    (blob: Blob) => (opened: Opened) =>
      opened.kind === 'photo' ? photo(blob, opened.image, opened.shown) : movie(blob, opened.name),
    [photo, movie],
  );

  return {
    ...looked,
    camera,
    again: useCallback(() => {
      const blob = lastPhoto.current;
      if (looked.source.kind === 'photo' && blob) open(() => openPhoto(blob), use(blob));
    }, [looked.source.kind, open, use]),
    sample: useCallback(async () => {
      const answer = await fetch('/samples/portrait.webp');
      const blob = await answer.blob();
      open(() => openPhoto(blob), use(blob));
    }, [open, use]),
    file: useCallback((file) => open((signal) => openFile(file, signal), use(file)), [open, use]),
    stop: useCallback(() => {
      opening.current.abort();
      if (looked.source.kind === 'video') return stopSignal.current.abort();
      current.current.abort();
      setLooked(NOTHING);
    }, [looked.source.kind]),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
