import { render } from 'preact';
import { startWorker } from '../../src/analysis/host/start-worker';
import { browserCalibrateApi } from '../../src/pages/calibrate/api';
import { CalibrateApp } from '../../src/pages/calibrate/app';
import { WORDS } from '../../src/pages/calibrate/words';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/calibrate/calibrate.css';

await startPage(() => WORDS.title);
const api = browserCalibrateApi(startWorker);
render(<CalibrateApp api={api} />, document.getElementById('root')!);
