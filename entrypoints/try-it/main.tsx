import { render } from 'preact';
import InferenceWorker from '../../src/inference/worker?worker';
import { App } from '../../src/try-it/app';
import '../../src/try-it/try-it.css';

const createWorker = (): Worker => new InferenceWorker();
render(<App createWorker={createWorker} />, document.getElementById('root')!);
