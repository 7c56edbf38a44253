/** The name of a port that carries ticks, and nothing else, from Firefox's background page to a call tab. */
export const TICKS_PORT = 'ticks';
/** Time between two ticks. Milliseconds: a little more than thirty a second. */
export const TICK_EVERY = 33;
