import { render } from 'preact';
import { startPage } from '../../src/language/start-page';
import { browserOptionsApi } from '../../src/options/api';
import { App } from '../../src/options/app';
import { WORDS } from '../../src/options/words';
import '../../src/options/options.css';

startPage(() => WORDS.title);
render(<App api={browserOptionsApi()} />, document.getElementById('root')!);
