import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { noticeFiles } from './scripts/lib/notices.mjs';
import { localeFiles } from './scripts/words/locales';
import { messageKey } from './src/shared/language/translated';
import { HOTKEYS } from './src/shared/settings/hotkeys';
import { CALL_SITES, LOCAL_SITES, OTHER_SITES } from './src/shared/sites/matches';

const ours = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  // `npm run dev` opens the browser itself (scripts/dev.mjs): as root it needs other flags.
  webExt: { disabled: true },
  hooks: {
    // The words of the code and of src/shared/locales in the browser's own format: docs/languages.md.
    'build:publicAssets': async (_, files) => {
      files.push(...(await localeFiles()));
      for (const [relativeDest, contents] of Object.entries(noticeFiles()))
        files.push({ relativeDest, contents });
    },
  },
  manifest: ({ mode, browser }) => {
    const sites = mode === 'store' ? CALL_SITES : [...CALL_SITES, ...LOCAL_SITES];
    return {
      name: 'EmojiGen',
      description: '__MSG_manifest_description__',
      default_locale: 'en',
      // Why each of them: docs/permissions.md.
      permissions: ['storage', 'scripting', 'activeTab', ...(browser === 'firefox' ? [] : ['offscreen'])],
      host_permissions: sites,
      optional_host_permissions: OTHER_SITES,
      content_security_policy: {
        extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'; connect-src 'self'",
      },
      commands: Object.fromEntries(
        HOTKEYS.map(({ name, keys }) => [
          name,
          {
            description: `__MSG_${messageKey(`manifest.commands.${name}`)}__`,
            suggested_key: { default: keys },
          },
        ]),
      ),
      icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
      ...(browser === 'firefox' ? firefoxOnly(sites) : chromeOnly(sites)),
    };
  },
  vite: () => ({
    // Vite takes a mode of its own name for development: its JSX would carry the paths of the machine that builds.
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact', jsxDev: false },
    resolve: {
      alias: {
        'wxt/utils/content-script-context': ours('./src/call/no-context.ts'),
      },
    },
    build: { target: 'chrome120' },
    plugins: [withoutHubs()],
    worker: { format: 'es', plugins: () => [withoutHubs()] },
  }),
});

/** The libraries' own addresses to load networks from, which nothing here uses: they would only stand in the built code. */
function withoutHubs() {
  return {
    name: 'without-hubs',
    transform: (code: string): string | null =>
      code.includes('https://tfhub.dev') ? code.replaceAll('https://tfhub.dev', 'no-network:') : null,
  };
}

const PICTURES = 'emoji/*.webp';

function chromeOnly(sites: readonly string[]) {
  return {
    // 148: structured clone on ports, which carries frames as binary (docs/architecture.md).
    minimum_chrome_version: '148',
    message_serialization: 'structured_clone' as const,
    web_accessible_resources: [
      { resources: [PICTURES], matches: [...sites, ...OTHER_SITES], use_dynamic_url: true },
    ],
  };
}

function firefoxOnly(sites: readonly string[]) {
  return {
    // Every installation has its own addresses there, so nothing needs to hide them.
    web_accessible_resources: [{ resources: [PICTURES], matches: [...sites, ...OTHER_SITES] }],
    browser_specific_settings: {
      gecko: {
        id: 'emojigen@emojigen.app',
        // 140: the oldest with a word on data collection in its manifest, and the oldest supported ESR
        // (docs/firefox.md). Content scripts in the page's own world came with 128, VideoFrame with 130.
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none' as const] },
      },
    },
  };
}
