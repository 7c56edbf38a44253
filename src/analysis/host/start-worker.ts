/** Starts the inference worker, for every page that owns one. */

import InferenceWorker from '../worker/worker?worker';
import { startWithPulse } from './pulse';

export const startWorker = (): Worker => startWithPulse((name) => new InferenceWorker({ name }));
