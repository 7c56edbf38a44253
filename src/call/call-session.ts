/** One call in one page: camera → frames → analysis → what overlay, badge and popup show. */

import type { FrameSource } from '../shared/frames/frame-source';
import type { CallSnapshot } from '../shared/messages/call-tab';
import type { ToCall } from '../shared/messages/frames';
import type { CallState, Reaction, Reading, UnseenReason, WrongMark } from '../shared/types';
import { createCameraFeed, isOtherDevice } from './camera/camera-feed';
import { createFaceSearch } from './camera/face-search';
import type { FrameLink, FrameLinkEvents } from './edges/frame-link';
import { createFrameTimer } from './frames/frame-timer';
import { createLoadMeter } from './frames/load-meter';
import type { Paused } from './pause';
import { createReactions, type ReactionEdges } from './reactions/reactions';
import { isSameState, seenIn, stateInUserLanguage, stateOf } from './state';

export interface CallSession {
  /** Whether the camera of this frame of the page is analysed. */
  readonly hasCamera: boolean;
  /** Another frame of the tab has taken over. */
  readonly isElsewhere: boolean;
  /** Whether this frame of the page holds an open camera now, and no other has taken over. */
  readonly cameraLive: boolean;
  /** The page asks for a camera: the networks are loaded while the device starts and the user is asked. */
  cameraAsked(): void;
  cameraOpened(track: MediaStreamTrack): void;
  /** Another frame of the tab takes over, until a camera is opened or switched on here again. */
  cameraElsewhere(): void;
  /** The frame that had taken over has no camera any more: this one continues if it has one. */
  cameraFree(): void;
  setPaused(paused: Paused): void;
  /** The user marks the reaction of this moment as wrong. */
  markWrong(time: number): void;
  /** Another extension, or the page, gives the call a picture of its own in place of the camera's. */
  setChanged(changed: boolean): void;
  /** The user shares the screen, which pauses the analysis. */
  setPresenting(presenting: boolean): void;
  /** Why the user cannot see the card, which pauses the analysis; null if they can, or hid it themselves. */
  setUnseen(reason: UnseenReason | null): void;
  /** The page shows its camera as off, whatever the track reports. */
  setCameraMuted(muted: boolean): void;
  retry(): void;
  /** The user's yes: sends the reaction in question, or else the current expression. */
  sendNow(): void;
  /** Sends the user's own pick, whatever the face shows. */
  sendByHand(picked: Pick<Reaction, 'emoji' | 'image'>): void;
  /** The user's no: cancels the question and the coming reaction. */
  cancel(): void;
  snapshot(): CallSnapshot;
  dispose(): void;
}

export interface CallSessionEdges extends ReactionEdges {
  openLink(events: FrameLinkEvents): FrameLink;
  /** Starts the analysis where it does not run; it ends by itself if no camera comes. */
  prepare?(): void;
  createSource(track: MediaStreamTrack): FrameSource;
  onState(state: CallState): void;
  /** A camera was opened or switched on here: other frames of the tab should release theirs. */
  onCamera(): void;
  /** The last camera of this frame has ended. */
  onCameraClosed?(): void;
  onReading(reading: Reading, camera: MediaStreamTrack): void;
  /** Whether timers are on time here (in a hidden tab they are up to a second late); if not, the analysis requests each frame. */
  canWait?(): boolean;
  /** Level of the user's own microphone, 0..1; undefined if unknown. */
  voice?(): number | undefined;
  /** A reaction was marked as wrong while no analysis is connected. */
  onWrong?(mark: WrongMark): void;
  /** The extension is gone. */
  onOrphaned(): void;
}

export function createCallSession(edges: CallSessionEdges): CallSession {
  const load = createLoadMeter();
  const reactions = createReactions(edges);
  const search = createFaceSearch();
  let newest: Reading | null = null;
  let link: FrameLink | null = null;
  let paused: Paused = null;
  let elsewhere = false;
  let presenting = false;
  let changed = false;
  let unseen: UnseenReason | null = null;
  let prepared = false;
  let state: CallState = { kind: 'waiting' };
  /** Whose picture was sent last: only one is ever under way. */
  let analysed: MediaStreamTrack | null = null;
  /** What the analysis last said about itself. */
  let analysis: CallState = { kind: 'loading' };

  const camera = createCameraFeed(edges.createSource, {
    onFrame(frame, track) {
      // Another camera shows another view: what was known of the last one is over.
      if (analysed && isOtherDevice(analysed, track)) link?.send({ type: 'camera-off' });
      analysed = track;
      const voice = edges.voice?.();
      const sent = voice === undefined ? frame : { ...frame, voice };
      frameTimer.stop();
      link?.send({ type: 'frame', frame: sent, ...(edges.canWait?.() && { paces: true }) });
    },
    onSame: () => void (frameTimer.same() || link?.send({ type: 'same' })),
    onClosed: () => edges.onCameraClosed?.(),
    onState(cameraState) {
      if (cameraState === 'off') link?.send({ type: 'camera-off' });
      if (cameraState === 'on') here();
      // Re-announce a pause: a camera is attached now.
      update(cameraState === 'on');
    },
    onError(message) {
      analysis = { kind: 'error', message };
      update();
    },
  });

  const frameTimer = createFrameTimer(camera.request, () => edges.canWait?.() === true, edges.now);

  function here(): void {
    elsewhere = false;
    edges.onCamera();
  }

  /** @param anew whether to announce an unchanged state */
  function update(anew = false): void {
    if (paused !== null || elsewhere || presenting || unseen !== null) close();
    else if (camera.state === 'on') open();
    const next = stateOf({ elsewhere, paused, presenting, unseen, camera: camera.state, changed, analysis });
    if (isSameState(next, state) && !anew) return;
    state = next;
    newest = null;
    // A user who looks away to read the question can still answer it.
    if (!(['watching', 'no-face', 'unclear'] as const).some((kind) => kind === next.kind)) reactions.drop();
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
    frameTimer.stop();
    camera.cancel();
    link?.dispose();
    link = null;
    analysis = { kind: 'loading' };
  }

  function receive(message: ToCall): void {
    // Even a stale result requests the next frame.
    if (message.type === 'reading' && message.next) frameTimer.follow(message.next);
    // Results of a frame from before the camera went off: never react to a dark camera.
    if (camera.state !== 'on' && (message.type === 'reading' || message.type === 'reaction')) return;
    switch (message.type) {
      case 'pull':
        frameTimer.stop();
        return camera.request(message.region, message.watch);
      case 'state':
        analysis = stateInUserLanguage(message.state);
        return update();
      case 'reading':
        load.add(message.reading, message.backOff ?? null, edges.now());
        analysis = seenIn(message.reading);
        update();
        newest = message.reading;
        if (search.seen(message.reading.faces.length > 0, edges.now())) camera.tryAnother();
        return void (analysed && edges.onReading(message.reading, analysed));
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
    cameraAsked() {
      // Once: a page may ask again and again, and get none.
      if (prepared || link !== null || paused !== null || elsewhere || presenting || unseen !== null) return;
      prepared = true;
      edges.prepare?.();
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
    cameraFree() {
      if (!elsewhere || !camera.live) return;
      here();
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
    setChanged(next) {
      if (next === changed) return;
      changed = next;
      update();
    },
    setPresenting(next) {
      if (next === presenting) return;
      presenting = next;
      update();
    },
    setUnseen(next) {
      if (next === unseen) return;
      unseen = next;
      update();
    },
    setCameraMuted: (muted) => camera.setMuted(muted),
    retry() {
      if (link === null) update();
      else link.send({ type: 'retry' });
    },
    sendNow() {
      const { expression = null, confidence = 0, time } = newest ?? {};
      const sent = reactions.sendNow(expression, confidence, time);
      if (sent) link?.send({ type: 'cancel' });
    },
    sendByHand: reactions.sendByHand,
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
