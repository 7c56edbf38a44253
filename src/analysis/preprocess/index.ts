import { denoise } from './denoise';
import { equalise } from './equalise';
import type { Plane } from './gray';
import { normalise } from './normalise';

/** Which optional steps run, as the network's card says: what it was chosen with is what it gets. */
export interface PreprocessSetting {
  /** Pixels, 0 = off. */
  readonly denoiseSigma: number;
  /** 0..1, 0 = off. */
  readonly equaliseStrength: number;
}

/** Gray face (0..255) -> network input. The one path for run time and evaluation. */
export function preprocess(face: Plane, setting: PreprocessSetting): Plane {
  return normalise(equalise(denoise(face, setting.denoiseSigma), setting.equaliseStrength));
}
