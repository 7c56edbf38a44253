/** The commands use the machine's own browser, or install one when there is none: see scripts/lib/find-browser.mjs. */
module.exports = { skipDownload: true };
