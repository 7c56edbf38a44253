import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatDuration, formatShare } from '../../shared/ui/format';
import { saveFile } from '../ui/save-file';
import { samplesToCsv, samplesToJson } from './export';
import type { FrameSample } from './sample';
import { WORDS } from './words';

const words = WORDS.video;

export interface VideoBarProps {
  readonly video: RefObject<HTMLVideoElement>;
  readonly name: string;
  readonly samples: readonly FrameSample[];
  /** 0..1 during the analysis; null afterwards. */
  readonly progress: number | null;
  readonly onStop: () => void;
  /** Milliseconds. */
  readonly at: number;
  readonly onMove: (at: number) => void;
}

/** During the analysis of a video: the progress. Afterwards: playback, seeking and export. */
export function VideoBar({ video, name, samples, progress, onStop, at, onMove }: VideoBarProps) {
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    if (!playing) return;
    const element = video.current!;
    let frame = 0;
    const follow = (): void => {
      onMove(element.currentTime * 1000);
      if (element.ended || element.paused) setPlaying(false);
      else frame = requestAnimationFrame(follow);
    };
    element.play().then(follow, () => setPlaying(false));
    return () => {
      cancelAnimationFrame(frame);
      element.pause();
    };
  }, [playing, video, onMove]);

  if (progress !== null) {
    return (
      <div class="video-bar">
        <progress value={progress} aria-label={words.progress} data-testid="progress" />
        <span class="number hint">{words.done(formatShare(progress))}</span>
        <button type="button" class="button" data-testid="stop" onClick={onStop}>
          {words.stop}
        </button>
      </div>
    );
  }
  const base = name.replace(/\.[^.]*$/, '') || 'video';
  return (
    <div class="video-bar">
      <button type="button" class="button" data-testid="play" onClick={() => setPlaying(!playing)}>
        {playing ? words.pause : words.play}
      </button>
      <input
        type="range"
        min="0"
        max={String(samples.at(-1)?.time ?? 0)}
        step="any"
        value={String(at)}
        aria-label={words.scrub}
        aria-valuetext={formatDuration(at)}
        data-testid="scrub"
        onInput={({ currentTarget }) => {
          const time = Number(currentTarget.value);
          setPlaying(false);
          video.current!.currentTime = time / 1000;
          onMove(time);
        }}
      />
      <span class="number hint">{formatDuration(at)}</span>
      <button
        type="button"
        class="button"
        data-testid="save-json"
        onClick={() => saveFile(`${base}.json`, 'application/json', samplesToJson(name, samples))}
      >
        {words.json}
      </button>
      <button
        type="button"
        class="button"
        data-testid="save-csv"
        onClick={() => saveFile(`${base}.csv`, 'text/csv', samplesToCsv(samples))}
      >
        {words.csv}
      </button>
    </div>
  );
}
