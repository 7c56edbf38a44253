import { render } from 'preact';
import { startWorker } from '../../src/inference/start-worker';
import { startPage } from '../../src/language/start-page';
import { App } from '../../src/try-it/app';
import { WORDS } from '../../src/try-it/words';
import '../../src/try-it/try-it.css';

startPage(() => WORDS.title);
render(<App createWorker={startWorker} />, document.getElementById('root')!);
