import { render } from 'preact';
import { browserWelcomeApi } from '../../src/welcome/api';
import { App } from '../../src/welcome/app';
import '../../src/welcome/welcome.css';

render(<App api={browserWelcomeApi()} />, document.getElementById('root')!);
