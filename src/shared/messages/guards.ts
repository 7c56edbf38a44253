/** Checks of what arrives. A message is taken apart and put together again from its known, checked fields. */
import { isCodePoints, isImageId, parseEmojiSettings } from '../emoji/emoji-settings';
import { parseNewImage } from '../emoji/own-images';
import { isSlot } from '../emoji/slots';
import { parseBaseline } from '../settings/baseline-sample';
import { isHostName } from '../settings/host';
import { parseReactionSettings } from '../settings/reaction-settings';
import {
  BACKENDS,
  type BackendChoice,
  CPU_BUDGETS,
  type CpuBudget,
  MASKS,
  type MaskChoice,
} from '../settings/schema';
import { EXPRESSIONS, type Expression, type Reaction, type Span } from '../types';
import { type CallSite, type CallSnapshot, OUTGOING_STATES, type ToBackground } from './background';
import { parseFeedback } from './feedback-guards';
import { parseHistoryMessage } from './history-guards';
import { parseLoad } from './load-guard';
import { parseSettingsMessage } from './settings-guards';
import { parseCallState } from './state-guard';

export { parseCallState };

const ID = /^[0-9a-f-]{36}$/;
const LONGEST_MESSAGE = 1000;
const LONGEST_NAME = 100;
const MOST_REACTIONS = 1000;
const MOST_EMBEDDED = 4;

type Raw = Readonly<Record<string, unknown>>;

/** Whether a message asks for the background at all; others are left to the pages they are meant for. */
export function isForBackground(value: unknown): boolean {
  return asRecord(value).to === 'background';
}

/** The message for the background, or null where its shape is wrong. */
export function parseToBackground(value: unknown): ToBackground | null {
  const raw = asRecord(value);
  if (raw.to !== 'background') return null;
  const to = raw.to;
  switch (raw.type) {
    case 'ensure-offscreen':
    case 'site-off':
    case 'get-settings':
    case 'get-baseline':
      return { to, type: raw.type };
    case 'call-state': {
      const state = parseCallState(raw.state);
      return state && { to, type: raw.type, state };
    }
    case 'camera-here': {
      const { frameId, time } = raw;
      if (typeof frameId !== 'string' || !ID.test(frameId) || !isTime(time)) return null;
      return { to, type: raw.type, frameId, time };
    }
    case 'camera-gone':
      return typeof raw.frameId === 'string' && ID.test(raw.frameId)
        ? { to, type: raw.type, frameId: raw.frameId }
        : null;
    case 'call-paused':
      return typeof raw.paused === 'boolean' ? { to, type: raw.type, paused: raw.paused } : null;
    case 'overlay-moved':
      return isIn(raw.x, 0, 1) && isIn(raw.y, 0, 1) ? { to, type: raw.type, x: raw.x, y: raw.y } : null;
    case 'span': {
      const span = parseSpan(raw.span);
      const { site, callId } = raw;
      if (!span || !isHostName(site) || typeof callId !== 'string' || !ID.test(callId)) return null;
      return { to, type: raw.type, span, site, callId };
    }
    case 'set-site':
      if (!isHostName(raw.host) || typeof raw.on !== 'boolean') return null;
      return { to, type: raw.type, host: raw.host, on: raw.on };
    case 'set-emoji':
      return isRecord(raw.emoji) ? { to, type: raw.type, emoji: parseEmojiSettings(raw.emoji) } : null;
    case 'set-reactions':
      if (!isRecord(raw.reactions)) return null;
      return { to, type: raw.type, reactions: parseReactionSettings(raw.reactions) };
    case 'add-image': {
      const image = parseNewImage(raw.image);
      return image && { to, type: raw.type, image };
    }
    case 'remove-image':
      return isImageId(raw.id) ? { to, type: raw.type, id: raw.id } : null;
    case 'site-wanted':
      return isHostName(raw.host) ? { to, type: raw.type, host: raw.host } : null;
    case 'set-auto-reactions':
      return typeof raw.on === 'boolean' ? { to, type: raw.type, on: raw.on } : null;
    case 'set-backend':
      if (!BACKENDS.includes(raw.backend as BackendChoice)) return null;
      return { to, type: raw.type, backend: raw.backend as BackendChoice };
    case 'set-cpu-budget':
      if (!CPU_BUDGETS.includes(raw.cpuBudget as CpuBudget)) return null;
      return { to, type: raw.type, cpuBudget: raw.cpuBudget as CpuBudget };
    case 'set-baseline': {
      const baseline = parseBaseline(raw.baseline);
      return baseline || raw.baseline === null ? { to, type: raw.type, baseline } : null;
    }
    case 'set-outputs': {
      const { video, mask, siteReaction } = asRecord(raw.outputs);
      if (typeof video !== 'boolean' || typeof siteReaction !== 'boolean') return null;
      if (!MASKS.includes(mask as MaskChoice)) return null;
      return { to, type: raw.type, outputs: { video, mask: mask as MaskChoice, siteReaction } };
    }
    case 'get-spans':
      return isTime(raw.from) && isTime(raw.until)
        ? { to, type: raw.type, from: raw.from, until: raw.until }
        : null;
    default: {
      const message = parseHistoryMessage(raw) ?? parseSettingsMessage(raw) ?? parseFeedback(raw);
      return message && { to, ...message };
    }
  }
}

/** A call tab's answer to `snapshot`, or null. Damaged reactions are left out. */
export function parseCallSnapshot(value: unknown): CallSnapshot | null {
  const raw = asRecord(value);
  const state = parseCallState(raw.state);
  if (!state || !Array.isArray(raw.reactions)) return null;
  const reactions = raw.reactions.slice(0, MOST_REACTIONS).flatMap((each) => parseReaction(each) ?? []);
  const outgoing = OUTGOING_STATES.find((each) => each === raw.outgoing);
  const site = parseCallSite(raw.site);
  const asked = parseReaction(raw.asked);
  const embedded = Array.isArray(raw.embedded) ? raw.embedded.slice(0, MOST_EMBEDDED).filter(isHostName) : [];
  return {
    state,
    reactions,
    load: parseLoad(raw.load),
    ...(outgoing === undefined ? {} : { outgoing }),
    ...(site && { site }),
    ...(asked && { asked }),
    ...(embedded.length > 0 && { embedded }),
  };
}

function parseCallSite(value: unknown): CallSite | null {
  const { name, reacts, problem } = asRecord(value);
  if (typeof name !== 'string' || typeof reacts !== 'boolean') return null;
  return {
    name: name.slice(0, LONGEST_NAME),
    reacts,
    problem: typeof problem === 'string' ? problem.slice(0, LONGEST_MESSAGE) : null,
  };
}

function parseReaction(value: unknown): Reaction | null {
  const { time, expression, confidence, emoji, slot, image, wrong } = asRecord(value);
  if (!isTime(time) || !isExpression(expression) || !isIn(confidence, 0, 1)) return null;
  if (!isCodePoints(emoji)) return null;
  const place = isSlot(slot) ? { slot } : {};
  const marked = wrong === true ? ({ wrong } as const) : {};
  return { time, expression, confidence, emoji, ...place, ...(isImageId(image) ? { image } : {}), ...marked };
}

/** The shape only: whether a span can be kept, and why not, is for the history to say. */
/** A span put together from its known, checked fields; null where one is damaged. */
export function parseSpan(value: unknown): Span | null {
  const { expression, start, duration, confidence } = asRecord(value);
  if (!isExpression(expression) || !isTime(start) || !isTime(duration) || !isIn(confidence, 0, 1))
    return null;
  return { expression, start, duration, confidence };
}

function isExpression(value: unknown): value is Expression {
  return EXPRESSIONS.includes(value as Expression);
}

function isTime(value: unknown): value is number {
  return isIn(value, 0, Number.MAX_SAFE_INTEGER);
}

function isIn(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function asRecord(value: unknown): Raw {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
