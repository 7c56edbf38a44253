import { render } from 'preact';
import { startWorker } from '../../src/analysis/host/start-worker';
import { App } from '../../src/pages/try-it/app';
import { WORDS } from '../../src/pages/try-it/words';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/try-it/try-it.css';

await startPage(() => WORDS.title);
render(<App createWorker={startWorker} />, document.getElementById('root')!);
