import type { Brush } from './brush';
import type { Look } from './look';
import type { Tint } from './palette';

/**
 * A character: data and one drawing function. Lengths are in radii of the disc that it must cover (around the origin,
 * y goes down): whatever it shows, every point of that disc is opaque, since it may hide a face.
 */
export interface Character {
  readonly id: string;
  readonly own: Tint;
  /** How far it reaches beyond the disc to each side, in its radii: ears and aerials. */
  readonly extent: { readonly up: number; readonly down: number; readonly across: number };
  draw(brush: Brush, look: Look, tint: Tint): void;
}
