import { render } from 'preact';
import { browserOptionsApi } from '../../src/pages/options/api';
import { App } from '../../src/pages/options/app';
import { WORDS } from '../../src/pages/options/words';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/options/options.css';

await startPage(() => WORDS.title);
render(<App api={browserOptionsApi()} />, document.getElementById('root')!);
