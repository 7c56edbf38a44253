/** What the overlay says about what it has settled on, and about a pause. */
export const WORDS = {
  settled: (name: string, share: string) => `Settled on ${name}, ${share}`,
  unsettled: 'Not sure yet',
  next: 'Next emoji',
  left: (time: string) => `${time} left`,
} as const;
