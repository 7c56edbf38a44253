/**
 * All text of the card is rendered here, as generated content. `window.find` lets a page search text nodes in closed shadow
 * roots, which would reveal the user's expression. It does not find generated content, which screen readers do read.
 */

/** A button's tooltip: what it does, and the user's key for it. */
export const withKey = (name: string, key: string | undefined): string =>
  key === undefined ? name : `${name} (${key})`;

export interface TextProps {
  readonly text: string;
  readonly class?: string;
}

export function Text({ text, class: name }: TextProps) {
  return <span class={name === undefined ? 'says' : `says ${name}`} data-says={text} />;
}
