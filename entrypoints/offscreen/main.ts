import { startWorker } from '../../src/analysis/host/start-worker';
import { startAnalysis } from '../../src/analysis/host/start';

startAnalysis(startWorker);
