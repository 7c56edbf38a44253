/** What the overlay says besides states and expressions (src/shared/words/ui.ts), so that it can be translated. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('overlay', {
  grip: 'Move with the arrow keys',
  gripTitle: 'Drag to move',
  open: 'Show details',
  close: 'Hide details',
  pause: 'Pause',
  resume: 'Resume',
  off: 'Turn off on this site',
  retry: 'Try again',
  /** What the last seconds have settled on. */
  settled: (expression: string, share: string) => `Settled on ${expression}, ${share}`,
  unsettled: 'Not sure yet',
  /** Beside a bar that fills. */
  next: 'Next emoji',
  /** Of a pause. */
  left: (time: string) => `${time} left`,
  /** For screen readers. */
  told: {
    state: (state: string) => `EmojiGen: ${state}`,
    error: (title: string, explanation: string) => `EmojiGen: ${title}. ${explanation}`,
    reaction: (name: string) => `${name} reaction`,
  },
});
