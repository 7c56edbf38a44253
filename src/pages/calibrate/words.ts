/** Everything the calibration page says, in one place, so that it can be translated. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('calibrate', {
  title: 'Calibrate to your face',
  promise:
    'The pictures are read on this device and never stored or sent. Kept are only a few averages, such as how ' +
    'high your brows are when your face is calm.',
  intro:
    'Some calm faces are mistaken for sad or surprised ones. In about 20 seconds EmojiGen learns yours: calm, ' +
    'smiling, surprised. You can skip each, and EmojiGen also works without.',
  stored: (day: string, learned: string) => `Calibrated on ${day}: ${learned}.`,
  corrections: (expressions: string) =>
    `From your corrections, EmojiGen is more careful with: ${expressions}. Calibrating again, or deleting the ` +
    'calibration, begins without them.',
  start: 'Start',
  again: 'Calibrate again',
  delete: 'Delete my calibration',
  step: (number: number, count: number) => `${number} of ${count}`,
  asked: {
    neutral: { title: 'Relax your face', help: 'Look at the camera as when you listen in a call.' },
    happy: { title: 'Smile', help: 'The way you smile when something is really funny.' },
    surprised: { title: 'Look surprised', help: 'Raise your brows and open your mouth.' },
  },
  /** In the middle of a sentence. */
  learned: { neutral: 'your calm face', happy: 'your smile', surprised: 'your surprise' },
  camera: 'Your camera',
  loading: 'Getting ready. This takes a few seconds.',
  prepare: 'Get ready',
  hold: 'Hold it',
  stop: 'Stop',
  skip: 'Skip',
  done: {
    title: 'Done',
    text: (learned: string) =>
      `EmojiGen knows ${learned} now, and uses that in your next call. You can close this page.`,
    withoutCalm: 'Without your calm face it cannot compare: do that one, too.',
    nothing: 'Nothing was changed',
    nothingText: 'You skipped every step.',
    again: 'Once more',
  },
  errors: {
    denied: 'The camera is blocked. Allow it for this page to calibrate.',
    missing: 'No camera was found.',
    busy: 'The camera could not be opened. Another program may be using it.',
    stopped: 'The camera stopped.',
  },
});
