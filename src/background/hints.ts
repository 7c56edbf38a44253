/** What the user is told once: the offer to turn EmojiGen on in a first call, per site, and the tour of the card. */
import * as v from 'valibot';
import type { CallHints } from '../shared/messages/call-config';
import { createQueue } from '../shared/queue';
import { hostSchema, listOf, parseWith } from '../shared/schemas';
import { canonicalHost } from '../shared/settings/call-hosts';
import type { Settings } from '../shared/settings/schema';
import { isKnownSite } from '../shared/sites/known';

/** More sites than there are; a damaged list cannot grow without end. */
const MOST_SITES = 100;

const toldSchema = v.object({
  version: v.literal(1),
  /** Sites on which it was offered. */
  offered: v.fallback(listOf(hostSchema, MOST_SITES), []),
  toured: v.fallback(v.boolean(), false),
  /** Whether EmojiGen was on anywhere in a call page: who has turned it off again wants no offer. */
  used: v.fallback(v.boolean(), false),
});
type Told = Readonly<v.InferOutput<typeof toldSchema>>;
const NOTHING: Told = { version: 1, offered: [], toured: false, used: false };

/** One value on the disk. */
export interface HintsArea {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
}

export interface Hints {
  /** What a call on this site may tell now. Never rejects: what cannot be read is not told. */
  read(settings: Settings, host: string): Promise<Omit<CallHints, 'keys'>>;
  offered(host: string): Promise<void>;
  /** Whether an answer to the offer counts: it was made, and the user has chosen nothing else since. */
  mayAnswer(settings: Settings, host: string): Promise<boolean>;
  toured(): Promise<void>;
}

export const NO_HINTS = { offer: false, tour: false } as const;

export function createHints(area: HintsArea): Hints {
  const inTurn = createQueue();
  const read = async (): Promise<Told> => parseWith(toldSchema, await area.get()) ?? NOTHING;
  const change = (make: (told: Told) => Told): Promise<void> =>
    inTurn(async () => area.set(make(await read())));
  return {
    async read(settings, host) {
      try {
        const { offered, toured, used } = await read();
        if (!used && isOnAnywhere(settings)) await change((told) => ({ ...told, used: true }));
        return {
          offer: !used && isUndecided(settings, host) && !offered.includes(canonicalHost(host)),
          tour: !toured,
        };
      } catch {
        return NO_HINTS;
      }
    },
    offered: (host) =>
      change((told) => ({ ...told, offered: [...new Set([...told.offered, canonicalHost(host)])] })),
    async mayAnswer(settings, host) {
      return isUndecided(settings, host) && (await read()).offered.includes(canonicalHost(host));
    },
    toured: () => change((told) => ({ ...told, toured: true })),
  };
}

/** Whether the user knows nothing of EmojiGen on this call site: it is on nowhere, and was not turned off here. */
function isUndecided(settings: Settings, host: string): boolean {
  const { enabled, sites } = settings;
  const isDecided = Object.hasOwn(sites, host) || Object.hasOwn(sites, canonicalHost(host));
  return enabled && isKnownSite(host) && !isDecided && !isOnAnywhere(settings);
}

const isOnAnywhere = ({ sites }: Settings): boolean => Object.values(sites).includes(true);
