import { render } from 'preact';
import { browserDiagnosticsApi } from '../../src/diagnostics/api';
import { App } from '../../src/diagnostics/app';
import { WORDS } from '../../src/diagnostics/words';
import { startPage } from '../../src/language/start-page';
import '../../src/diagnostics/diagnostics.css';

startPage(() => WORDS.pageTitle);
render(<App api={browserDiagnosticsApi()} />, document.getElementById('root')!);
