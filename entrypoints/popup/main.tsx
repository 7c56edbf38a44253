import { render } from 'preact';
import { startPage } from '../../src/shared/edges/start-page';
import { browserPopupApi } from '../../src/pages/popup/api';
import { App } from '../../src/pages/popup/app';
import '../../src/pages/popup/popup.css';

startPage(null);
render(<App api={browserPopupApi()} />, document.getElementById('root')!);
