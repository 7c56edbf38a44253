/** One call in one page: camera → frames → analysis → what overlay, badge and popup show. */
import type { FrameLink, FrameLinkEvents } from '../frames/frame-link';
import type { FrameSource } from '../frames/frame-source';
import type { CallSnapshot } from '../messages/background';
import type { ToCall } from '../messages/frames';
import type { CallState, Reading, WrongMark } from '../types';
import { createCameraFeed } from './camera-feed';
import { createLoadMeter } from './load-meter';
import type { Paused } from './pause';
import { createReactions, type ReactionEdges } from './reactions';

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
  setPaused(paused: Paused): void;
  /** The user says that the reaction of this moment was wrong. */
  markWrong(time: number): void;
  /** The page says that its camera is off, whatever its track says. */
  setCameraMuted(muted: boolean): void;
  retry(): void;
  /** The user's yes: sends what is asked about, or else the expression that is on. */
  sendNow(): void;
  /** The user's no, to what is asked about and to what is on its way. */
  cancel(): void;
  snapshot(): CallSnapshot;
  dispose(): void;
}

export interface CallSessionEdges extends ReactionEdges {
  openLink(events: FrameLinkEvents): FrameLink;
  createSource(track: MediaStreamTrack): FrameSource;
  onState(state: CallState): void;
  /** A camera was opened or switched on here: other frames of the tab should let go. */
  onCamera(): void;
  onReading(reading: Reading): void;
  /** A reaction was marked as wrong while no analysis is connected that could be told. */
  onWrong?(mark: WrongMark): void;
  /** The extension is gone. */
  onOrphaned(): void;
}

export function createCallSession(edges: CallSessionEdges): CallSession {
  const load = createLoadMeter();
  const reactions = createReactions(edges);
  let newest: Reading | null = null;
  let link: FrameLink | null = null;
  let paused: Paused = null;
  let elsewhere = false;
  let state: CallState = { kind: 'waiting' };
  /** What the analysis last said about itself. */
  let analysis: CallState = { kind: 'loading' };

  const camera = createCameraFeed(edges.createSource, {
    onFrame: (frame) => link?.send({ type: 'frame', frame }),
    onSame: () => link?.send({ type: 'same' }),
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
    if (paused !== null || elsewhere) close();
    else if (camera.state === 'on') open();
    const next = derive();
    if (next.kind === state.kind && detailOf(next) === detailOf(state)) return;
    state = next;
    newest = null;
    if (next.kind !== 'watching' && next.kind !== 'no-face') reactions.drop();
    edges.onState(next);
  }

  function derive(): CallState {
    if (elsewhere) return { kind: 'waiting' };
    if (paused !== null) return { kind: 'paused', ...(paused === true ? {} : { until: paused }) };
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
        return camera.request(message.region, message.watch);
      case 'state':
        analysis = message.state;
        return update();
      case 'reading':
        load.add(message.reading, message.backOff);
        analysis = seenIn(message.reading);
        update();
        newest = message.reading;
        return edges.onReading(message.reading);
      case 'reaction':
        return reactions.offer(message.reaction);
    }
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
    markWrong(time) {
      const mark = reactions.markWrong(time);
      // The analysis has the span that is not over; without it, all spans are kept already.
      if (mark && link) link.send({ type: 'wrong', ...mark });
      else if (mark) edges.onWrong?.(mark);
    },
    setCameraMuted: (muted) => camera.setMuted(muted),
    retry() {
      if (link === null) update();
      else link.send({ type: 'retry' });
    },
    sendNow: () => reactions.sendNow(newest?.expression ?? null, newest?.confidence ?? 0),
    cancel() {
      reactions.cancel();
      link?.send({ type: 'cancel' });
    },
    snapshot: () => ({
      state,
      reactions: reactions.kept,
      load: load.read(edges.now()),
      ...(reactions.asked && { asked: reactions.asked }),
    }),
    dispose() {
      reactions.drop();
      camera.dispose();
      close();
    },
  };
}

function seenIn({ faces, quality }: Reading): CallState {
  if (faces.length === 0) return { kind: 'no-face' };
  return quality && !quality.ok ? { kind: 'unclear', reason: quality.reason } : { kind: 'watching' };
}

function detailOf(state: CallState): string {
  if (state.kind === 'error') return state.message;
  if (state.kind === 'paused') return String(state.until ?? '');
  return state.kind === 'unclear' ? state.reason : '';
}
