import { render } from 'preact';
import { browserPopupApi } from '../../src/popup/api';
import { App } from '../../src/popup/app';
import '../../src/popup/popup.css';

render(<App api={browserPopupApi()} />, document.getElementById('root')!);
