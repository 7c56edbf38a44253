/** Which of the longer tests a change calls for. Pure: paths in, names out. */

/**
 * The longer tests (tests/e2e/long) and what they depend on, as paths from the repository's root.
 * @type {Record<string, { file: string, touches: RegExp }>}
 */
export const LONG_TESTS = {
  soak: {
    file: 'tests/e2e/long/soak.test.ts',
    touches:
      /^(src\/(analysis|background|call|hook|shared)|entrypoints|scripts\/soak|tests\/e2e\/long\/soak)\b/,
  },
  janus: {
    file: 'tests/e2e/long/janus.test.ts',
    touches: /^(src\/(call|hook)|tests\/e2e\/long\/janus)\b/,
  },
  package: {
    file: 'tests/e2e/long/package.test.ts',
    touches:
      /^(package(-lock)?\.json|wxt\.config\.ts|entrypoints\/|public\/|src\/shared\/(locales|words)|scripts\/(lib|models|words)\/|scripts\/(models|package)\.mjs|tests\/e2e\/long\/package)/,
  },
};

/**
 * @param {readonly string[] | null} changed paths of the changed files; null where they are not known
 * @returns {string[]} names in LONG_TESTS: all of them where the change is not known
 */
export function longTestsFor(changed) {
  const names = Object.keys(LONG_TESTS);
  if (changed === null) return names;
  return names.filter((name) => changed.some((path) => LONG_TESTS[name].touches.test(path)));
}
