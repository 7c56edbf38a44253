/** One call in one page: camera → frames → analysis → what overlay, badge and popup show. */
import type { FrameLink, FrameLinkEvents } from '../frames/frame-link';
import type { FrameSource } from '../frames/frame-source';
import '../frames/words';
import '../inference/words';
import { retold } from '../language/translated';
import type { CallSnapshot } from '../messages/background';
import type { ToCall } from '../messages/frames';
import type { CallState, Reaction, Reading } from '../types';
import { createCameraFeed } from './camera-feed';
import { createLoadMeter } from './load-meter';

const KEPT_REACTIONS = 50;
/** Where its words stand; imported so that they are known here. */
const ANALYSIS_WORDS = ['frames', 'inference'];

export interface CallSession {
  /** Whether this frame of the page is the one whose camera is analysed. */
  readonly hasCamera: boolean;
  /** Another frame of the tab has taken over. */
  readonly isElsewhere: boolean;
  /** Whether this frame of the page holds an open camera now, and no other has taken over. */
  readonly cameraLive: boolean;
  cameraOpened(track: MediaStreamTrack): void;
  /** Another frame of the tab takes over, until a camera is opened or switched on here again. */
  cameraElsewhere(): void;
  setPaused(paused: boolean): void;
  /** The page says that its camera is off, whatever its track says. */
  setCameraMuted(muted: boolean): void;
  retry(): void;
  snapshot(): CallSnapshot;
  dispose(): void;
}

export interface CallSessionEdges {
  openLink(events: FrameLinkEvents): FrameLink;
  createSource(track: MediaStreamTrack): FrameSource;
  now(): number;
  onState(state: CallState): void;
  /** A camera was opened or switched on here: other frames of the tab should let go. */
  onCamera(): void;
  onReading(reading: Reading): void;
  onReaction(reaction: Reaction): void;
  /** The reaction with the emoji that the user chose. */
  dress?(reaction: Reaction): Reaction;
  /** Whether expressions may react by themselves now. */
  autoReactions(): boolean;
  /** The extension is gone. */
  onOrphaned(): void;
}

export function createCallSession(edges: CallSessionEdges): CallSession {
  const load = createLoadMeter();
  let reactions: Reaction[] = [];
  let link: FrameLink | null = null;
  let paused = false;
  let elsewhere = false;
  let state: CallState = { kind: 'waiting' };
  /** What the analysis last said about itself. */
  let analysis: CallState = { kind: 'loading' };

  const camera = createCameraFeed(edges.createSource, {
    onFrame: (frame) => link?.send({ type: 'frame', frame }),
    onState(cameraState) {
      if (cameraState === 'off') link?.send({ type: 'camera-off' });
      if (cameraState === 'on') here();
      update();
    },
    onError(message) {
      analysis = { kind: 'error', message };
      update();
    },
  });

  function here(): void {
    elsewhere = false;
    edges.onCamera();
  }

  function update(): void {
    if (paused || elsewhere) close();
    else if (camera.state === 'on') open();
    const next = derive();
    if (next.kind === state.kind && detailOf(next) === detailOf(state)) return;
    state = next;
    edges.onState(next);
  }

  function derive(): CallState {
    if (elsewhere) return { kind: 'waiting' };
    if (paused) return { kind: 'paused' };
    if (analysis.kind === 'error') return analysis;
    if (camera.state === 'none') return { kind: 'waiting' };
    return camera.state === 'off' ? { kind: 'camera-off' } : analysis;
  }

  function open(): void {
    link ??= edges.openLink({
      onMessage: receive,
      onUnreachable(message) {
        analysis = { kind: 'error', message };
        update();
      },
      onOrphaned: edges.onOrphaned,
    });
  }

  function close(): void {
    camera.cancel();
    link?.dispose();
    link = null;
    analysis = { kind: 'loading' };
  }

  function receive(message: ToCall): void {
    // Results of a picture from before the camera went off: nobody should react to a camera that is dark.
    if (camera.state !== 'on' && (message.type === 'reading' || message.type === 'reaction')) return;
    switch (message.type) {
      case 'pull':
        return camera.request(message.region);
      case 'state':
        analysis = inUserLanguage(message.state);
        return update();
      case 'reading':
        load.add(message.reading);
        analysis = seenIn(message.reading);
        update();
        return edges.onReading(message.reading);
      case 'reaction':
        return react(message.reaction);
    }
  }

  function react(seen: Reaction): void {
    if (!edges.autoReactions()) return;
    const reaction = edges.dress?.(seen) ?? seen;
    reactions = [reaction, ...reactions].slice(0, KEPT_REACTIONS);
    edges.onReaction(reaction);
  }

  return {
    get hasCamera() {
      return camera.state !== 'none' && !elsewhere;
    },
    get isElsewhere() {
      return elsewhere;
    },
    cameraOpened(track) {
      if (elsewhere) here();
      camera.add(track);
      update();
    },
    cameraElsewhere() {
      elsewhere = true;
      update();
    },
    get cameraLive() {
      return camera.live && !elsewhere;
    },
    setPaused(next) {
      paused = next;
      update();
    },
    setCameraMuted: (muted) => camera.setMuted(muted),
    retry() {
      if (link === null) update();
      else link.send({ type: 'retry' });
    },
    snapshot: () => ({ state, reactions, load: load.read(edges.now()) }),
    dispose() {
      camera.dispose();
      close();
    },
  };
}

function seenIn({ faces, quality }: Reading): CallState {
  if (faces.length === 0) return { kind: 'no-face' };
  return quality && !quality.ok ? { kind: 'unclear', reason: quality.reason } : { kind: 'watching' };
}

/** The analysis cannot ask for the user's language: it says in English what went wrong. */
function inUserLanguage(state: CallState): CallState {
  if (state.kind !== 'error') return state;
  return { kind: 'error', message: retold(ANALYSIS_WORDS, state.message) };
}

function detailOf(state: CallState): string {
  if (state.kind === 'error') return state.message;
  return state.kind === 'unclear' ? state.reason : '';
}
