/** All texts of the settings page, in one place for translation. */
import { translated } from '../../shared/language/translated';
import type { Group, NamedId, SettingWords } from './catalogue';

const GROUPS = {
  reactions: { title: 'Reactions', hint: 'When your expression becomes an emoji.' },
  outputs: { title: 'What others see', hint: 'Everything here is off until you choose it.' },
  appearance: { title: 'Look', hint: 'Colours, language, emoji, and the small card in your calls.' },
  sites: { title: 'Sites', hint: 'EmojiGen works in calls on these sites only.' },
  data: { title: 'Your data', hint: 'What is kept stays on this device.' },
  keys: { title: 'Shortcuts', hint: 'These work in every tab while you are in a call.' },
  performance: { title: 'Performance', hint: 'How much of your computer EmojiGen uses.' },
  sync: { title: 'Other browsers', hint: 'Use the same settings in your other browsers.' },
} satisfies Readonly<Record<Group, { readonly title: string; readonly hint: string }>>;

const SETTINGS = {
  enabled: {
    label: 'EmojiGen',
    hint: 'When off, nothing runs on any site. Your choices stay.',
    keywords: 'master switch on off disable turn everything',
  },
  autoReactions: {
    label: 'Auto-reactions',
    hint: 'Your emoji appears automatically when your expression is clear.',
    keywords: 'automatic pop up emoji',
  },
  calibrate: {
    label: 'Calibrate to your face',
    hint: 'In 20 seconds EmojiGen learns your relaxed face and your smile.',
    keywords: 'baseline learn wrong corrections',
  },
  video: {
    label: 'Emoji in your video',
    hint: 'Your emoji pops up in your camera picture, for everyone in the call.',
    keywords: 'outgoing camera picture who sees everyone visible',
  },
  mask: {
    label: 'Avatar over your face',
    hint: 'It covers your face. If it is not found, your picture is frozen, blurred or black.',
    keywords: 'hide cover avatar privacy who sees',
    choices: { off: 'Off', hold: 'Still', blur: 'Blurred', black: 'Black' },
  },
  avatar: {
    label: 'Avatar',
    hint: 'The character that covers your face or stands beside you.',
    keywords: 'character fox robot ghost ball colour size corner companion',
  },
  pops: {
    label: 'Reactions in your video',
    hint: 'How large they are, where they appear and how long they stay.',
    keywords: 'duration size place pop up',
  },
  siteReaction: {
    label: 'The site’s own reactions',
    hint: 'EmojiGen sends the reaction of the call site for you, where it has one.',
    keywords: 'native meet zoom teams jitsi press button who sees sound noise',
  },
  theme: {
    label: 'Theme',
    hint: 'Colours of the popup and the pages of EmojiGen.',
    keywords: 'dark light mode night colours appearance',
    choices: { system: 'System', light: 'Light', dark: 'Dark' },
  },
  language: {
    label: 'Language',
    hint: 'Of everything that EmojiGen says, also in your calls.',
    choices: { system: 'As in your browser' },
    keywords: 'Sprache idioma langue lingua 言語 语言 भाषा لغة locale translation',
  },
  emoji: {
    label: 'Choose your emoji',
    hint: 'One for every expression and strength, or your own images.',
    keywords: 'custom pictures slots images',
  },
  set: {
    label: 'Emoji style',
    choices: { fluent: 'Fluent 3D', system: 'System' },
    keywords: 'artwork font picture',
  },
  skinTone: {
    label: 'Skin tone',
    hint: 'For emoji that have one, such as hands.',
    choices: {
      none: 'No skin tone',
      light: 'Light',
      'medium-light': 'Medium light',
      medium: 'Medium',
      'medium-dark': 'Medium dark',
      dark: 'Dark',
    },
  },
  overlayDetails: {
    label: 'Open the card with details',
    hint: 'The card in your calls shows bars and state from the start. You can hide them at any time.',
    keywords: 'overlay compact expanded bars',
  },
  callSummary: {
    label: 'Summary after a call',
    hint: 'A small card counts your reactions and smiles. You can save it as a picture without your face, the site or a name.',
    keywords: 'end call recap picture share',
  },
  overlayPosition: {
    label: 'Card position',
    hint: 'EmojiGen remembers for each site where you moved the card.',
    keywords: 'overlay position move reset corner',
  },
  sites: { label: 'Sites', keywords: 'meet zoom teams webex jitsi discord slack host add permission' },
  keepHistory: {
    label: 'Keep my expressions',
    hint: 'Turn this off for private mode: reactions still work, but nothing is stored.',
    keywords: 'history statistics private incognito record',
  },
  retentionDays: {
    label: 'Delete automatically after',
    choices: { 7: '7 days', 30: '30 days', 90: '90 days', 365: '1 year', 730: '2 years', 0: 'Never' },
    keywords: 'retention history days storage',
  },
  history: {
    label: 'See, export or delete your data',
    hint: 'Your statistics, with import and export.',
    keywords: 'dashboard backup csv json remove',
  },
  keys: { label: 'Shortcuts', keywords: 'key hotkey keyboard pause send cancel hide overlay binding' },
  cpuBudget: {
    label: 'CPU use',
    hint: 'Low analyses fewer pictures per second and saves battery. Fast notices short expressions better.',
    choices: { low: 'Low', balanced: 'Balanced', fast: 'Fast' },
    keywords: 'cpu budget battery frames speed processor',
  },
  backend: {
    label: 'Runs on',
    hint: 'Automatic uses the processor, which starts at once.',
    choices: { auto: 'Automatic', webgl: 'Graphics card', wasm: 'Processor' },
    keywords: 'backend gpu cpu webgl wasm',
  },
  sync: {
    label: 'Sync my settings',
    hint: 'Through your browser’s own sync. Your history, the sites and what runs on this computer are never synced.',
    keywords: 'account browsers devices synchronise cloud',
  },
} satisfies Readonly<Record<NamedId, SettingWords>>;

export const WORDS = translated('options', {
  title: 'Settings',
  promise: 'All settings stay in this browser, unless you turn sync on.',
  loading: 'One moment …',
  failed: 'Something went wrong. Try again.',
  groups: GROUPS,
  settings: SETTINGS,
  groupList: 'Groups',
  search: {
    label: 'Search settings',
    placeholder: 'Search settings',
    found: (count: number) => (count === 1 ? '1 setting found' : `${count} settings found`),
    nothing: 'No setting matches these words.',
    clear: 'Show all settings',
  },
  open: 'Open',
  reset: {
    group: 'Reset',
    groupOf: (group: string) => `Reset ${group}`,
    all: 'Reset all settings',
    confirmGroup: (group: string) => `Reset “${group}”?`,
    confirmAll: 'Reset all settings?',
    text: 'These settings go back to their defaults.',
    allText:
      'All settings go back to their defaults, so EmojiGen is off on every site. Your history, your own images and ' +
      'your calibration stay.',
    deletes: 'Expressions older than 30 days are deleted from this device. This cannot be undone.',
    done: 'Reset.',
  },
  fewer: {
    title: (time: string) => `Keep for ${time}?`,
    text: 'Everything older is deleted from this device right away. This cannot be undone.',
    action: 'Delete older data',
  },
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  position: {
    none: 'No position remembered yet.',
    some: (count: number) => (count === 1 ? 'Remembered for 1 site.' : `Remembered for ${count} sites.`),
    forget: 'Forget',
  },
  sites: {
    add: 'Add a site',
    addHint: 'Enter an address, for example calls.example.com. Your browser will ask once.',
    field: 'Address of a call site',
    bad: 'This is not a valid address. Enter one like calls.example.com.',
    denied: (host: string) => `${host} was not added because the permission was denied.`,
    added: (host: string) => `${host} was added. Reload its page to begin.`,
    remove: 'Remove',
    removeOf: (host: string) => `Remove ${host}`,
  },
  keys: {
    names: {
      pause: { name: 'Pause or resume', hint: 'In the call you are in.' },
      'send-now': {
        name: 'Send now',
        hint: 'Sends what EmojiGen asks about, or your current expression as an emoji.',
      },
      cancel: {
        name: 'Cancel',
        hint: 'Dismisses what EmojiGen asks about, or the emoji that is about to appear.',
      },
      'toggle-overlay': { name: 'Hide or show the card', hint: 'Only the card. EmojiGen keeps working.' },
    },
    none: 'Not set',
    change: 'Change shortcuts',
    chrome: 'Your browser has a page for this.',
    firefox: 'In Firefox: Add-ons and themes, the gear, Manage extension shortcuts.',
  },
  sync: {
    never: 'Not synced yet.',
    last: (time: string) => `Last synced ${time}.`,
    forget: 'Delete the synced copy',
    confirm: 'Delete the synced copy?',
    confirmText:
      'Sync is turned off here, and the copy in your browser account is deleted. Settings in your browsers stay as they are.',
    confirmAction: 'Delete the copy',
    forgotten: 'The synced copy is deleted.',
  },
  cancel: 'Cancel',
});
