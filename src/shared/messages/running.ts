/** Where a content script leaves a sign in its window, for a second one and for the popup; pages do not see it. */
export const RUNNING_KEY = 'emojigen.running';
