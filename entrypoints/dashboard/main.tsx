import { render } from 'preact';
import { browserDashboardApi } from '../../src/pages/dashboard/api';
import { App } from '../../src/pages/dashboard/app';
import { WORDS } from '../../src/pages/dashboard/words';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/dashboard/dashboard.css';

await startPage(() => WORDS.title);
render(<App api={browserDashboardApi()} />, document.getElementById('root')!);
