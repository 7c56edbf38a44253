/** The names of the characters, without their drawings. In the order in which they are offered. */
export const CHARACTERS = ['ball', 'fox', 'robot', 'ghost'] as const;
export type CharacterId = (typeof CHARACTERS)[number];
