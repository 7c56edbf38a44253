/** Rules about where code may stand and what it may touch, checked on the syntax tree: words in comments are free. */
import { posix } from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the repository root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What breaks a rule in one file; empty where nothing does. */
export type Rule = (source: Source) => string[];

/**
 * Which folders the code of a folder may import from, besides its own. The path of a file says in which context it runs:
 * the page's own world (hook), the content script (call), the offscreen document and its worker (analysis), the
 * background, the extension's pages; shared code runs in all of them but the page's own world.
 */
const MAY_IMPORT: Readonly<Record<string, readonly RegExp[]>> = {
  hook: [],
  shared: [],
  analysis: [/^src\/shared\//],
  background: [/^src\/shared\//],
  // The two ends of the private channel between the hook and the content script stand in one folder.
  call: [/^src\/shared\//, /^src\/hook\/channel\//],
  // The try-it and calibration pages run the same networks as a call.
  pages: [/^src\/shared\//, /^src\/analysis\//],
};

/** Folders without DOM, browser API, tfjs and clock. A new file in one of them is held to it without being named. */
const PURE = [
  /^src\/analysis\/[^/]+\.ts$/,
  /^src\/analysis\/(emotion|face|preprocess|rig|scheduling|temporal)\//,
  /^src\/call\/outgoing\/drawing\//,
  /^src\/shared\/[^/]+\.ts$/,
  /^src\/shared\/(avatar|emoji|language|messages|pixels|settings|sites|statistics|words)\//,
  /\/words\.ts$/,
];

/** Libraries that are pure themselves: their answers depend on nothing but the arguments. */
const PURE_LIBRARIES = new Set(['valibot']);

/**
 * The code that talks to the browser's extension API, by where it stands: an `edges` folder, the `api.ts` of a page, a
 * `start.ts` that wires a context, and the entrypoint of the background. All other code gets what it needs as arguments.
 */
const EDGES = [/^entrypoints\/background\.ts$/, /\/edges\//, /\/start\.ts$/, /^src\/pages\/[^/]+\/api\.ts$/];

/** What makes an answer depend on more than the arguments. */
const IMPURE = new Set(
  `browser chrome crypto document fetch globalThis indexedDB localStorage location navigator performance
  queueMicrotask requestAnimationFrame self sessionStorage setInterval setTimeout window
  WebSocket Worker XMLHttpRequest`.split(/\s+/),
);
/** What turns text into markup or code. */
const TEXT_AS_CODE = new Set(
  `innerHTML outerHTML insertAdjacentHTML dangerouslySetInnerHTML setHTMLUnsafe createContextualFragment srcdoc
  eval`.split(/\s+/),
);
const HOST = /\b(?:https?|wss?):\/\/[^\s/]/i;

export const isPure = (path: string): boolean => PURE.some((place) => place.test(path));
export const PURE_PLACES: readonly RegExp[] = PURE;
const isScript = (path: string): boolean => /\.tsx?$/.test(path);

export const pureStaysPure: Rule = (source) => {
  if (!isPure(source.path)) return [];
  const foreign = importsOf(source)
    // An `import type` is gone from the program; it may name any type of our own.
    .filter(
      ({ target, erased }) =>
        !PURE_LIBRARIES.has(target) &&
        !isPure(`${target}.ts`) &&
        !isPure(`${target}/index.ts`) &&
        !(erased && isOurs(target)),
    )
    .map(({ target }) => `imports ${target}`);
  return [...foreign, ...uses(source, isImpure)];
};

/** Code imports only from its own folder and from those that `MAY_IMPORT` names; types count as well. */
export const foldersKeepTheirDirection: Rule = (source) => {
  const folder = /^src\/([^/]+)\//.exec(source.path)?.[1];
  if (folder === undefined) return [];
  const allowed = [new RegExp(`^src/${folder}/`), ...(MAY_IMPORT[folder] ?? [])];
  return importsOf(source)
    .filter(({ target }) => target.startsWith('src/') && !allowed.some((place) => place.test(target)))
    .map(({ target }) => `imports ${target}`);
};

/** Every file of the product stands in one of the folders that say where it runs. */
export const filesStandInAContext: Rule = ({ path }) =>
  path.startsWith('src/') && !Object.keys(MAY_IMPORT).some((folder) => path.startsWith(`src/${folder}/`))
    ? ['stands in no folder that says where it runs']
    : [];

export const onlyEdgesTalkToTheBrowser: Rule = (source) => {
  if (EDGES.some((edge) => edge.test(source.path))) return [];
  const imported = importsOf(source)
    .filter(({ target }) => /^(wxt\/browser|(@wxt-dev\/)?webextension-polyfill)$/.test(target))
    .map(({ target }) => `imports ${target}`);
  return [
    ...imported,
    ...uses(source, (node) => ts.isIdentifier(node) && node.text === 'chrome' && !isOnlyAName(node)),
  ];
};

/** A listener elsewhere would receive the frame ports, which belong to the offscreen document. */
export const onlyOffscreenTakesPorts: Rule = (source) =>
  source.path.startsWith('src/analysis/host/') ? [] : uses(source, (node) => named(node, 'onConnect'));

export const entrypointsOnlyWire: Rule = (source) => {
  if (!source.path.startsWith('entrypoints/')) return [];
  const foreign = importsOf(source)
    .filter(({ target }) => !/^(src|wxt)\/|^preact$/.test(target))
    .map(({ target }) => `imports ${target}`);
  return [...foreign, ...longerThan(60, source)];
};

export const productStandsAlone: Rule = (source) =>
  importsOf(source)
    .filter(({ target }) => /^(tests|scripts|training|demo)\//.test(target))
    .map(({ target }) => `imports ${target}`);

/** Longer than this is a question, not a fault: is the file one thing? Data is as long as it is. */
const LONG = 300;
export const isLong = (source: Source): boolean =>
  !source.path.endsWith('.json') && longerThan(LONG, source).length > 0;

export const textIsNeverCode: Rule = (source) =>
  uses(source, (node) => {
    if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && TEXT_AS_CODE.has(node.text)) return true;
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    return named(callee, 'Function');
  });

/** What a window counts for all of its scripts: the page sees the gaps. Preact's `useEffect` asks for an animation frame. */
const COUNTED = new Set(
  'setTimeout setInterval requestAnimationFrame requestIdleCallback useEffect'.split(' '),
);

/** In a call page all timers come from `shared/edges/timers.ts`; the hook has one of its own. */
export const pagesSeeNoTimers: Rule = (source) =>
  /^src\/(call|hook|shared\/frames)\//.test(source.path) && source.path !== 'src/hook/track-swap.ts'
    ? uses(source, (node) => ts.isIdentifier(node) && COUNTED.has(node.text))
    : [];

export const noHostsInCode: Rule = (source) => {
  if (source.path === 'src/shared/sites/matches.ts') return [];
  if (!isScript(source.path)) return HOST.test(source.text) ? ['names a host'] : [];
  return uses(source, (node) =>
    ts.isLiteralExpression(node) || ts.isTemplateExpression(node) || ts.isJsxText(node)
      ? HOST.test(node.getText())
      : false,
  );
};

function isImpure(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || isOnlyAName(node)) return false;
  const { parent } = node;
  if (node.text === 'Math') {
    // Anything but `Math.something` could get at the random numbers in a way that is not seen here.
    return !ts.isPropertyAccessExpression(parent) || parent.name.text === 'random';
  }
  if (node.text === 'Date') {
    if (ts.isTypeReferenceNode(parent)) return false;
    if (ts.isNewExpression(parent)) return !parent.arguments?.length;
    return !(ts.isPropertyAccessExpression(parent) && ['UTC', 'parse'].includes(parent.name.text));
  }
  return IMPURE.has(node.text);
}

/** Whether an identifier is the name of a property and not a variable: `frame.window`, `{ window: 1 }`. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  const isMember =
    ts.isPropertyAssignment(parent) || ts.isTypeElement(parent) || ts.isMethodDeclaration(parent);
  return isMember && parent.name === node;
}

const named = (node: ts.Node, name: string): boolean =>
  (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === name;

const isOurs = (target: string): boolean => target.startsWith('src/');

function longerThan(most: number, { text }: Source): string[] {
  const lines = text.split('\n').length - 1;
  return lines > most ? [`has ${lines} lines`] : [];
}

/** Every import, re-export and dynamic import; relative ones as paths from the repository root. */
function importsOf(source: Source): { readonly target: string; readonly erased: boolean }[] {
  const found: { target: string; erased: boolean }[] = [];
  visit(source, (node) => {
    const add = (specifier: ts.Node | undefined, erased: boolean): void => {
      if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
      const { text } = specifier;
      const target = text.startsWith('.') ? posix.join(posix.dirname(source.path), text) : text;
      found.push({ target: target.replace(/\.tsx?$/, ''), erased });
    };
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) add((node.argument as ts.LiteralTypeNode).literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
  });
  return found;
}

/** Places in a file that match, as `line 3: text`. */
function uses(source: Source, matches: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  visit(source, (node, file) => {
    if (!matches(node)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`line ${line + 1}: ${node.getText()}`);
  });
  return found;
}

/** Parsing takes longer than looking. */
const parsed = new WeakMap<Source, ts.SourceFile>();

function visit(source: Source, each: (node: ts.Node, file: ts.SourceFile) => void): void {
  if (!isScript(source.path)) return;
  const file =
    parsed.get(source) ?? ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  parsed.set(source, file);
  const walk = (node: ts.Node): void => {
    each(node, file);
    ts.forEachChild(node, walk);
  };
  walk(file);
}

/** Names that every page or folder has one of. */
const EVERYWHERE = /Props$|^(WORDS|App)$/;

/** Exports that share a name, as `name: file, file`: a reader who looks for one finds the other. */
export function sharedNames(sources: readonly Source[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const { path, text } of sources.filter(({ path }) => isScript(path))) {
    for (const [, name] of text.matchAll(
      /^export (?:async )?(?:function|const|interface|type|class) (\w+)/gm,
    )) {
      if (!EVERYWHERE.test(name!)) places.set(name!, (places.get(name!) ?? new Set()).add(path));
    }
  }
  return [...places]
    .filter(([, files]) => files.size > 1)
    .map(([name, files]) => `${name}: ${[...files].join(', ')}`);
}

/** Files that import each other in a circle, each circle once; imports of types alone are no part of it. */
export function circles(sources: readonly Source[]): string[] {
  const paths = new Set(sources.map(({ path }) => path));
  const file = (target: string): string | undefined =>
    [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`, `${target}/index.tsx`].find((path) =>
      paths.has(path),
    );
  const next = new Map(
    sources
      .filter(({ path }) => isScript(path))
      .map((source) => [
        source.path,
        importsOf(source).flatMap(({ target, erased }) => (erased ? [] : (file(target) ?? []))),
      ]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.add([...way.slice(at)].sort().join(' ↔ '));
    if (at >= 0 || done.has(path)) return;
    for (const target of next.get(path) ?? []) walk(target, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return [...found];
}
