import InferenceWorker from '../../src/inference/worker?worker';
import { startAnalysis } from '../../src/offscreen/start';

startAnalysis(() => new InferenceWorker());
