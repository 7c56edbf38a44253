/** Starts the inference worker, for every page that owns one. */
import { startWithPulse } from './pulse';
import InferenceWorker from './worker?worker';

export const startWorker = (): Worker => startWithPulse((name) => new InferenceWorker({ name }));
