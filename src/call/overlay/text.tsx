/**
 * All text of the card goes through here. A page finds text nodes in closed shadow roots with `window.find`, and could
 * read the user's expression that way. It does not find what a style sheet generates, which screen readers do read.
 */

export interface TextProps {
  readonly text: string;
  readonly class?: string;
}

export function Text({ text, class: name }: TextProps) {
  return <span class={name === undefined ? 'says' : `says ${name}`} data-says={text} />;
}
