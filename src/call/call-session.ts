/** One call in one page: camera → frames → analysis → what overlay, badge and popup show. */
import type { FrameLink, FrameLinkEvents } from '../frames/frame-link';
import type { FrameSource } from '../frames/frame-source';
import type { CallSnapshot } from '../messages/background';
import type { ToCall } from '../messages/frames';
import type { CallState, Reaction, Reading } from '../types';
import { createCameraFeed } from './camera-feed';
import { createLoadMeter } from './load-meter';

const KEPT_REACTIONS = 50;

export interface CallSession {
  readonly hasCamera: boolean;
  /** Whether the page holds an open camera now. */
  readonly cameraLive: boolean;
  cameraOpened(track: MediaStreamTrack): void;
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
  onReading(reading: Reading): void;
  onReaction(reaction: Reaction): void;
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
  let state: CallState = { kind: 'waiting' };
  /** What the analysis last said about itself. */
  let analysis: CallState = { kind: 'loading' };

  const camera = createCameraFeed(edges.createSource, {
    onFrame: (frame) => link?.send({ type: 'frame', frame }),
    onState(cameraState) {
      if (cameraState === 'off') link?.send({ type: 'camera-off' });
      update();
    },
    onError(message) {
      analysis = { kind: 'error', message };
      update();
    },
  });

  function update(): void {
    if (camera.state === 'on' && !paused) open();
    else if (paused) close();
    const next = derive();
    if (next.kind === state.kind && messageOf(next) === messageOf(state)) return;
    state = next;
    edges.onState(next);
  }

  function derive(): CallState {
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
    link?.dispose();
    link = null;
    analysis = { kind: 'loading' };
  }

  function receive(message: ToCall): void {
    switch (message.type) {
      case 'pull':
        return camera.request(message.region);
      case 'state':
        analysis = message.state;
        return update();
      case 'reading':
        load.add(message.reading);
        analysis = { kind: message.reading.faces.length > 0 ? 'watching' : 'no-face' };
        update();
        return edges.onReading(message.reading);
      case 'reaction':
        if (!edges.autoReactions()) return;
        reactions = [message.reaction, ...reactions].slice(0, KEPT_REACTIONS);
        return edges.onReaction(message.reaction);
    }
  }

  return {
    get hasCamera() {
      return camera.state !== 'none';
    },
    get cameraLive() {
      return camera.live;
    },
    cameraOpened: (track) => camera.add(track),
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

const messageOf = (state: CallState): string => (state.kind === 'error' ? state.message : '');
