/** What a call tab is doing, in plain words: the same in overlay, badge and popup. */
import type { CallState, QualityReason } from '../types';
import { formatTime } from './format';

/** `ok`: works. `busy`: on its way. `warn`: nothing is read, and that is no fault. `error`: needs the user. */
export type Tone = 'ok' | 'busy' | 'warn' | 'error';

export interface StateText {
  /** Two to four words. */
  readonly title: string;
  /** One sentence or two: what it means, or what to do. */
  readonly explanation: string;
  readonly tone: Tone;
}

const TEXTS: Readonly<Record<CallState['kind'], StateText>> = {
  off: { title: 'Off', explanation: 'EmojiGen is off on this site.', tone: 'warn' },
  waiting: {
    title: 'Waiting for camera',
    explanation: 'Starts by itself when the call turns your camera on.',
    tone: 'busy',
  },
  loading: { title: 'Getting ready', explanation: 'This takes a few seconds.', tone: 'busy' },
  watching: {
    title: 'Watching',
    explanation: 'Reads your own expression. Nothing leaves this device.',
    tone: 'ok',
  },
  'no-face': {
    title: 'No face in view',
    explanation: 'Move into the picture, or turn on a light.',
    tone: 'warn',
  },
  unclear: {
    title: "Can't see you well",
    explanation: 'No expression is read until your face can be seen clearly.',
    tone: 'warn',
  },
  'camera-off': {
    title: 'Camera off',
    explanation: 'Goes on by itself when your camera is back.',
    tone: 'warn',
  },
  presenting: {
    title: 'Paused: you present',
    explanation: 'Your camera is not read while you share your screen. You can change that in the settings.',
    tone: 'warn',
  },
  paused: { title: 'Paused', explanation: 'Your camera is not read until you resume.', tone: 'warn' },
  error: {
    title: 'Not working',
    explanation: 'Something went wrong. Your call is not affected.',
    tone: 'error',
  },
};

/** What is wrong with the picture, and what helps. */
const FLAWS: Readonly<Record<QualityReason, string>> = {
  small: 'Your face is too small in the picture. Move closer to the camera.',
  turned: 'You are turned away. Face the camera when you want to be read.',
  dark: 'It is too dark. Turn on a light in front of you.',
  bright: 'Your face is overexposed. Move away from the light or the window.',
  blurred: 'The picture is blurred. Clean the lens, or let the camera focus.',
};

const pausedUntil = (time: string): string => `Your camera is not read until ${time}, or until you resume.`;

/** The words for `state`. An error's own message is its explanation, unless it is blank. */
export function stateText(state: CallState): StateText {
  const text = TEXTS[state.kind];
  if (state.kind === 'unclear') return { ...text, explanation: FLAWS[state.reason] };
  if (state.kind === 'paused' && state.until !== undefined)
    return { ...text, explanation: pausedUntil(formatTime(state.until)) };
  const message = state.kind === 'error' ? state.message.trim() : '';
  return message === '' ? text : { ...text, explanation: message };
}
