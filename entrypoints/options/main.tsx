import { render } from 'preact';
import { browserOptionsApi } from '../../src/options/api';
import { App } from '../../src/options/app';
import '../../src/options/options.css';

render(<App api={browserOptionsApi()} />, document.getElementById('root')!);
