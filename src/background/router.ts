import type { BaselineStore } from '../shared/edges/baseline-store';
import type { ImageStore } from '../shared/edges/image-store';
import type { PauseStore } from '../shared/edges/pause-store';
import type { SettingsStore } from '../shared/edges/settings-store';
import type { History } from '../shared/history/store';
import {
  type BackgroundAnswers,
  isForBackground,
  isTabMessage,
  type PageMessage,
  parseToBackground,
  type RawSender,
  type TabMessage,
  type ToBackground,
} from '../shared/messages/background';
import type { HotkeyNames } from '../shared/messages/call-config';
import type { ToFrames } from '../shared/messages/call-tab';
import type { HistoryMessage } from '../shared/messages/history';
import { isSettingsMessage } from '../shared/messages/settings';
import { withSite } from '../shared/settings/call-hosts';
import type { CallState } from '../shared/types';
import { configFor } from './call-config';
import type { CallWords } from './edges/language';
import { answerEmoji } from './emoji-router';
import type { Feedback } from './feedback';
import { type Hints, NO_HINTS } from './hints';
import type { HistoryService } from './history-service';
import type { LeftCalls } from './left-calls';
import type { OffscreenOwner } from './offscreen-owner';
import type { PrivateWindows } from './private-windows';
import { type Self, type Sender, senderOf } from './sender';
import { answerSettings, type SettingsRouterParts } from './settings-router';

export interface RouterParts extends SettingsRouterParts {
  readonly self: Self;
  readonly settings: SettingsStore;
  readonly images: ImageStore;
  readonly baselines: Pick<BaselineStore, 'read' | 'write'>;
  readonly history: Pick<History, 'between'>;
  readonly historyService: HistoryService;
  readonly feedback: Feedback;
  readonly offscreen: OffscreenOwner;
  readonly pause: Pick<PauseStore, 'read' | 'pauseFor'>;
  readonly privateWindows: Pick<PrivateWindows, 'over' | 'siteOff' | 'overlayMoved'>;
  readonly hints: Hints;
  readonly leftCalls: LeftCalls;
  /** The user's keys. */
  readonly keys: () => Promise<HotkeyNames>;
  readonly callWords: CallWords;
  /** @param asked emoji of the open question */
  readonly showBadge: (tabId: number, state: CallState, asked?: string) => Promise<void>;
  /** The numbers of a call that is over. */
  readonly showSummary: (tabId: number, reactions: number, smiles: number) => Promise<void>;
  /** Sends a message to every frame of a tab. */
  readonly tellTab: (tabId: number, message: ToFrames) => Promise<void>;
  /** The user is being asked for permission for this host. */
  readonly wantSite: (host: string) => Promise<void>;
}

type Answer = BackgroundAnswers[ToBackground['type']];

/**
 * Handles messages for the background. The router returns undefined for other messages, otherwise the answer; it rejects
 * messages that are malformed or whose sender is not allowed to send them.
 */
export function createRouter(parts: RouterParts) {
  return (raw: unknown, rawSender: RawSender): Promise<Answer> | undefined => {
    if (!isForBackground(raw)) return undefined;
    const message = parseToBackground(raw);
    const sender = senderOf(rawSender, parts.self);
    if (!message || !sender) return Promise.reject(new Error('EmojiGen: this message was not understood.'));
    if (isSettingsMessage(message)) {
      return sender.kind === 'page' ? answerSettings(message, parts) : refuse(message);
    }
    if (message.type === 'reaction-wrong') {
      // Nothing of a private window is stored: there is no span to remove, and nothing is learned.
      if (sender.kind === 'tab' && sender.isPrivate) return Promise.resolve(undefined);
      const site = sender.kind === 'tab' ? sender.host : undefined;
      return parts.feedback.wrong(message.callId, message, site) as Promise<undefined>;
    }
    if (isTabMessage(message)) {
      return sender.kind === 'tab' ? fromTab(message, sender, parts) : refuse(message);
    }
    return sender.kind === 'page' ? fromPage(message, parts) : refuse(message);
  };
}

function refuse(message: ToBackground): Promise<never> {
  return Promise.reject(new Error(`EmojiGen: '${message.type}' is not for this sender.`));
}

/** The host comes from the browser, never from the message. */
async function fromTab(
  message: TabMessage,
  { tabId, host, frameHost, isPrivate }: Extract<Sender, { kind: 'tab' }>,
  parts: RouterParts,
): Promise<Answer> {
  const { settings, images, historyService, offscreen, pause, privateWindows, hints } = parts;
  const { showBadge, tellTab, callWords } = parts;
  switch (message.type) {
    case 'get-call-config': {
      const [stored, own, until] = await Promise.all([settings.read(), images.list(), pause.read()]);
      const held = isPrivate ? await privateWindows.over(stored) : stored;
      // That something was told must be kept, and private windows keep nothing.
      const told = isPrivate ? NO_HINTS : await hints.read(stored, host);
      const hosts = [...new Set([host, frameHost])];
      const words = await callWords.wordsFor(stored.language);
      return configFor(held, own, until, hosts, { ...told, keys: await parts.keys() }, words);
    }
    case 'ensure-offscreen':
      return offscreen.ensure();
    case 'call-state':
      return void (await showBadge(tabId, message.state, message.asked));
    case 'call-over':
      return void (await parts.showSummary(tabId, message.reactions, message.smiles));
    case 'summary-unwanted':
      return void (await settings.update((now) => ({ ...now, callSummary: false })));
    case 'call-left':
      return isPrivate ? undefined : void parts.leftCalls.keep(tabId, host, message.summary);
    case 'take-left-call':
      return parts.leftCalls.take(tabId, host);
    case 'reaction-event':
      if (isPrivate) return undefined;
      return void (await historyService.keepReaction({
        ...message.event,
        site: host,
        callId: message.callId,
      }));
    case 'camera-here': {
      const { frameId, time } = message;
      return void (await tellTab(tabId, { to: 'call', type: 'camera-elsewhere', frameId, time }));
    }
    case 'camera-gone':
      return void (await tellTab(tabId, { to: 'call', type: 'camera-gone', frameId: message.frameId }));
    case 'call-paused':
      return void (await tellTab(tabId, { to: 'call', type: message.paused ? 'pause' : 'resume' }));
    case 'overlay-moved': {
      const { x, y } = message;
      if (isPrivate) return void (await privateWindows.overlayMoved(host, { x, y }));
      return void (await settings.update((now) => ({
        ...now,
        overlayPosition: { ...now.overlayPosition, [host]: { x, y } },
      })));
    }
    case 'offer-shown':
      return isPrivate ? undefined : void (await hints.offered(host));
    case 'tour-shown':
      return isPrivate ? undefined : void (await hints.toured());
    case 'offer-answered': {
      const { on } = message;
      // Only once, and only as an answer: a call page must not turn on what the user has turned off.
      if (isPrivate || !(await hints.mayAnswer(await settings.read(), host))) return undefined;
      return void (await settings.update((now) => ({ ...now, sites: withSite(now.sites, host, on) })));
    }
    case 'site-off':
      if (isPrivate) {
        await privateWindows.siteOff(host);
        return void (await tellTab(tabId, { to: 'call', type: 'config-changed' }));
      }
      return void (await settings.update((now) => ({ ...now, sites: withSite(now.sites, host, false) })));
  }
}

async function fromPage(message: PageMessage | HistoryMessage, parts: RouterParts): Promise<Answer> {
  const { settings, baselines, history, historyService, wantSite } = parts;
  switch (message.type) {
    case 'add-image':
    case 'remove-image':
      return answerEmoji(message, parts);
    case 'span':
      return historyService.keep({
        ...message.span,
        site: message.site,
        callId: message.callId,
      }) as Promise<undefined>;
    case 'get-spans':
      return history.between(message.from, message.until);
    case 'get-settings':
      return settings.read();
    case 'get-baseline':
      return baselines.read();
    case 'set-baseline':
      return void (await baselines.write(message.baseline));
    case 'site-wanted':
      return void (await wantSite(message.host));
    default:
      return historyService.answer(message);
  }
}
