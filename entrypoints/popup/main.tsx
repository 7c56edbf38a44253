import { render } from 'preact';
import { startPage } from '../../src/language/start-page';
import { browserPopupApi } from '../../src/popup/api';
import { App } from '../../src/popup/app';
import '../../src/popup/popup.css';

startPage(null);
render(<App api={browserPopupApi()} />, document.getElementById('root')!);
