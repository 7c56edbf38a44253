import type { Settings } from './schema';

/**
 * Whether this browser lets an extension replace the outgoing picture at full rate, also in a hidden tab. Firefox has no
 * MediaStreamTrackGenerator; its alternative, a canvas's stream, is not built yet (docs/firefox.md).
 */
export const DRAWS_IN_VIDEO = !import.meta.env?.FIREFOX;

/** Settings whose controls are hidden if they have no effect here, unless the user must switch one off. */
const DRAWN = ['video', 'mask', 'avatar', 'pops'];

export function isOffered(
  setting: string,
  { outputs, avatar }: Pick<Settings, 'outputs'> & Partial<Pick<Settings, 'avatar'>>,
): boolean {
  if (DRAWS_IN_VIDEO || !DRAWN.includes(setting)) return true;
  return outputs.video || outputs.mask !== 'off' || avatar?.companion === true;
}
