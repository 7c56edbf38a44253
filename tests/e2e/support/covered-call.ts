/** For files about what covers a face: a call whose camera shows one still, smiling face, and whose far end is watched. */
import { afterAll, beforeAll } from 'vitest';
import { cachedClip } from '../../../scripts/lib/clip.mjs';
import { askBackground } from '../../../scripts/lib/remote.mjs';
import { type AvatarChoice, DEFAULT_AVATAR } from '../../../src/shared/avatar/choice';
import { type Call, type Harness, launch } from '../harness';
import { type Look, looksOf, watchRemote } from '../remote-eye';

const SMILE = [{ show: ['happy'], seconds: 4 }];

/** Share of skin in the middle of the face: of the bare face at least, and of a covered one at most. */
export const BARE = 0.6;
export const COVERED = 0.15;
/** Detail in the middle of the face: a bare one has at least twice this, a blurred one less. */
export const SHARP = 3;

/** The properties are there while a test runs: read them when you need them. */
export interface CoveredCall {
  readonly harness: Harness;
  readonly call: Call;
  /** What the far end showed last. */
  newest(): Promise<Look | undefined>;
  /** What it showed of the bare face after picture `n`. */
  bareSince(n: number): Promise<readonly Look[]>;
  choose(some: Partial<AvatarChoice>): Promise<unknown>;
}

/**
 * Call it in a `describe`. The face is covered before the call begins; without a face the picture is black.
 * @param before changes settings before that
 */
export function coveredCall(before?: (harness: Harness) => Promise<unknown>): CoveredCall {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(SMILE, 'smile'), strict: true });
    await harness.setSite(true);
    await harness.setOutputs({ video: false, mask: 'black' });
    await before?.(harness);
    call = await harness.openCall('');
    await watchRemote(call.page);
    await call.page.evaluate(() => window.__call.join());
  });
  afterAll(() => harness?.close());

  return {
    get harness() {
      return harness;
    },
    get call() {
      return call;
    },
    newest: async () => (await looksOf(call.page)).at(-1),
    bareSince: async (n) =>
      (await looksOf(call.page)).filter((look) => look.n > n && look.bare > COVERED && look.detail > SHARP),
    choose: (some) =>
      askBackground(harness.popup, {
        type: 'change-settings',
        patch: { avatar: { ...DEFAULT_AVATAR, ...some } },
      }),
  };
}
