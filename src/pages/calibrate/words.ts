/** All texts of the calibration page, in one place for translation. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('calibrate', {
  title: 'Calibrate to your face',
  promise:
    'Pictures are analysed on this device and never stored or sent. Only a few averages are kept, such as how high ' +
    'your eyebrows are when your face is relaxed.',
  intro:
    'Some relaxed faces look sad or surprised. In about 20 seconds, EmojiGen learns how yours looks when it is relaxed, ' +
    'smiling and surprised. You can skip any step. EmojiGen also works without calibration.',
  stored: (day: string, learned: string) => `Calibrated on ${day}: ${learned}.`,
  corrections: (expressions: string) =>
    `Because of your corrections, EmojiGen is more careful with: ${expressions}. Calibrating again or deleting the ` +
    'calibration removes this.',
  start: 'Start',
  again: 'Calibrate again',
  delete: 'Delete my calibration',
  step: (number: number, count: number) => `${number} of ${count}`,
  asked: {
    neutral: { title: 'Relax your face', help: 'Look at the camera as if you were listening in a call.' },
    happy: { title: 'Smile', help: 'As you do when something is really funny.' },
    surprised: { title: 'Look surprised', help: 'Raise your brows and open your mouth.' },
  },
  /** In the middle of a sentence. */
  learned: { neutral: 'your relaxed face', happy: 'your smile', surprised: 'your surprise' },
  camera: 'Your camera',
  loading: 'Getting ready. This takes a few seconds.',
  prepare: 'Get ready',
  hold: 'Hold it',
  notYet: {
    neutral: 'That looks like a smile or an open mouth. Relax your face.',
    happy: 'No clear smile yet. Smile a little more, or skip this step.',
    surprised: 'You don’t look surprised yet. Raise your brows and open your mouth, or skip this step.',
  },
  stop: 'Stop',
  skip: 'Skip',
  done: {
    title: 'Done',
    text: (learned: string) =>
      `EmojiGen now knows ${learned} and uses it from your next call on. You can close this page.`,
    withoutCalm: 'EmojiGen needs your relaxed face to compare with. Please do that step, too.',
    nothing: 'Nothing was changed',
    nothingText: 'You skipped every step.',
    again: 'Do it again',
  },
  errors: {
    denied: 'The camera is blocked. Allow it for this page to calibrate.',
    missing: 'No camera was found.',
    busy: 'The camera could not be opened. Another program may be using it.',
    stopped: 'The camera stopped.',
  },
});
