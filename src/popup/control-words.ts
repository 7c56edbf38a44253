/** What the popup says about the master switch, the pause, wrong reactions and the other pages. */
import { translated } from '../language/translated';

export const WORDS = translated('controls', {
  master: {
    on: 'On',
    off: 'Off',
    label: 'EmojiGen, everywhere',
    state: {
      title: 'Off everywhere',
      explanation: 'No camera is read on any site. Turn EmojiGen on at the top right.',
    },
  },
  pause: {
    label: 'Pause everywhere',
    minutes: { 5: '5 min', 30: '30 min', 60: '1 hour' },
    forMinutes: (time: string) => `Pause everywhere for ${time}`,
    left: (time: string) => `Paused everywhere for another ${time}`,
    resume: 'Resume',
  },
  wrong: {
    button: 'Wrong?',
    label: (name: string, time: string) => `${name} at ${time} was wrong`,
    done: 'Removed',
    hint: 'Takes it out of your statistics, and makes EmojiGen more careful with it.',
  },
  load: {
    rate: (rate: string, cost: string) => `${rate} pictures a second, ${cost} ms each`,
    core: (share: string) => `${share} of one processor core`,
    backOff: {
      battery: 'Fewer pictures are read, because your computer runs on battery.',
      heat: 'Fewer pictures are read, because your computer is busy or hot.',
      slow: 'Fewer pictures are read, because each takes long on this computer.',
    },
  },
  pages: { label: 'Pages', settings: 'Settings', dashboard: 'Statistics', tryIt: 'Try it' },
});
