import { render } from 'preact';
import { browserDiagnosticsApi } from '../../src/pages/diagnostics/api';
import { App } from '../../src/pages/diagnostics/app';
import { WORDS } from '../../src/pages/diagnostics/words';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/diagnostics/diagnostics.css';

await startPage(() => WORDS.pageTitle);
render(<App api={browserDiagnosticsApi()} />, document.getElementById('root')!);
