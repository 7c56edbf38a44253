import { browser } from 'wxt/browser';
import type { AskSite } from '../../shared/messages/call-tab';
import { parseSiteReport } from '../../shared/messages/site-report';
import type { DiagnosticsApi } from './app';

/** Access to the call tab that `?tab=ID` names. */
export function browserDiagnosticsApi(): DiagnosticsApi {
  const tab = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN);
  return {
    async report() {
      if (!Number.isInteger(tab)) return null;
      const message: AskSite = { to: 'call', type: 'diagnose' };
      return parseSiteReport(await browser.tabs.sendMessage(tab, message).catch(() => null));
    },
    copy: (text) => navigator.clipboard.writeText(text),
  };
}
