import { startWorker } from '../../src/inference/start-worker';
import { startAnalysis } from '../../src/offscreen/start';

startAnalysis(startWorker);
