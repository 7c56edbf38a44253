import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';

/**
 * TensorFlow.js's wasm file as the bundler placed it. The backend insists on an entry for those with SIMD and threads, which
 * are never used (see tf-backend.ts).
 */
export const WASM_FILES = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': plain,
  'tfjs-backend-wasm-threaded-simd.wasm': plain,
} as const;
