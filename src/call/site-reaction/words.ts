/** What may go wrong with a site's own reactions, in words for the user. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('siteReaction', {
  failed: (site: string) => `The reaction could not be sent to ${site}.`,
  notFound: (site: string, part: string) => `${site}’s ${part} was not found, so no reaction is sent.`,
});
