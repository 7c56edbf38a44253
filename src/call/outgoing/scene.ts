/** Describes what to draw into the outgoing picture at one moment. */
import {
  type AvatarChoice,
  type AvatarSize,
  type Corner,
  characterIn,
  DEFAULT_AVATAR,
  DEFAULT_POPS,
} from '../../shared/avatar/choice';
import { parseCoefficients } from '../../shared/avatar/coefficients';
import { createFelt } from '../../shared/avatar/felt';
import { type Look, lookOf } from '../../shared/avatar/look';
import { createMotion } from '../../shared/avatar/motion';
import { bounce, performed } from '../../shared/avatar/perform';
import { EMOJI } from '../../shared/emoji/choose';
import type { MaskChoice, VideoOutputs } from '../../shared/settings/schema';
import type { Expression, Reaction, Reading } from '../../shared/types';
import type { Figure } from './avatar-painter';
import { createSteady, MASK_SIZES } from './drawing/avatar-place';
import type { SeenFaces } from './drawing/held';
import { createMaskTracker, type MaskPose } from './drawing/mask-pose';
import { type OutgoingPop, POP_LASTS, type PopStage } from './drawing/pop';

/** How to cover the whole picture if the face's position is unknown. */
export type Cover = Exclude<MaskChoice, 'off'>;

export interface Masked extends MaskPose {
  readonly emoji: string;
  /** The character that covers the face; if missing, the still emoji covers it. */
  readonly figure?: Figure;
  /** Scale relative to the smallest size that covers the face; 1 or more. */
  readonly scale: number;
}

/** A character in a corner. */
export interface Companion extends Figure {
  readonly corner: Corner;
  readonly size: AvatarSize;
  readonly scale: number;
}

export interface Scene {
  /** What to do if the mask cannot be drawn for any reason; null without a mask. */
  readonly cover: Cover | null;
  /** The faces to mask; null if unknown. Empty without a mask. */
  readonly masks: readonly Masked[] | null;
  readonly companion: Companion | null;
  /** The visible reaction and its allowed places; null if there is none. */
  readonly pop: (OutgoingPop & Pick<PopStage, 'size' | 'place' | 'face'>) | null;
  /** The newest reading; null without a mask. */
  readonly seen: SeenFaces | null;
}

export interface SceneKeeper {
  setOutputs(outputs: VideoOutputs): void;
  read(reading: Reading): void;
  react(reaction: Reaction, now: number): void;
  /** A visible reaction has become stronger: its emoji changes in place. */
  grow(reaction: Reaction): void;
  /** The analysis ended: face positions are forgotten. */
  forget(): void;
  at(now: number): Scene;
}

/** A reaction that the character performs itself. */
interface Act {
  readonly expression: Expression;
  readonly emoji: string;
  readonly began: number;
  readonly until: number;
}

const STILL: Look = lookOf(null, 0, { expression: 'neutral', strength: 0 }, true);

/** Times are milliseconds on the clock of the readings. */
export function createSceneKeeper(): SceneKeeper {
  const tracker = createMaskTracker();
  const motion = createMotion();
  const felt = createFelt();
  let steady = createSteady();
  let outputs: VideoOutputs = { video: false, mask: 'off' };
  let expression: Expression = 'neutral';
  let pop: OutgoingPop | null = null;
  let act: Act | null = null;
  /** Time of the reaction that the pop or the act shows. */
  let shownAt: number | null = null;
  let seen: SeenFaces | null = null;

  const avatar = (): AvatarChoice => outputs.avatar ?? { ...DEFAULT_AVATAR, figure: 'still' };
  const pops = () => outputs.pops ?? DEFAULT_POPS;
  const isMasked = (): boolean => outputs.mask !== 'off';

  /** The current act; an act from a clock that was set back is over. */
  function actAt(now: number): Act | null {
    if (act !== null && (now >= act.until || now < act.began)) act = null;
    return act;
  }

  function lookAt(now: number): Look {
    const acted = actAt(now);
    const face = motion.at(now);
    const shown =
      acted === null
        ? face
        : performed(face, acted.expression, (now - acted.began) / 1000, (acted.until - now) / 1000);
    return lookOf(shown, now / 1000, felt.at(now));
  }

  function masksAt(now: number): readonly Masked[] | null {
    const poses = tracker.at(now);
    if (poses === null) return null;
    const { figure, colour, size } = avatar();
    const acted = actAt(now);
    const jump = acted === null ? 1 : bounce((now - acted.began) / 1000);
    return poses.map((pose): Masked => {
      const emoji = pose.own ? (acted?.emoji ?? EMOJI[expression]) : EMOJI.neutral;
      const scale = pose.own ? jump : 1;
      if (figure === 'still') return { ...pose, emoji, scale };
      const look = pose.own ? lookAt(now) : withRoll(STILL, pose.roll);
      const place = pose.own ? steady.at(pose, now) : pose;
      return {
        ...place,
        emoji,
        scale: scale * MASK_SIZES[size],
        figure: { character: figure, colour, look },
      };
    });
  }

  function companionAt(now: number): Companion | null {
    const choice = avatar();
    if (!choice.companion || isMasked()) return null;
    const acted = actAt(now);
    return {
      ...{ character: characterIn(choice), colour: choice.colour, corner: choice.corner, size: choice.size },
      look: lookAt(now),
      scale: acted === null ? 1 : bounce((now - acted.began) / 1000),
    };
  }

  const ownPose = (now: number): MaskPose | undefined => tracker.at(now)?.find((pose) => pose.own);

  function popAt(now: number): Scene['pop'] {
    if (pop !== null && (now >= pop.began + pop.lasts || now < pop.began)) pop = null;
    if (pop === null) return null;
    const own = ownPose(now);
    const face = own && {
      ...{ x: own.x - own.width / 2, y: own.y - own.height / 2 },
      ...{ width: own.width, height: own.height },
    };
    const { size, place } = pops();
    return { ...pop, size, place, face: face ?? null };
  }

  return {
    setOutputs(next) {
      outputs = next;
      if (!next.video) pop = act = null;
    },
    read(reading) {
      tracker.read(reading.time, reading.faces);
      seen = { time: reading.time, faces: reading.faces.map(({ box }) => box) };
      expression = reading.expression ?? expression;
      felt.read(reading.expression, reading.confidence);
      const coefficients = parseCoefficients(reading.rig);
      if (coefficients !== null) motion.read(reading.time, coefficients);
    },
    react({ time, expression: shown, emoji, slot }, now) {
      if (!outputs.video) return;
      shownAt = time;
      const lasts = POP_LASTS[pops().duration];
      // A character in the picture performs the reaction; a second emoji is never shown.
      if (isMasked() || avatar().companion) {
        act = { expression: shown, emoji, began: now, until: now + lasts };
        felt.perform(shown, now + lasts);
      } else {
        const side = (ownPose(now)?.x ?? 0) > 0.5 ? 'left' : 'right';
        pop = { emoji, began: now, lasts, strong: slot?.endsWith('.strong') === true, side };
      }
    },
    grow({ time, emoji, slot }) {
      if (time !== shownAt) return;
      if (act !== null) act = { ...act, emoji };
      if (pop !== null) pop = { ...pop, emoji, strong: slot?.endsWith('.strong') === true };
    },
    forget() {
      tracker.reset();
      motion.reset();
      felt.reset();
      steady = createSteady();
      seen = null;
      expression = 'neutral';
      pop = act = null;
    },
    at(now) {
      const companion = companionAt(now);
      const shown = popAt(now);
      if (outputs.mask === 'off') return { cover: null, masks: [], companion, pop: shown, seen: null };
      return { cover: outputs.mask, masks: masksAt(now), companion, pop: shown, seen };
    },
  };
}

const withRoll = (look: Look, radians: number): Look => ({
  ...look,
  head: { ...look.head, roll: (radians * 180) / Math.PI },
});
