import InferenceWorker from '../../src/inference/worker?worker';
import { speakBrowserLanguage } from '../../src/language/browser-language';
import { startAnalysis } from '../../src/offscreen/start';

speakBrowserLanguage();
startAnalysis(() => new InferenceWorker());
