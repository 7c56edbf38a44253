/**
 * Choices that the user makes in calls of private windows: kept in session storage, which is memory, and forgotten with the
 * last private window. Nothing else of such a call is kept.
 */
import * as v from 'valibot';
import { createQueue } from '../shared/queue';
import { fractionSchema, hostSchema, parseWith, recordOf } from '../shared/schemas';
import { withSite } from '../shared/settings/call-hosts';
import type { Settings } from '../shared/settings/schema';
import type { SessionValue } from './session-value';

const heldSchema = v.object({
  sites: v.fallback(recordOf(hostSchema, v.boolean()), {}),
  overlayPosition: v.fallback(recordOf(hostSchema, v.object({ x: fractionSchema, y: fractionSchema })), {}),
});
type Held = v.InferOutput<typeof heldSchema>;
const NOTHING: Held = { sites: {}, overlayPosition: {} };

export interface PrivateWindows {
  /** The settings that apply in private windows. */
  over(settings: Settings): Promise<Settings>;
  siteOff(host: string): Promise<void>;
  overlayMoved(host: string, place: { readonly x: number; readonly y: number }): Promise<void>;
  /** The last private window closed. */
  forget(): Promise<void>;
}

export function createPrivateWindows(value: SessionValue): PrivateWindows {
  const inTurn = createQueue();
  const read = async (): Promise<Held> => parseWith(heldSchema, await value.get()) ?? NOTHING;
  const change = (make: (held: Held) => Held): Promise<void> =>
    inTurn(async () => value.set(make(await read())));
  return {
    async over(settings) {
      const { sites, overlayPosition } = await read();
      return {
        ...settings,
        sites: Object.entries(sites).reduce(
          (now, [host, on]) => withSite(now, host, on),
          settings.sites as Readonly<Record<string, boolean>>,
        ),
        overlayPosition: { ...settings.overlayPosition, ...overlayPosition },
      };
    },
    siteOff: (host) => change((held) => ({ ...held, sites: { ...held.sites, [host]: false } })),
    overlayMoved: (host, place) =>
      change((held) => ({ ...held, overlayPosition: { ...held.overlayPosition, [host]: place } })),
    forget: () => inTurn(() => value.set(NOTHING)),
  };
}
