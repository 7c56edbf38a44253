import { render } from 'preact';
import { browserWelcomeApi } from '../../src/pages/welcome/api';
import { App } from '../../src/pages/welcome/app';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/welcome/welcome.css';

await startPage(null);
render(<App api={browserWelcomeApi()} />, document.getElementById('root')!);
