import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { HOTKEYS } from './src/background/hotkeys';
import { CALL_SITES, LOCAL_SITES, OTHER_SITES } from './src/sites/matches';

const stub = fileURLToPath(new URL('./src/face/mediapipe-stub.ts', import.meta.url));

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifest: ({ mode, browser }) => {
    const sites = mode === 'store' ? CALL_SITES : [...CALL_SITES, ...LOCAL_SITES];
    return {
      name: 'EmojiGen',
      description: 'Your own expression as an emoji in video calls, recognised on your device.',
      // 148: structured clone on ports, which carries frames as binary (docs/architecture.md).
      minimum_chrome_version: '148',
      // Why each of them: docs/permissions.md.
      permissions: ['storage', 'scripting', 'activeTab', ...(browser === 'firefox' ? [] : ['offscreen'])],
      ...(browser === 'firefox' ? {} : { message_serialization: 'structured_clone' }),
      host_permissions: sites,
      optional_host_permissions: OTHER_SITES,
      content_security_policy: {
        extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'; connect-src 'self'",
      },
      web_accessible_resources: [
        { resources: ['emoji/*.webp'], matches: [...sites, ...OTHER_SITES], use_dynamic_url: true },
      ],
      commands: Object.fromEntries(
        HOTKEYS.map(({ name, description, keys }) => [
          name,
          { description, suggested_key: { default: keys } },
        ]),
      ),
      icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
      browser_specific_settings: { gecko: { id: 'emojigen@emojigen.app', strict_min_version: '128.0' } },
    };
  },
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    // The landmark package also carries MediaPipe's own runtime, which fetches and evaluates code: never bundled.
    resolve: { alias: { '@mediapipe/face_mesh': stub, '@mediapipe/face_detection': stub } },
    build: { target: 'chrome120' },
    worker: { format: 'es' },
  }),
});
