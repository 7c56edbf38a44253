/** What `npm audit --json` says, and what that means. */

const BAD = ['high', 'critical'];

/**
 * A registry that cannot be asked, or keeps no such list, proves nothing: that is said, and is no failure.
 * @param {string} answer what npm printed
 * @returns {{ ok: boolean, message: string }}
 */
export function auditVerdict(answer) {
  let report;
  try {
    report = JSON.parse(answer);
  } catch {
    return { ok: true, message: 'not checked, npm gave no answer.' };
  }
  const found = report.metadata?.vulnerabilities;
  if (!found) return { ok: true, message: 'not checked, the registry could not be asked.' };
  const bad = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) =>
    BAD.includes(severity),
  );
  if (bad.length === 0) return { ok: true, message: `${found.total} known holes, none high or critical.` };
  return { ok: false, message: `known holes in ${bad.map(([name]) => name).join(', ')}: see npm audit.` };
}
