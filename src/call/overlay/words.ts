/** The overlay's words besides states and expressions (src/shared/words/ui.ts), for translation. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('overlay', {
  grip: 'Move with the arrow keys',
  gripTitle: 'Drag to move',
  open: 'Show details',
  close: 'Hide details',
  pause: 'Pause',
  resume: 'Resume',
  hide: 'Hide this card',
  hidden: 'Card hidden',
  undo: 'Undo',
  off: 'Turn off on this site',
  retry: 'Try again',
  othersSee: (what: string) => `Others see: ${what}`,
  /** What others see: shown below the state beside an eye, and in `othersSee`. */
  others: {
    camera: 'your camera',
    reactions: 'you, with emoji',
    mask: 'emoji mask',
    blurred: 'blurred picture',
    black: 'black picture',
    held: 'still picture',
    avatar: 'your avatar',
    companion: 'you, with an avatar',
  },
  /** A row of emoji, each sent by a click. */
  favourites: 'Send an emoji',
  send: (emoji: string) => `Send: ${emoji}`,
  /** The settled expression. */
  settled: (expression: string, share: string) => `${expression} (${share} sure)`,
  unsettled: 'Not sure yet',
  /** Label of a bar that fills. */
  next: 'Next emoji',
  /** In a first call on a site where EmojiGen was never turned on or off. */
  offer: {
    title: 'EmojiGen can react here',
    hint: 'Your camera is not analysed until you turn it on.',
    yes: 'Turn on',
    no: 'Not on this site',
  },
  /** Explains the card, once. */
  tour: {
    steps: [
      {
        title: 'Your card',
        text: 'It shows the expression it sees. Only you see it. Click an emoji to send it.',
      },
      {
        title: 'What others see',
        text: 'It is written next to the eye. You choose it with the EmojiGen button in the toolbar.',
      },
      {
        title: 'Pause and hide',
        text: 'Pause stops EmojiGen in this call, ✕ hides the card. Both can be undone.',
      },
    ],
    keys: (pause: string, hide: string) => `Shortcuts: ${pause} and ${hide}`,
    step: (number: string, count: string) => `${number} of ${count}`,
    next: 'Next',
    skip: 'Skip',
    done: 'Got it',
  },
  /** Remaining time of a pause. */
  left: (time: string) => `${time} left`,
  /** For screen readers. */
  told: {
    state: (state: string) => `EmojiGen: ${state}`,
    error: (title: string, explanation: string) => `EmojiGen: ${title}. ${explanation}`,
    reaction: (name: string) => `${name} reaction`,
  },
});
