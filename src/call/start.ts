/** Wires one frame of a call page: settings → session → overlay, badge and popup. */
import { browser } from 'wxt/browser';
import { askBackground } from '../shared/edges/ask-background';
import { createFrameSource } from '../shared/frames/frame-source';
import type { ToBackground } from '../shared/messages/background';
import { isSiteOn, type Settings } from '../shared/settings/schema';
import type { CallState } from '../shared/types';
import { WORDS } from '../shared/words/frames';
import { endWhenOrphaned, isRunning } from './alive';
import { createAnswers } from './answers';
import { type CallSession, createCallSession } from './call-session';
import { type HookSide, isPresenting, type OwnTracks, openHookSide } from './camera/hook-side';
import { isBlank, reachableParent, whenHosted } from './camera/reachable-frames';
import { createTabFrames } from './camera/tab-frames';
import { createVoiceLevel } from './camera/voice-level';
import { createCallConfigSource } from './edges/call-config';
import { fileUrl, shippedPicture } from './edges/pictures';
import { startTicks } from './edges/ticks';
import { followSettings } from './follow-settings';
import { openMeasuredLink } from './frames/measured-link';
import { isPrerendered, whenActivated } from './frames/restored';
import { createOffer } from './offer';
import { createOutgoing } from './outgoing';
import { chooseVideoPath } from './outgoing/choose-path';
import { createCallOverlay, isSilent } from './overlay/call-overlay';
import { watchPageLife } from './page-life';
import { createCallPause } from './pause';
import { reactionEdges } from './reactions/reaction-edges';
import { createReactionStyle } from './reactions/reaction-style';
import { createSitePart, type SitePart } from './sites/call-site';
import { createSummaries } from './summary';
import { createLeftCall } from './summary/left-call';
import { topHost, topUrl } from './top-page';

/** Starts EmojiGen in this window, unless it runs here. It ends when the extension is gone from under it. */
export function startCall(window: Window & typeof globalThis): void {
  if (isRunning(window)) return;
  const parent = reachableParent(window);
  // A document without an address of its own is a part of the page around it.
  if (parent !== null && isBlank(window)) return whenHosted(parent, (host) => host.serve(window));
  // Nor is a blank window that nobody's scripts can reach.
  if (parent === null && isBlank(window)) return;
  const lifetime = new AbortController();
  const { signal } = lifetime;
  const host = topHost(window);
  const isTop = window === window.top;
  let callId = crypto.randomUUID();
  let settings: Settings | null = null;
  let hook: HookSide | null = null;
  let session: CallSession | null = null;
  let site: SitePart | null = null;
  const config = createCallConfigSource();
  const { images } = config;
  const style = createReactionStyle(fileUrl);
  const onOthersSee = (): void => overlay.look();
  const clock = (onTick: () => void) => startTicks(onTick, Date.now);
  const outgoing = createOutgoing(shippedPicture, Date.now, onOthersSee, chooseVideoPath(window, clock));
  const voice = createVoiceLevel();
  const tell = (message: ToBackground): void => {
    browser.runtime.sendMessage(message).catch(() => {
      // The background is restarting, or the extension is gone: the next state is reported again.
    });
  };
  const now = { settings: () => settings, site: () => site, session: () => session };
  const coversEffect = (): boolean => hook?.coversEffect === true;
  const notice = (): string | null => (coversEffect() ? WORDS.effect : (site?.snapshot().problem ?? null));
  const overlay = createCallOverlay(window.document, {
    ...now,
    notice,
    host,
    tell,
    hints: () => config.hints,
    style,
    outgoing,
    setPaused: (paused) => frames.setPaused(paused),
  });

  const offer = createOffer(
    window,
    {
      topUrl: topUrl(window),
      now: Date.now,
      onShown: () => tell({ to: 'background', type: 'offer-shown' }),
      onAnswer: (on) => tell({ to: 'background', type: 'offer-answered', on }),
    },
    signal,
  );

  let wasHidden = false;
  const summaries = createSummaries(window, {
    now: Date.now,
    wanted: () => settings?.callSummary === true,
    isCardHidden: () => wasHidden,
    position: () => settings?.overlayPosition[host] ?? null,
    emoji: () => [...style.emoji(), ...style.favourites().map(({ emoji }) => emoji)],
    fetchPicture: shippedPicture,
    onUnwanted: () => tell({ to: 'background', type: 'summary-unwanted' }),
    onBadge: (reactions, smiles) => tell({ to: 'background', type: 'call-over', reactions, smiles }),
  });

  const leftCall = createLeftCall(
    window,
    {
      take: () => askBackground({ type: 'take-left-call' }),
      leave: (summary) => tell({ to: 'background', type: 'call-left', summary }),
      show: summaries.show,
      unfinished: () => (overlay.isHidden ? null : summaries.unfinished),
      phase: () => site?.phase ?? null,
    },
    signal,
  );

  const setImages: typeof style.setImages = (list) => {
    style.setImages(list);
    overlay.follow(false);
  };

  function showState(state: CallState): void {
    if (state.kind !== 'waiting') summaries.hide();
    if (isSilent(state, session, site)) overlay.hide();
    else if (state.kind !== 'waiting' || overlay.shown) overlay.show(state);
    tellState(state);
  }

  function tellState(state: CallState): void {
    if (isPrerendered(window.document)) return;
    if (!(isTop && !session?.isElsewhere) && !session?.hasCamera) return;
    const asked = session?.snapshot().asked?.emoji;
    tell({ to: 'background', type: 'call-state', state, ...(asked !== undefined && { asked }) });
  }

  const pause = createCallPause({
    page: window,
    store: config.pause,
    now: Date.now,
    onChange: (paused) => session?.setPaused(paused),
    signal,
  });

  const frames = createTabFrames({
    ...now,
    frameId: crypto.randomUUID(),
    now: Date.now,
    tell,
    pause,
    onBeaten: overlay.hide,
  });

  const reportPageLeft = watchPageLife(window, { ...now, isTop, frames, tell, tellState }, signal);
  const activated = (): void => {
    if (session) tellState(session.snapshot().state);
  };
  whenActivated(window.document, activated, signal);

  function turnOn(): void {
    images.list().then(setImages, console.error);
    site = createSitePart(window, {
      topUrl: topUrl(window),
      now: Date.now,
      cameraLive: () => session?.cameraLive === true,
      wantsReactions: () => settings?.outputs.siteReaction === true,
      onCameraMuted: (muted) => session?.setCameraMuted(muted),
      onBegan() {
        if (!session?.isElsewhere) hook?.again();
      },
      onEnded(told) {
        // Not over: the call continues in the frame that has the camera now.
        if (session?.isElsewhere) return;
        reportPageLeft();
        wasHidden = overlay.isHidden;
        closeSession(told);
        openSession();
        // After the new state, which clears the badge.
        summaries.end(told);
      },
      onMoved() {
        tellPresenting();
        if (site?.isOutside && session?.snapshot().state.kind === 'camera-off') overlay.hide();
        else if (settings && !settings.overlayPosition[host]) overlay.shown?.moveTo(site?.corner ?? null);
        overlay.shown?.avoid(site?.controls ?? []);
        leftCall.look();
        summaries.avoid(site?.controls ?? []);
      },
      onProblem: () => overlay.shown?.setNotice(notice()),
    });
    if (isTop) leftCall.ask();
    openSession();
    // First: a camera that is announced now is not to be read even once while a screen is shared.
    hook?.watchScreen(true);
    hook?.again();
  }

  const tellPresenting = (): void => session?.setPresenting(isPresenting(site, hook, settings));

  function openSession(): void {
    const id = crypto.randomUUID();
    callId = id;
    session = createCallSession({
      openLink: (events) => openMeasuredLink(callId, events, window),
      createSource: (track) => createFrameSource(track, Date.now, true),
      ...reactionEdges({
        ...{ ...now, outgoing, overlay, style, voice },
        tally: () => summaries.tally,
        onQuestion: () => session && tellState(session.snapshot().state),
        // An outcome may be known only after this call.
        record: (event) => tell({ to: 'background', type: 'reaction-event', callId: id, event }),
      }),
      prepare: () => tell({ to: 'background', type: 'ensure-offscreen' }),
      onState: showState,
      canWait: () => !window.document.hidden,
      onWrong: (mark) => tell({ to: 'background', type: 'reaction-wrong', callId, ...mark }),
      onOrphaned: () => lifetime.abort(),
      onCamera() {
        frames.cameraOpened();
        site?.cameraOpened();
      },
      onCameraClosed: frames.cameraClosed,
    });
    session.setPaused(pause.now);
    tellPresenting();
    if (isTop) showState({ kind: 'waiting' });
  }

  /** @param over whether the call is surely over: a pause, or a microphone that is on, must not end by a guess */
  function closeSession(over = true): void {
    session?.dispose();
    session = null;
    outgoing.forget();
    overlay.end();
    if (over) pause.forget();
    return over ? voice.dispose() : voice.rest();
  }

  function turnOff(): void {
    summaries.hide();
    closeSession();
    hook?.watchScreen(false);
    site?.dispose();
    site = null;
  }

  function apply(next: Settings): void {
    const stood = settings?.overlayPosition[host];
    settings = next;
    style.apply(next);
    overlay.follow(stood !== undefined && !next.overlayPosition[host]);
    const on = isSiteOn(next, host);
    offer.set(on || !next.enabled ? false : (isTop && config.hints?.offer) || null);
    outgoing.setOutputs(on ? { ...next.outputs, avatar: next.avatar, pops: next.pops } : null);
    hook?.outputsChanged();
    if (on && session === null) turnOn();
    tellPresenting();
    if (!on && session !== null) {
      turnOff();
      tell({ to: 'background', type: 'call-state', state: { kind: 'off' } });
    }
  }

  const answer = createAnswers({
    ...now,
    isTop,
    outgoing,
    coversEffect,
    setPaused: pause.set,
    toggleOverlay: overlay.toggle,
    onElsewhere: frames.onElsewhere,
    onGone: frames.onGone,
    onConfigChanged: config.changed,
  });
  browser.runtime.onMessage.addListener(answer);
  signal.addEventListener('abort', () => {
    turnOff();
    // The hook gets no answers any more: the camera is sent again. A mask stays on.
    if (outgoing.mayShowCamera) {
      outgoing.setOutputs(null);
      hook?.outputsChanged();
    }
    try {
      browser.runtime.onMessage.removeListener(answer);
    } catch {
      // An orphaned script has no browser API left to clean up.
    }
  });
  const own: OwnTracks = {
    asked: () => session?.cameraAsked(),
    camera: (track) => session?.cameraOpened(track),
    changed: (on) => session?.setChanged(on),
    effect: () => overlay.shown?.setNotice(notice()),
    microphone: (track) => session && voice.add(track),
    screen: tellPresenting,
  };
  hook = openHookSide(window, outgoing, own, signal);
  endWhenOrphaned(window, lifetime);
  const followed = { settings: config.settings, images, apply, onImages: setImages };
  followSettings(window, followed, signal).finally(() => hook?.outputsKnown());
}
