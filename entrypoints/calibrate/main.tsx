import { render } from 'preact';
import { browserCalibrateApi } from '../../src/calibrate/api';
import { CalibrateApp } from '../../src/calibrate/app';
import { WORDS } from '../../src/calibrate/words';
import { startWorker } from '../../src/inference/start-worker';
import { startPage } from '../../src/language/start-page';
import '../../src/calibrate/calibrate.css';

startPage(() => WORDS.title);
const api = browserCalibrateApi(startWorker);
render(<CalibrateApp api={api} />, document.getElementById('root')!);
