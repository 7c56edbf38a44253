import type { ActiveSite, DaySpans, EmbeddedSite, PopupApi } from '../../../src/pages/popup/popup-api';
import type { OwnImage } from '../../../src/shared/emoji/own-images';
import type { CallSnapshot } from '../../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/shared/settings/schema';
import type { Reaction } from '../../../src/shared/types';

export const MINUTE = 60_000;
export const NOON = new Date(2026, 4, 12, 12).getTime();
export const MEET: ActiveSite = { kind: 'call-site', host: 'meet.google.com', tabId: 7 };

/** A browser in memory that the popup can look at and change. */
export class FakeApi implements PopupApi {
  site: ActiveSite = MEET;
  stored: Settings = DEFAULT_SETTINGS;
  call: CallSnapshot | null = null;
  day: DaySpans = { from: NOON - 12 * 60 * MINUTE, until: NOON, spans: [] };
  readonly commands: string[] = [];
  snapshots = 0;

  activeSite = async () => this.site;
  settings = async () => this.stored;
  setSite = async (host: string, on: boolean) =>
    this.save({ ...this.stored, sites: { ...this.stored.sites, [host]: on } });
  setAutoReactions = async (autoReactions: boolean) => this.save({ ...this.stored, autoReactions });
  setAvatar = async (avatar: Settings['avatar']) => this.save({ ...this.stored, avatar });
  setOutputs = async (outputs: Settings['outputs']) => this.save({ ...this.stored, outputs });
  allows = true;
  addSite = async (host: string) => {
    if (this.allows) this.site = { kind: 'call-site', host, tabId: 7, added: true };
    if (this.allows) await this.setSite(host, true);
    return this.allows;
  };
  forgetSite = async (host: string) => {
    await this.setSite(host, false);
    this.site = { kind: 'new-site', host, tabId: 7 };
  };
  readonly opened: string[] = [];
  openSite = async (url: string) => this.opened.push(url);
  readonly diagnosed: number[] = [];
  openDiagnostics = async (tabId: number) => this.diagnosed.push(tabId);
  setBackend = async (backend: Settings['backend']) => this.save({ ...this.stored, backend });
  snapshot = async (tabId: number) => {
    this.snapshots++;
    return tabId === 7 ? this.call : null;
  };
  elsewhere: EmbeddedSite | null = null;
  embedded = async () => this.elsewhere;
  command = async (tabId: number, command: string) => {
    this.commands.push(`${tabId} ${command}`);
    return this.call;
  };
  readonly wrong: number[] = [];
  markWrong = async (_tab: number, time: number) => {
    this.wrong.push(time);
    const mark = (each: Reaction): Reaction => (each.time === time ? { ...each, wrong: true } : each);
    if (this.call) this.call = { ...this.call, reactions: this.call.reactions.map(mark) };
    return this.call;
  };
  setEnabled = async (enabled: boolean) => this.save({ ...this.stored, enabled });
  until: number | null = null;
  pausedUntil = async () => this.until;
  pauseFor = async (minutes: number | null) => {
    this.until = minutes === null ? null : Date.now() + minutes * MINUTE;
    return this.until;
  };
  spansToday = async () => this.day;
  kept: readonly OwnImage[] = [];
  images = async () => this.kept;
  emojiUrl = (codePoints: string) => `/emoji/${codePoints}.webp`;

  private save(settings: Settings): Settings {
    this.stored = settings;
    return settings;
  }
}
