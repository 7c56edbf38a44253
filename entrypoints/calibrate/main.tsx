import { render } from 'preact';
import { browserCalibrateApi } from '../../src/calibrate/api';
import { CalibrateApp } from '../../src/calibrate/app';
import InferenceWorker from '../../src/inference/worker?worker';
import '../../src/calibrate/calibrate.css';

const api = browserCalibrateApi(() => new InferenceWorker());
render(<CalibrateApp api={api} />, document.getElementById('root')!);
