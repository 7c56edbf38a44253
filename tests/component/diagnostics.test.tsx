import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { chooseSite, SITES } from '../../src/call/sites';
import { meet } from '../../src/call/sites/meet';
import { reportOn } from '../../src/call/sites/report';
import { App, type DiagnosticsApi } from '../../src/pages/diagnostics/app';
import { parseSiteReport, type SiteReport } from '../../src/shared/messages/site-report';
import { MEET_CHAT, meetCall } from './sites/meet-pages';
import { show } from './sites/page';

const CALL = new URL('https://meet.google.com/abc-defg-hij');
const reportOf = (html: string): SiteReport => reportOn(meet, show(html), CALL);
const line = (report: SiteReport, what: string) => report.elements.find((element) => element.what === what);

describe('the self-test', () => {
  it('says what it found, and by what', () => {
    const report = reportOf(meetCall({ trayOpen: true }));
    expect(report).toMatchObject({ phase: 'call', reactions: { canOpen: true, open: true } });
    expect(line(report, 'Camera button')).toMatchObject({ found: 1, way: 0 });
    expect(line(report, '😂 button')).toMatchObject({ found: 1, way: 0 });
    expect(line(report, 'Join button')).toMatchObject({ found: 0, way: -1 });
  });

  it('notices that the reaction button is gone', () => {
    expect(reportOf(meetCall({ reactions: null })).reactions).toEqual({ canOpen: false, open: false });
  });

  it('does not take two openers for one', () => {
    const report = reportOf(meetCall({ more: '<button aria-label="Reactions"></button>' }));
    expect(report.reactions?.canOpen).toBe(false);
  });

  it('holds nothing that stands on the page', () => {
    const html = meetCall({ trayOpen: true, more: `${MEET_CHAT}<p>Ada's secret</p>` });
    const report = JSON.stringify(reportOf(html));
    for (const secret of ['Ada', 'Weekly planning', 'abc-defg-hij', 'm1', 'p2'])
      expect(report).not.toContain(secret);
  });

  it('presses nothing and changes nothing', () => {
    const page = show(meetCall({ trayOpen: true }));
    const before = page.body.innerHTML;
    let presses = 0;
    page.body.addEventListener('click', () => presses++);
    for (const site of [...SITES, chooseSite(new URL('https://example.com/'))]) reportOn(site, page, CALL);
    expect(presses).toBe(0);
    expect(page.body.innerHTML).toBe(before);
  });

  it('comes through the guard as it is, on every site', () => {
    const page = show(meetCall({ trayOpen: true }));
    for (const site of SITES) {
      const report = reportOn(site, page, CALL);
      expect(parseSiteReport(structuredClone(report))).toEqual(report);
    }
  });

  it.each([
    null,
    5,
    {},
    { site: 'meet', name: 'x', phase: 'party', elements: [] },
    { site: 'meet', name: 'x', phase: 'call' },
  ])('does not take %j for a report', (value) => {
    expect(parseSiteReport(value)).toBeNull();
  });

  it('leaves out damaged lines', () => {
    const report = reportOf(meetCall());
    const elements = [
      ...report.elements,
      null,
      { what: '', expected: 'sometimes' },
      { ...report.elements[0], found: -1 },
    ];
    expect(parseSiteReport({ ...report, elements })).toEqual(report);
  });
});

describe('the diagnostic page', () => {
  let root: HTMLElement;
  const copied: string[] = [];
  async function open(report: SiteReport | null): Promise<void> {
    root = document.createElement('div');
    const api: DiagnosticsApi = {
      report: async () => report,
      copy: async (text) => void copied.push(text),
    };
    await act(async () => render(<App api={api} />, root));
    await act(async () => {});
  }
  afterEach(() => render(null, root));
  const verdict = (what: string) =>
    [...root.querySelectorAll('tbody tr')].find((row) =>
      row.querySelector('th')?.textContent?.startsWith(what),
    );

  it('tells found from missing from not expected', async () => {
    await open(
      reportOf(
        meetCall({ reactions: null, more: '<button aria-label="Stop presenting"></button>'.repeat(2) }),
      ),
    );
    expect(verdict('Camera button')?.getAttribute('data-verdict')).toBe('found');
    expect(verdict('Camera button')?.textContent).toContain('[data-is-muted]');
    expect(verdict('reaction button')?.getAttribute('data-verdict')).toBe('missing');
    expect(verdict('Join button')?.getAttribute('data-verdict')).toBe('absent');
    expect(verdict('Stop-sharing button')?.getAttribute('data-verdict')).toBe('ambiguous');
    expect(root.querySelector('[data-testid="summary"]')?.textContent).toContain('no reactions can be sent');
  });

  it('says what to do where nobody answers', async () => {
    await open(null);
    expect(root.querySelector('[data-testid="silent"]')?.textContent).toContain('turn EmojiGen on');
    expect(root.querySelector('table')).toBeNull();
  });

  it('copies the report', async () => {
    const report = reportOf(meetCall());
    await open(report);
    await act(async () => root.querySelector<HTMLElement>('[data-testid="copy"]')?.click());
    expect(JSON.parse(copied.at(-1)!)).toEqual(report);
  });
});
