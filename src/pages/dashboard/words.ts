import { translated } from '../../shared/language/translated';

/** All texts of the dashboard, in one place for translation. */
export const WORDS = translated('dashboard', {
  title: 'Your statistics',
  promise: 'Everything on this page stays on this device.',
  loading: 'One moment …',
  failed: 'Something went wrong. Try again.',
  retry: 'Try again',
  trouble: (reason: string, waiting: number) =>
    `${reason} The latest expressions (${waiting}) are not saved yet. EmojiGen will try again. What was saved before is still here.`,
  lossTold: 'Got it',
  filter: {
    label: 'What is shown',
    period: 'Period',
    periods: { '7d': '7 days', '30d': '30 days', '12m': '12 months', all: 'All', custom: 'Custom' },
    site: 'Site',
    allSites: 'All sites',
    from: 'From',
    until: 'To',
    neutral: 'Show neutral',
  },
  empty: {
    title: 'Nothing here yet',
    text: 'Your first call with EmojiGen turned on fills this page: how often you smiled, which emoji you sent, and when. You can also try EmojiGen without a call.',
    private: 'Private mode is on',
    privateText:
      'Nothing is stored. Turn on “Keep my expressions” below, and your next call will show up here. You can also try EmojiGen without a call.',
    period: 'No calls in this period',
    periodText: 'Choose a longer period or another site.',
    action: 'Try it',
  },
  tiles: {
    label: 'In short',
    time: 'Call time',
    calls: 'Calls',
    smiles: 'Smiles per hour',
    smilesHint: (count: number) => (count === 1 ? '1 smile' : `${count} smiles`),
    smilesTooFew: 'Needs 10 minutes of calls',
    reactions: 'Reactions',
    reactionsHint: (count: number) => (count === 1 ? 'favourite used once' : `favourite used ${count} times`),
    reactionsSent: 'each used once',
    reactionsNone: 'Sent emoji are counted here',
    changeHint: 'compared with the period before',
    perCall: (time: string) => `${time} per call`,
    days: (count: number) => (count === 1 ? 'on 1 day' : `on ${count} days`),
    none: '–',
  },
  trend: {
    title: 'Over time',
    kinds: { day: 'Days', week: 'Weeks', month: 'Months' },
    kind: 'Columns',
    chart: 'Time per expression in each period. Use the left and right arrow keys to read the columns.',
    table: 'Show the numbers',
    caption: 'Time per expression in each period',
    period: 'Period',
    week: (day: string) => `Week of ${day}`,
  },
  shares: {
    title: 'Distribution',
    meaning: 'Shares are of call time: the time in calls in which your expression was analysed.',
    compare: 'Compare with',
    none: 'nothing',
    before: 'the period before',
    custom: 'other dates',
    shownPeriod: 'Shown period',
    otherPeriod: 'Compared with',
    nothing: 'No data for the other period.',
    same: 'as before',
    /** Percentage points; a negative number includes its sign. */
    points: (points: number) => (Math.abs(points) === 1 ? `${points} point` : `${points} points`),
    morePoints: (points: number) => (points === 1 ? '+1 point' : `+${points} points`),
    caption: 'Time per expression',
    columns: ['Expression', 'Share of call time', 'Time', 'How often'],
    compareColumns: ['Share before', 'Time before'],
  },
  heat: {
    title: 'Time of day',
    expression: 'Show',
    all: 'Call time',
    share: (name: string) => `${name}, share of call time,`,
    caption: (what: string) => `${what} by weekday and hour`,
    less: 'less',
    more: 'more',
  },
  insights: {
    title: 'Highlights',
    someCall: 'A call',
    weekday: (day: string, count: string) => `You smile most on ${day}s: ${count} smiles per hour.`,
    hour: (from: string, until: string, count: string) =>
      `You smile most between ${from} and ${until}: ${count} smiles per hour.`,
    call: (name: string, count: number) =>
      count === 1 ? `“${name}” had the most smiles: 1.` : `“${name}” had the most smiles: ${count}.`,
    more: (share: string) => `You smiled ${share} more often than in the period before.`,
    favourite: (count: number) =>
      count === 1
        ? 'This is your favourite emoji.'
        : `This is your favourite emoji. You used it ${count} times.`,
    byHand: (count: number) =>
      count === 1 ? 'You sent 1 reaction by hand.' : `You sent ${count} reactions by hand.`,
    longSmile: (time: string, name: string) => `Your longest smile lasted ${time}, in “${name}”.`,
  },
  recap: {
    title: 'Last week',
    range: (from: string, until: string) => `${from} to ${until}`,
    calls: 'Calls',
    time: 'Call time',
    smiles: 'Smiles',
    perHour: 'Smiles per hour',
    before: (value: string) => `${value} the week before`,
    days: 'Smiles on each day',
    day: (day: string, count: number) => (count === 1 ? `${day}: 1 smile` : `${day}: ${count} smiles`),
    favourite: (count: number) => (count === 1 ? 'Used once' : `Used ${count} times`),
  },
  reactions: {
    title: 'Reactions',
    count: (count: number) => (count === 1 ? '1 sent' : `${count} sent`),
    empty:
      'Emoji that you send in calls are counted here. To send them automatically, turn on auto-reactions with the EmojiGen button in the toolbar.',
    ways: { auto: 'Automatic', asked: 'After asking', manual: 'By hand' },
    cancelled: 'Not sent',
  },
  calls: {
    title: 'Calls',
    count: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
    found: (count: number) => (count === 1 ? '1 call found' : `${count} calls found`),
    search: 'Search calls',
    order: 'Sort by',
    orders: {
      newest: 'Newest',
      oldest: 'Oldest',
      longest: 'Longest',
      smiles: 'Most smiles',
      reactions: 'Most reactions',
    },
    reactions: (count: number) => (count === 1 ? '1 reaction' : `${count} reactions`),
    reactionAt: (time: string) => `Reaction at ${time}`,
    untitled: (site: string) => `Call on ${site}`,
    rename: 'Rename',
    renameHint: 'Give this call a name',
    open: 'Details',
    close: 'Hide details',
    delete: 'Delete',
    more: (count: number) => `Show ${count} more`,
    timeline: 'Expressions during this call',
    table: 'Show the numbers',
    columns: ['Time', 'Expression', 'Duration', 'Confidence'],
    confirm: (name: string) => `Delete “${name}”?`,
    confirmText:
      'Its expressions, its reactions and its name are deleted from this device. This cannot be undone.',
  },
  data: {
    title: 'Your data',
    keep: 'Keep my expressions',
    keepHint: 'Turn this off for private mode: reactions still work, but nothing is stored.',
    retention: 'Delete automatically after',
    retentions: { 7: '7 days', 30: '30 days', 90: '90 days', 365: '1 year', 730: '2 years', 0: 'never' },
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
    size: (count: number, size: string) =>
      count === 1 ? `1 expression, ${size} on this device` : `${count} expressions, ${size} on this device`,
    sizeUnknown: (count: number) =>
      count === 1 ? '1 expression on this device' : `${count} expressions on this device`,
    fewer: (time: string) => `Keep for ${time}?`,
    fewerText: 'Everything older is deleted from this device right away. This cannot be undone.',
    fewerAction: 'Delete older data',
    json: 'Export JSON',
    csv: 'Export CSV',
    reactionsCsv: 'Reactions as CSV',
    import: 'Import JSON',
    importing: (done: string) => `Importing … ${done}`,
    imported: (added: number) => (added === 1 ? '1 expression imported.' : `${added} expressions imported.`),
    duplicates: (count: number) => (count === 1 ? '1 was already here.' : `${count} were already here.`),
    tooOld: (count: number) =>
      count === 1
        ? '1 is older than what you keep and was left out.'
        : `${count} are older than what you keep and were left out.`,
    ahead: (count: number) =>
      count === 1
        ? '1 begins in the future and was left out.'
        : `${count} begin in the future and were left out.`,
    exported: (count: number) => (count === 1 ? '1 expression exported.' : `${count} expressions exported.`),
    exportedReactions: (count: number) =>
      count === 1 ? '1 reaction exported.' : `${count} reactions exported.`,
    deleteShown: 'Delete this period',
    deleteAll: 'Delete everything',
    deleted: 'Deleted.',
    confirmShown: (from: string, until: string) => `Delete ${from} to ${until}?`,
    confirmShownText:
      'All expressions and reactions of these days, on all sites, are deleted from this device. This cannot be undone.',
    confirmAll: 'Delete everything?',
    confirmAllText:
      'All expressions, reactions and names of calls are deleted from this device. This cannot be undone.',
  },
  cancel: 'Cancel',
});
