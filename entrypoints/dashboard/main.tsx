import { render } from 'preact';
import { browserDashboardApi } from '../../src/dashboard/api';
import { App } from '../../src/dashboard/app';
import '../../src/dashboard/dashboard.css';

render(<App api={browserDashboardApi()} />, document.getElementById('root')!);
