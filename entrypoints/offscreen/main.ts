import { startAnalysis } from '../../src/analysis/host/start';
import { startWorker } from '../../src/analysis/host/start-worker';

startAnalysis(startWorker);
