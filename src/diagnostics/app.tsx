import { useEffect, useState } from 'preact/hooks';
import type { ElementReport, SiteReport } from '../sites/report';
import { PHASE_WORDS, reactionsSentence, VERDICT_WORDS, verdictOf } from './words';

export interface DiagnosticsApi {
  /** Null: nobody answers in the tab, or EmojiGen is off there. */
  report(): Promise<SiteReport | null>;
  copy(text: string): Promise<void>;
}

export interface AppProps {
  readonly api: DiagnosticsApi;
  /** Milliseconds between two looks at the call tab. */
  readonly pollMs?: number;
}

/** What EmojiGen finds on the page of a call tab, and by what. Shows nothing that stands on that page. */
export function App({ api, pollMs = 2000 }: AppProps) {
  const [report, setReport] = useState<SiteReport | null>();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function poll(): Promise<void> {
      const next = await api.report().catch(() => null);
      if (gone) return;
      setReport(next);
      timer = setTimeout(poll, pollMs);
    }
    void poll();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [api, pollMs]);

  return (
    <main class="diagnostics">
      <h1>What EmojiGen finds on the call page</h1>
      {report === null && (
        <p role="status" data-testid="silent">
          Nothing answers in that tab. Open the call, turn EmojiGen on for it, and reload the page.
        </p>
      )}
      {report && (
        <>
          <p role="status" data-testid="summary">
            <strong>{report.name}</strong>: {PHASE_WORDS[report.phase]}. {reactionsSentence(report)}
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">Part of the page</th>
                <th scope="col">Result</th>
                <th scope="col">Found by</th>
              </tr>
            </thead>
            <tbody>
              {report.elements.map((element, n) => (
                <Line key={`${n} ${element.what}`} element={element} report={report} />
              ))}
            </tbody>
          </table>
          <p class="hint">
            Parts are looked for in the order of the list below each of them. Nothing of what stands on the
            page is copied, and nothing leaves this device.
          </p>
          <button
            type="button"
            class="button"
            data-testid="copy"
            onClick={() => void api.copy(JSON.stringify(report, null, 2)).then(() => setCopied(true))}
          >
            {copied ? 'Copied' : 'Copy for a bug report'}
          </button>
        </>
      )}
    </main>
  );
}

function Line({ element, report }: { readonly element: ElementReport; readonly report: SiteReport }) {
  const verdict = verdictOf(element, report);
  const used = element.attempts[element.way];
  return (
    <tr data-verdict={verdict}>
      <th scope="row">
        {element.what}
        <span class="hint">Expected {element.expected}</span>
      </th>
      <td>{VERDICT_WORDS[verdict]}</td>
      <td>
        {used ? (
          <>
            {used.by}: <code>{used.selector}</code>
          </>
        ) : (
          <details>
            <summary>{element.attempts.length} ways tried</summary>
            <ol>
              {element.attempts.map(({ by, selector, count }) => (
                <li key={selector}>
                  {by}: <code>{selector}</code>, {count} found
                </li>
              ))}
            </ol>
          </details>
        )}
      </td>
    </tr>
  );
}
