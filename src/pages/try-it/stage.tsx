import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type DrawOptions, draw } from './draw';
import type { FrameSample } from './sample';
import type { Source } from './use-analysis';
import { WORDS } from './words';

export interface StageProps extends DrawOptions {
  readonly video: RefObject<HTMLVideoElement>;
  readonly source: Source;
  readonly ratio: number;
  readonly sample: FrameSample | null;
}

/** The picture with the results over it. */
export function Stage({ video, source, ratio, sample, boxes, landmarks, mirror }: StageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });

  useEffect(() => {
    const element = canvas.current!;
    const observer = new ResizeObserver(() => {
      setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = canvas.current!;
    const pixels = window.devicePixelRatio;
    const [width, height] = [Math.round(size.width * pixels), Math.round(size.height * pixels)];
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    const context = element.getContext('2d');
    if (context) draw(context, size.width, size.height, pixels, sample, { boxes, landmarks, mirror });
  }, [size, sample, boxes, landmarks, mirror]);

  const isMoving = source.kind === 'camera' || source.kind === 'video';
  return (
    <div
      class="stage"
      style={{ '--ratio': String(ratio) }}
      hidden={source.kind === 'none'}
      data-testid="stage"
    >
      <video ref={video} muted playsInline hidden={!isMoving} data-mirror={mirror} />
      {source.kind === 'photo' && <img src={source.url} alt="" data-mirror={mirror} />}
      <canvas ref={canvas} role="img" aria-label={WORDS.stage.label} />
      {sample?.reading.faces.length === 0 && <span class="stage-note">{WORDS.stage.noFace}</span>}
    </div>
  );
}
