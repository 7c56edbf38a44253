import { render } from 'preact';
import { browserDashboardApi } from '../../src/dashboard/api';
import { App } from '../../src/dashboard/app';
import { WORDS } from '../../src/dashboard/words';
import { startPage } from '../../src/language/start-page';
import '../../src/dashboard/dashboard.css';

startPage(() => WORDS.title);
render(<App api={browserDashboardApi()} />, document.getElementById('root')!);
