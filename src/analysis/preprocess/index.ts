/** From a cut-out face to the network's input, by pure steps. The network's card says which of the optional ones run. */

import { denoise } from './denoise';
import { equalise } from './equalise';
import type { Plane } from './gray';
import { normalise } from './normalise';

/** The optional steps, as in the network's card: the network runs with the steps that it was selected with. */
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
