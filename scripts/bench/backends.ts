/** Which of the benchmark's backends work in this browser. */
import type { Browser } from 'puppeteer';

const BACKENDS = ['wasm', 'webgl', 'webgpu'] as const;
export type Backend = (typeof BACKENDS)[number];

export const isBackend = (name: string): name is Backend => BACKENDS.includes(name as Backend);

/** Why a backend cannot be measured here, in words for whoever runs the benchmark; null where it can. */
export async function backendProblem(browser: Browser, backend: Backend): Promise<string | null> {
  const page = await browser.newPage();
  try {
    const [there, renderer] = await page.evaluate(async (name) => {
      if (name === 'wasm') return [typeof WebAssembly === 'object', ''];
      if (name === 'webgl') {
        const gl = document.createElement('canvas').getContext('webgl2');
        const info = gl?.getExtension('WEBGL_debug_renderer_info');
        return [gl !== null, gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : ''];
      }
      const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<object | null> } };
      return [(await gpu?.requestAdapter()) != null, ''];
    }, backend);
    if (renderer) console.error(`WebGL renderer: ${renderer}`);
    if (!there) return `The backend ${backend} is not available in this browser on this machine.`;
    // The product has none: tfjs 4.22 puts it into a package of its own, and wasm or webgl is there wherever it is.
    if (backend === 'webgpu') return 'EmojiGen has no webgpu backend: choose wasm or webgl.';
    return null;
  } finally {
    await page.close();
  }
}
