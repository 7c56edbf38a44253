/** Everything the popup says, in one place, so that it can be translated. The state's words: src/shared/words/ui.ts. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('popup', {
  promise: 'EmojiGen stores and sends no camera picture.',
  failed: 'Something went wrong. Try again.',
  site: {
    label: 'This page',
    use: (host: string) => `Use EmojiGen on ${host}`,
    onFor: (host: string) => `On for ${host}`,
    forget: (host: string) => `Take the permission for ${host} back`,
    auto: 'Auto-reactions',
    autoHint: 'Your emoji pops up by itself.',
    react: (site: string) => `React in ${site}`,
    reactHint: 'Presses its own reaction for you: everybody in the call sees it.',
    reactNeeds: 'Turn on auto-reactions first.',
  },
  commands: { retry: 'Try again', pause: 'Pause', resume: 'Resume' },
  states: {
    other: { title: 'Not a call page', explanation: 'This page is not a call site that EmojiGen knows.' },
    newSite: {
      title: 'Not allowed here yet',
      explanation:
        'If you have calls on this page, allow EmojiGen to run on it. That allows it on no other page.',
    },
    embedded: {
      title: 'Not allowed in the call yet',
      explanation: (host: string) =>
        `This page shows a part of ${host} that may use your camera. If your call is there, allow EmojiGen to run on it.`,
    },
    siteOff: {
      title: 'Off on this site',
      explanation: 'Your camera is not read here until you turn EmojiGen on.',
    },
    asking: { title: 'One moment', explanation: 'Asking the call page.' },
    reload: {
      title: 'Reload to start',
      explanation: 'Reload the call page to start. It was opened before EmojiGen was ready.',
    },
  },
  outputs: {
    title: 'Others in the call see',
    video: 'Emoji in your video',
    videoHint: 'Your emoji pops up in your camera picture.',
    mask: 'Avatar over your face',
    maskHint: 'It covers your face and does what your face does.',
    cover: 'If your face is not found',
    covers: { blur: 'Blurred', hold: 'Still', black: 'Black' },
    coverHints: {
      blur: 'Your whole picture is blurred.',
      hold: 'Your last masked picture stands still.',
      black: 'Your picture turns black.',
    },
    notYet: 'Not yet: others see your plain camera. Turn your camera off and on again in the call to start.',
    failedPlain:
      'Drawing failed, so others see your plain camera. Turn your camera off and on again in the call.',
    failedCovered:
      'Drawing failed, so your picture stays covered. Turn your camera off and on again in the call.',
    notHere: 'EmojiGen cannot draw into your video in this browser, so others see your plain camera.',
    notHereMasked:
      'EmojiGen cannot draw into your video in this browser, so your picture stays black. Turn the mask off, and your camera off and on again.',
    needsAuto: 'Turn on auto-reactions too: your emoji pops up with them.',
  },
  reactions: {
    title: 'In this call',
    empty: 'Your reactions show up here.',
    emptyOff: 'Turn on auto-reactions to see your emoji here.',
    at: (name: string) => `${name} at`,
  },
  today: {
    title: 'Today',
    total: (time: string) => `${time} in all`,
    all: 'All statistics',
    empty: 'No expressions yet today',
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
  },
});
