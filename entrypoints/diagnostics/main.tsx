import { render } from 'preact';
import { browserDiagnosticsApi } from '../../src/diagnostics/api';
import { App } from '../../src/diagnostics/app';
import '../../src/diagnostics/diagnostics.css';

render(<App api={browserDiagnosticsApi()} />, document.getElementById('root')!);
