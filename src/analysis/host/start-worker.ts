/** Starts the inference worker, for every page that owns one. */

import InferenceWorker from '../worker/worker?worker';
import { startWithAliveLock } from './alive-lock';

export const startWorker = (): Worker => startWithAliveLock((name) => new InferenceWorker({ name }));
