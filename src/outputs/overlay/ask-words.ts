/** The words of the question whether a reaction is to be sent. */
export const YES = 'Send?';
export const NO = 'No';
export const NO_HINT = 'Escape key: don’t send';
/** For screen readers. */
export const yesLabel = (name: string): string => `Send the reaction: ${name}`;
export const NO_LABEL = 'Don’t send';
export const askedAloud = (name: string): string => `${name} reaction: send it? Escape key for no.`;
