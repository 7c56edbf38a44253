/** Everything the popup says, in one place, so that it can be translated. The state's words: src/ui/words.ts. */
import { translated } from '../language/translated';

export const WORDS = translated('popup', {
  promise: 'Everything stays on this device.',
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
        'If you have calls on this page, allow EmojiGen to run on it. It runs on no other page by that.',
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
    mask: 'Emoji mask',
    maskHint: 'An emoji covers your face and shows your expression.',
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
});
