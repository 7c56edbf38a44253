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
import { inUserLanguage } from './retold-state';
import { isSameState, seenIn, stateOf } from './state';

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
  /** The user shares the screen, and wants nothing read meanwhile. */
  setPresenting(presenting: boolean): void;
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
  /** Level of the user's own microphone, 0..1; undefined where it is not known. */
  voice?(): number | undefined;
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
  let presenting = false;
  let state: CallState = { kind: 'waiting' };
  /** What the analysis last said about itself. */
  let analysis: CallState = { kind: 'loading' };

  const camera = createCameraFeed(edges.createSource, {
    onFrame(frame) {
      const voice = edges.voice?.();
      link?.send({ type: 'frame', frame: voice === undefined ? frame : { ...frame, voice } });
    },
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
    if (paused !== null || elsewhere || presenting) close();
    else if (camera.state === 'on') open();
    const next = stateOf({ elsewhere, paused, presenting, camera: camera.state, analysis });
    if (isSameState(next, state)) return;
    state = next;
    newest = null;
    if (next.kind !== 'watching' && next.kind !== 'no-face') reactions.drop();
    edges.onState(next);
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
        analysis = inUserLanguage(message.state);
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
      if (mark && !link?.send({ type: 'wrong', ...mark })) edges.onWrong?.(mark);
    },
    setPresenting(next) {
      if (next === presenting) return;
      presenting = next;
      update();
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
