import { render } from 'preact';
import { browserPopupApi } from '../../src/pages/popup/api';
import { App } from '../../src/pages/popup/app';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/popup/popup.css';

await startPage(null);
render(<App api={browserPopupApi()} />, document.getElementById('root')!);
