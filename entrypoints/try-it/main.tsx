import { render } from 'preact';
import InferenceWorker from '../../src/inference/worker?worker';
import { startPage } from '../../src/language/start-page';
import { App } from '../../src/try-it/app';
import { WORDS } from '../../src/try-it/words';
import '../../src/try-it/try-it.css';

startPage(() => WORDS.title);
const createWorker = (): Worker => new InferenceWorker();
render(<App createWorker={createWorker} />, document.getElementById('root')!);
