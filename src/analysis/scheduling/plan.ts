/** How often frames are compared and analysed: from the user's CPU budget and the state of the computer. */
import type { BackOff } from '../../shared/messages/call-tab';
import type { Pressure } from '../../shared/messages/frames';
import type { CpuBudget } from '../../shared/settings/schema';

export interface Conditions {
  readonly budget: CpuBudget;
  /** The computer runs on battery. */
  readonly onBattery: boolean;
  readonly pressure: Pressure;
  /** Something is drawn over the face and must follow it: unchanged pictures are analysed as well. */
  readonly follow: boolean;
  /** A character follows what the face does. */
  readonly rig?: boolean;
}

/** Times in milliseconds. */
export interface Plan {
  /** Between two frames that are compared: has the face changed? */
  readonly look: number;
  /** Between two analysed frames of an unchanged face. */
  readonly calm: number;
  /** Between two analysed frames while an expression comes or goes. */
  readonly alert: number;
  /** Share of one processor core that analysing may take, 0..1. */
  readonly share: number;
  /** Longest time between two analysed frames, however slow the machine. */
  readonly slowest: number;
  /** Why this is less than the user's budget; null if it is not. */
  readonly backOff: BackOff | null;
}

type Level = Omit<Plan, 'backOff' | 'slowest'>;

/** The temporal filter forgets after two seconds. */
const SLOWEST = 1500;
/** A mask covers the whole picture if its face was not seen for a second (outgoing/drawing/mask-pose). */
const SLOWEST_TO_FOLLOW = 600;

/**
 * From most to least. A reaction needs an expression to be seen (one comparison) and to last (300 ms, temporal/policy), and
 * the frame on which it fires (one alert): 525 ms with a balanced budget.
 */
const LEVELS: readonly Level[] = [
  { look: 66, calm: 250, alert: 66, share: 0.75 },
  { look: 125, calm: 500, alert: 100, share: 0.5 },
  { look: 150, calm: 750, alert: 125, share: 0.3 },
  { look: 250, calm: 1000, alert: 200, share: 0.2 },
  // Any slower, and the temporal filter would restart on each frame (its GAP of 2000).
  { look: 333, calm: 1500, alert: 333, share: 0.12 },
];
const LEVEL_OF: Readonly<Record<CpuBudget, number>> = { fast: 0, balanced: 1, low: 3 };
/** Running on battery lowers the budget at most to `low`. */
const LEAST_ON_BATTERY = LEVEL_OF.low;
const STEPS: Readonly<Record<Pressure, number>> = { nominal: 0, fair: 0, serious: 1, critical: 2 };

export function planFor({ budget, onBattery, pressure, follow }: Conditions): Plan {
  const chosen = LEVEL_OF[budget];
  const powered = onBattery ? Math.max(chosen, Math.min(chosen + 1, LEAST_ON_BATTERY)) : chosen;
  const steps = STEPS[pressure];
  const level = LEVELS[Math.min(powered + steps, LEVELS.length - 1)]!;
  const backOff = steps > 0 ? 'heat' : powered > chosen ? 'battery' : null;
  const following = { look: level.alert, calm: level.alert, slowest: SLOWEST_TO_FOLLOW };
  return { ...level, slowest: SLOWEST, ...(follow ? following : {}), backOff };
}
