/** Marks a window in which a content script runs, for a second script and for the popup; invisible to pages. */
export const RUNNING_KEY = 'emojigen.running';
