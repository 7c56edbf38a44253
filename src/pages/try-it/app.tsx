import { useEffect, useRef, useState } from 'preact/hooks';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { PageHead } from '../ui/page-head';
import { GraphCard } from './graph-card';
import { OthersCard } from './others-card';
import { FacesCard, StateCard } from './panels';
import { sampleAt } from './sample';
import { SourceBar } from './source-bar';
import { Stage } from './stage';
import { TimingCard } from './timing-card';
import { useAnalysis, WINDOW } from './use-analysis';
import { useInference } from './use-inference';
import { VideoBar } from './video-bar';
import { WORDS } from './words';

const emojiUrl = (codePoints: string): string => `/emoji/${codePoints}.webp`;

/** The try-it page. */
export function App({ createWorker }: { readonly createWorker: () => Worker }) {
  const video = useRef<HTMLVideoElement>(null);
  const inference = useInference(createWorker);
  const look = useAnalysis(inference.client, video);
  // A photo is analysed once, so its result would be from the previous networks.
  useEffect(() => look.again(), [inference.backend]);
  const [options, setOptions] = useState({ boxes: true, landmarks: true, mirror: true });
  const [at, setAt] = useState(0);
  const { source, samples, progress, problem } = look;
  useEffect(() => setAt(0), [source]);
  const isVideo = source.kind === 'video';
  const scrubbing = isVideo && progress === null;
  const sample = scrubbing ? sampleAt(samples, at) : (samples.at(-1) ?? null);
  const last = samples.at(-1)?.time ?? 0;
  const until = isVideo ? Math.max(last, 1) : last;
  const from = isVideo ? 0 : until - WINDOW;
  const fired = samples.filter((each) => each.reaction && each.time <= (sample?.time ?? 0)).at(-1);
  return (
    <>
      <PageHead current="try-it" emojiUrl={emojiUrl} />
      <main
        class="page try-it"
        data-source={source.kind}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const file = event.dataTransfer?.files[0];
          if (file) look.file(file);
        }}
      >
        <h1>{WORDS.title}</h1>
        <p class="hint">{WORDS.promise}</p>
        <SourceBar look={look} options={options} onOptions={setOptions} />
        {problem !== null && (
          <p class="problem" role="alert" data-testid="problem">
            {problem}
          </p>
        )}
        <div class="columns">
          <div class="main-column">
            <Stage
              video={video}
              source={source}
              ratio={look.ratio}
              sample={sample}
              {...options}
              mirror={options.mirror && source.kind === 'camera'}
            />
            {source.kind === 'none' && (
              <div class="card empty" data-testid="empty">
                <EmojiImage codePoints="1f4f7" size={72} emojiUrl={emojiUrl} />
                <h2>{WORDS.source.drop}</h2>
                <p class="hint">{WORDS.source.dropText}</p>
              </div>
            )}
            {isVideo && (
              <VideoBar
                video={video}
                name={source.name}
                samples={samples}
                progress={progress}
                at={at}
                onStop={look.stop}
                onMove={setAt}
              />
            )}
            <OthersCard {...{ video, source, sample }} mirror={options.mirror && source.kind === 'camera'} />
            {source.kind !== 'photo' && source.kind !== 'none' && (
              <GraphCard
                samples={samples}
                from={from}
                until={until}
                at={scrubbing ? at : null}
                live={!isVideo}
                emojiUrl={emojiUrl}
              />
            )}
          </div>
          <div class="side-column">
            <StateCard
              sample={sample}
              reacts={source.kind !== 'photo'}
              reaction={fired ? { id: fired.time, emoji: fired.reaction!.emoji } : null}
              emojiUrl={emojiUrl}
            />
            <FacesCard sample={sample} />
            <TimingCard
              samples={samples}
              live={source.kind === 'camera'}
              state={inference.state}
              backend={inference.backend}
              onBackend={inference.setBackend}
            />
          </div>
        </div>
      </main>
    </>
  );
}
