/** What is to be drawn into the outgoing picture at one moment. */
import { EMOJI } from '../../shared/emoji/choose';
import { addPop, expirePops, type Pop } from '../../shared/emoji/pops';
import type { MaskChoice, VideoOutputs } from '../../shared/settings/schema';
import type { Expression, Reaction, Reading } from '../../shared/types';
import type { Seen } from './drawing/held';
import { createMaskTracker, type MaskPose } from './drawing/mask-pose';

/** How the whole picture is covered where the face is not known. */
export type Cover = Exclude<MaskChoice, 'off'>;

export interface Masked extends MaskPose {
  readonly emoji: string;
}

export interface Scene {
  /** What to do where the mask cannot be drawn for any reason; null without a mask. */
  readonly cover: Cover | null;
  /** The faces to mask; null where they are not known. Empty without a mask. */
  readonly masks: readonly Masked[] | null;
  readonly pops: readonly Pop[];
  /** What was read last; null without a mask. */
  readonly seen: Seen | null;
}

export interface SceneKeeper {
  setOutputs(outputs: VideoOutputs): void;
  read(reading: Reading): void;
  react(reaction: Reaction, now: number): void;
  /** Nothing is analysed any more: what was known of the face is forgotten. */
  forget(): void;
  at(now: number): Scene;
}

/** Times are milliseconds on the clock of the readings. */
export function createSceneKeeper(): SceneKeeper {
  const tracker = createMaskTracker();
  let outputs: VideoOutputs = { video: false, mask: 'off' };
  let expression: Expression = 'neutral';
  let pops: readonly Pop[] = [];
  let seen: Seen | null = null;
  let count = 0;

  return {
    setOutputs(next) {
      outputs = next;
      if (!next.video) pops = [];
    },
    read(reading) {
      tracker.read(reading.time, reading.faces);
      seen = { time: reading.time, faces: reading.faces.map(({ box }) => box) };
      expression = reading.expression ?? expression;
    },
    react(reaction, now) {
      if (!outputs.video) return;
      count += 1;
      pops = addPop(pops, reaction, count, now);
    },
    forget() {
      tracker.reset();
      seen = null;
      expression = 'neutral';
      pops = [];
    },
    at(now) {
      pops = expirePops(pops, now);
      if (outputs.mask === 'off') return { cover: null, masks: [], pops, seen: null };
      const poses = tracker.at(now);
      const masks = poses?.map(
        (pose): Masked => ({ ...pose, emoji: EMOJI[pose.own ? expression : 'neutral'] }),
      );
      return { cover: outputs.mask, masks: masks ?? null, pops, seen };
    },
  };
}
