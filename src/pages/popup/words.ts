/** All texts of the popup, in one place for translation. The state's words: src/shared/words/ui.ts. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('popup', {
  promise: 'EmojiGen never stores or sends camera pictures.',
  failed: 'Something went wrong. Try again.',
  site: {
    label: 'This page',
    use: (host: string) => `Use EmojiGen on ${host}`,
    onFor: (host: string) => `On for ${host}`,
    forget: (host: string) => `Remove access to ${host}`,
    auto: 'Auto-reactions',
    autoHint: 'Your emoji appears automatically.',
  },
  siteList: {
    label: 'Call sites',
    open: (site: string) => `Open ${site}`,
    openOn: (site: string) => `Open ${site}. EmojiGen is on there.`,
    on: 'On',
  },
  question: {
    ask: (name: string) => `Send this reaction: ${name}?`,
    yes: 'Send',
    no: 'Don’t send',
  },
  more: 'More',
  avatar: 'Avatar',
  commands: {
    retry: 'Try again',
    pause: 'Pause',
    resume: 'Resume',
    /** Reading goes on although the page keeps the card in the call from being seen. */
    hideCard: 'Hide card',
  },
  states: {
    other: { title: 'No call on this page', explanation: 'Open a call to use EmojiGen.' },
    newSite: {
      title: 'No call on this page',
      explanation: 'Open a call, or allow EmojiGen here if you have calls on this site.',
    },
    embedded: {
      title: 'Access needed for this call',
      explanation: (host: string) =>
        `This page shows a part of ${host} that may use your camera. If your call is there, allow EmojiGen to run on it.`,
    },
    siteOff: {
      title: 'Off on this site',
      explanation: 'Your camera is not analysed here until you turn EmojiGen on.',
    },
    asking: { title: 'One moment', explanation: 'Asking the call page.' },
    reload: {
      title: 'Reload to start',
      explanation: 'Reload the call page to start. It was opened before EmojiGen was ready.',
    },
  },
  outputs: {
    title: 'Others see',
    see: {
      plain: 'Your camera, unchanged',
      emoji: 'Your camera with your emoji in it',
      mask: 'An emoji in place of your face',
      avatar: 'An avatar in place of your face',
      companion: 'Your camera with an avatar in it',
      covered: 'A covered picture',
      reactions: (site: string) => `reactions in ${site}`,
    },
    react: (site: string) => `React in ${site}`,
    reactHint: 'Sends the reaction of the site for you. Everyone in the call sees it.',
    reactNeeds: 'Without auto-reactions, it sends only what you pick on the card.',
    video: 'Emoji in your video',
    videoHint: 'Your emoji pops up in your camera picture.',
    mask: 'Avatar over your face',
    maskHint: 'It covers your face and does what your face does.',
    cover: 'If your face is not found',
    covers: { blur: 'Blurred', hold: 'Still', black: 'Black' },
    coverHints: {
      blur: 'Your whole picture is blurred.',
      hold: 'The last picture with your avatar stays.',
      black: 'Your picture turns black.',
    },
    notYet: 'Turn your camera off and on again in the call to start this.',
    failedPlain: 'Something failed. Turn your camera off and on again in the call.',
    failedCovered:
      'Something failed, so your picture stays covered. Turn your camera off and on again in the call.',
    notHere: 'EmojiGen cannot draw into your video in this browser, so others see your plain camera.',
    notHereMasked:
      'EmojiGen cannot draw into your video in this browser, so your picture stays black. Turn the avatar off, then your camera off and on again.',
    needsAuto: 'Turn on auto-reactions too: your emoji pops up with them.',
  },
  reactions: {
    title: 'In this call',
    empty: 'Your reactions show up here.',
    emptyOff: 'Pick an emoji on the card, or turn on auto-reactions.',
    at: (name: string) => `${name} at`,
  },
  today: {
    title: 'Today',
    total: (time: string) => `${time} in all`,
    all: 'All statistics',
    empty: 'No expressions yet today',
    emptyInCall: 'Your first expressions of today will show up here.',
    emptyHint: 'Join a call with EmojiGen on, and your day takes shape here.',
    private: 'Nothing is kept',
    privateHint: 'Turn on “Keep my expressions” in the settings, and your day takes shape here.',
    latest: 'Latest',
  },
  advanced: {
    title: 'Advanced',
    runsOn: 'Runs on',
    backends: { auto: 'Automatic', webgl: 'Graphics card', wasm: 'Processor' },
    emoji: 'Choose your emoji',
    calibrate: 'Calibrate to your face',
    diagnose: 'What EmojiGen finds on this page',
  },
  controls: {
    master: {
      label: 'EmojiGen on all sites',
      state: {
        title: 'Off everywhere',
        explanation: 'No camera is analysed on any site. Turn EmojiGen back on at the top.',
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
      rate: (rate: string, cost: string) => `${rate} pictures per second, ${cost} ms each`,
      core: (share: string) => `${share} of a processor core`,
      backOff: {
        battery: 'EmojiGen analyses fewer pictures because your computer runs on battery.',
        heat: 'EmojiGen analyses fewer pictures because your computer is busy or hot.',
        slow: 'EmojiGen analyses fewer pictures because each takes long on this computer.',
      },
    },
    pages: { label: 'Pages', settings: 'Settings', dashboard: 'Statistics', tryIt: 'Try it' },
  },
});
