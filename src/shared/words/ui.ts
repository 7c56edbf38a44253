/** Shared texts: expressions, states, units. */
import { translated } from '../language/translated';

export const WORDS = translated('ui', {
  expressions: {
    neutral: 'Neutral',
    happy: 'Happy',
    surprised: 'Surprised',
    sad: 'Sad',
    angry: 'Angry',
    fearful: 'Fearful',
  },
  happySurprise: 'Happy surprise',
  units: {
    seconds: (count: string) => `${count} s`,
    minutes: (count: string) => `${count} min`,
    hours: (hours: string, minutes: string) => `${hours} h ${minutes} min`,
    lessThan: (share: string) => `<${share}`,
  },
  /** `title`: two to four words. `explanation`: what it means, or what to do. */
  states: {
    off: { title: 'Off', explanation: 'EmojiGen is off on this site.' },
    waiting: {
      title: 'Waiting for camera',
      explanation: 'Starts automatically when the call turns your camera on.',
    },
    loading: { title: 'Getting ready', explanation: 'This takes a few seconds.' },
    watching: {
      title: 'Active',
      explanation: 'EmojiGen never stores or sends camera pictures.',
    },
    'no-face': { title: 'No face in view', explanation: 'Move into the picture, or turn on a light.' },
    unclear: {
      title: 'Can’t see you well',
      explanation: 'EmojiGen continues when it can see your face clearly.',
    },
    'camera-off': { title: 'Camera off', explanation: 'Continues automatically when your camera is back.' },
    presenting: {
      title: 'Paused: presenting',
      explanation: 'EmojiGen pauses while you share your screen. You can change that in the settings.',
    },
    paused: { title: 'Paused', explanation: 'Your camera is not analysed until you resume.' },
    error: { title: 'Not working', explanation: 'Something went wrong. Your call is not affected.' },
  },
  /** Why nothing is read while the page keeps the card in the call from the user. */
  unseen: {
    removed: {
      title: 'Paused: removed',
      explanation:
        'This page keeps removing EmojiGen’s card. Your camera is not analysed until the card is back, or until you hide it yourself.',
    },
    covered: {
      title: 'Paused: covered',
      explanation:
        'This page covers EmojiGen’s card. Your camera is not analysed until you can see the card, or until you hide it yourself.',
    },
    blocked: {
      title: 'Paused: blocked',
      explanation:
        'This page blocks the buttons on EmojiGen’s card. Your camera is not analysed until they work, or until you hide the card yourself.',
    },
  },
  pausedUntil: (time: string) => `Your camera is not analysed until ${time}, or until you resume.`,
  /** What is wrong with the picture, and what helps. */
  flaws: {
    small: 'Your face is too small in the picture. Move closer to the camera.',
    turned: 'You are turned away. Face the camera to go on.',
    dark: 'It is too dark. Turn on a light in front of you.',
    bright: 'Your face is overexposed. Move away from the light or the window.',
    covered: 'Your face is covered or upside down. Show all of it to go on.',
    blurred: 'The picture is blurred. Clean the lens, or let the camera focus.',
  },
});
