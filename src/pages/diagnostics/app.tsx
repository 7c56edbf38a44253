import { useEffect, useState } from 'preact/hooks';
import type { ElementReport, SiteReport } from '../../shared/messages/site-report';
import { partName } from '../../shared/words/sites';
import { PageHead } from '../ui/page-head';
import { expectedWords, reactionsSentence, verdictOf, WORDS } from './words';

export interface DiagnosticsApi {
  /** Null if nobody answers in the tab, or EmojiGen is off there. */
  report(): Promise<SiteReport | null>;
  copy(text: string): Promise<void>;
}

export interface AppProps {
  readonly api: DiagnosticsApi;
  /** Milliseconds between two polls of the call tab. */
  readonly pollMs?: number;
}

/** Shows which elements EmojiGen finds on a call tab's page, and how. Shows none of the page's content. */
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
    <>
      <PageHead current={null} emojiUrl={(codePoints) => `/emoji/${codePoints}.webp`} />
      <main class="page diagnostics">
        <h1>{WORDS.title}</h1>
        {report === null && (
          <p role="status" data-testid="silent">
            {WORDS.silent}
          </p>
        )}
        {report && (
          <>
            <p role="status" data-testid="summary">
              {WORDS.summary(report.name, WORDS.phases[report.phase])} {reactionsSentence(report)}
            </p>
            <table>
              <thead>
                <tr>
                  <th scope="col">{WORDS.columns.part}</th>
                  <th scope="col">{WORDS.columns.result}</th>
                  <th scope="col">{WORDS.columns.by}</th>
                </tr>
              </thead>
              <tbody>
                {report.elements.map((element, n) => (
                  <Line key={`${n} ${element.what}`} element={element} report={report} />
                ))}
              </tbody>
            </table>
            <p class="hint">{WORDS.hint}</p>
            <button
              type="button"
              class="button"
              data-testid="copy"
              onClick={() => void api.copy(JSON.stringify(report, null, 2)).then(() => setCopied(true))}
            >
              {copied ? WORDS.copied : WORDS.copy}
            </button>
          </>
        )}
      </main>
    </>
  );
}

function Line({ element, report }: { readonly element: ElementReport; readonly report: SiteReport }) {
  const verdict = verdictOf(element, report);
  const used = element.attempts[element.way];
  return (
    <tr data-verdict={verdict}>
      <th scope="row">
        {partName(element.what)}
        <span class="hint">{expectedWords(element)}</span>
      </th>
      <td>{WORDS.verdicts[verdict]}</td>
      <td>
        {used ? (
          <>
            {WORDS.by[used.by]}: <code dir="ltr">{used.selector}</code>
          </>
        ) : (
          <details>
            <summary>{WORDS.ways(element.attempts.length)}</summary>
            <ol>
              {element.attempts.map(({ by, selector, count }) => (
                <li key={selector}>
                  {WORDS.by[by]}: <code dir="ltr">{selector}</code>, {WORDS.attempts(count)}
                </li>
              ))}
            </ol>
          </details>
        )}
      </td>
    </tr>
  );
}
