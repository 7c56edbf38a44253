import { translated } from '../../shared/language/translated';

/** Everything the first-run page says, in one place, so that it can be translated. */
export const WORDS = translated('welcome', {
  title: 'Welcome to EmojiGen',
  lead: 'Your own expression as an emoji in video calls, recognised on your device.',
  nav: { dashboard: 'Dashboard', tryIt: 'Try it', settings: 'Settings', label: 'EmojiGen' },
  step: (number: number) => `Step ${number}`,
  what: {
    title: 'What it does, and what it does not',
    does: 'It does',
    doesList: [
      'look at your own camera picture while you are in a call',
      'measure how loud your own microphone is in a call, so that a word is not taken for a smile (in Chrome and Edge)',
      'show you an emoji that fits your face, and let it pop up if you want',
      'keep your own statistics on this device, as long as you want',
    ],
    doesNot: 'It does not',
    doesNotList: [
      'send or store pictures: none ever leaves this device',
      'look at anyone else in the call',
      'know what you feel: it sees how your face looks, and it can be wrong',
    ],
  },
  tryIt: {
    title: 'Try it',
    text: 'See what EmojiGen sees, with your camera or with a sample portrait. No call is needed.',
    action: 'Open the try-it page',
  },
  choose: {
    title: 'Choose where it runs',
    text: 'Nothing runs until you turn it on. You can change all of this in the toolbar at any time.',
    sites: 'On these sites',
    outputs: 'And then',
    auto: 'Auto-reactions',
    autoHint: 'Your emoji pops up by itself when you smile or look surprised.',
    keep: 'Keep my expressions',
    keepHint: 'For your own statistics, on this device, for 30 days.',
  },
  work: {
    title: 'At work and at school',
    text: [
      'EmojiGen is for you. Nobody else gets to see your statistics, and nobody may require you to turn it on.',
      'In some places, the European Union among them, employers and schools are not allowed to have people’s ' +
        'emotions read. Do not use EmojiGen to judge anybody, and if your workplace has rules for tools in calls, ' +
        'follow them.',
    ],
  },
  done: 'That is all. Join a call on a site that you turned on, and EmojiGen is there.',
  failed: 'Something went wrong. Try again.',
});
