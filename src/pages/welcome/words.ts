import { translated } from '../../shared/language/translated';

/** All texts of the first-run page, in one place for translation. */
export const WORDS = translated('welcome', {
  step: (number: number, count: number) => `Step ${number} of ${count}`,
  back: 'Back',
  site: {
    title: 'Your smile, as an emoji in your calls',
    lead: 'EmojiGen sees your expression in a call and answers with an emoji. Everything happens on your device.',
    picture: 'In a call, a person smiles, and a laughing emoji pops up.',
    use: (site: string) => `Use in ${site}`,
    others: 'Or start with',
    on: 'on',
    elsewhere: 'For any other site, open it and click the EmojiGen button in the toolbar.',
  },
  audience: {
    title: 'Who sees your emoji?',
    lead: 'You can change this at any time with the EmojiGen button in the toolbar, even during a call.',
    names: { me: 'Only me', video: 'Everyone, in my video', mask: 'Everyone, as an avatar' },
    site: (site: string) => `Everyone, as ${site} reactions`,
    hints: {
      me: 'Emoji appear on your own screen.',
      video: 'Emoji pop up in your camera picture.',
      mask: 'A character covers your face and does what your face does.',
      site: 'EmojiGen sends the reactions of the site for you.',
    },
  },
  ready: {
    title: 'Ready',
    lead: (site: string) => `Join a call in ${site}, turn your camera on and smile.`,
    open: (site: string) => `Open ${site}`,
    tryIt: 'Try it without a call',
    pin: 'Keep the button in view',
    pinSteps: ['Click the puzzle piece at the top right of the browser.', 'Click the pin next to EmojiGen.'],
    also: 'Use it on other sites, too',
    add: (site: string) => `Add ${site}`,
  },
  what: {
    promise: 'Camera pictures never leave this device and are never stored.',
    title: 'What EmojiGen does and does not do',
    does: 'It does',
    doesList: [
      'analyse your own camera picture while you are in a call',
      'measure how loud your microphone is in a call, so that it does not mistake a word for a smile (in Chrome and Edge)',
      'show an emoji that fits your face',
      'keep your own statistics on this device, for as long as you want',
    ],
    doesNot: 'It does not',
    doesNotList: [
      'send or store pictures: none ever leaves this device',
      'look at anyone else in the call',
      'know what you feel: it sees how your face looks, and it can be wrong',
    ],
  },
  keep: {
    label: 'Keep my expressions',
    hint: 'For your own statistics, on this device, for 30 days.',
  },
  work: {
    title: 'At work and at school',
    text: [
      'EmojiGen is for you. Nobody else gets to see your statistics, and nobody may require you to turn it on.',
      'In some places, including the European Union, employers and schools are not allowed to analyse people’s ' +
        'emotions. Do not use EmojiGen to judge anybody, and if your workplace has rules for tools in calls, ' +
        'follow them.',
    ],
  },
  failed: 'Something went wrong. Try again.',
});
