import { render } from 'preact';
import { startPage } from '../../src/language/start-page';
import { browserWelcomeApi } from '../../src/welcome/api';
import { App } from '../../src/welcome/app';
import '../../src/welcome/welcome.css';

startPage(null);
render(<App api={browserWelcomeApi()} />, document.getElementById('root')!);
