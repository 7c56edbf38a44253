/** What a change consists of, as Git knows it. */
import { spawnSync } from 'node:child_process';
import { ROOT } from './toolchain.mjs';

/** The trunk that a change will be merged into. */
const TRUNK = 'origin/main';

/** Lines that git prints, or null where it fails: no repository, no such commit. */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter(Boolean) : null;
}

/**
 * The files that differ from the trunk, uncommitted ones among them; on the trunk itself, those of the last commit.
 * @returns {{ files: string[], since: string } | null} `since`: the commit compared with. Null where it is not known:
 *   no repository, or a clone without history.
 */
export function changedFiles() {
  const [head] = git('rev-parse', 'HEAD') ?? [];
  const [base] = git('merge-base', 'HEAD', TRUNK) ?? [];
  const since = base !== undefined && base !== head ? base : git('rev-parse', '--verify', '-q', 'HEAD^')?.[0];
  if (since === undefined) return null;
  const files = git('diff', '--name-only', since);
  const added = git('ls-files', '--others', '--exclude-standard');
  return files && added && { files: [...files, ...added], since: since.slice(0, 10) };
}
