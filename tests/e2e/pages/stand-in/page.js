/** Puts the probes and the camera steps where the tests find them. */
import { askProbes } from './ask.js';
import { elementProbes } from './elements.js';
import { errorProbes } from './errors.js';
import { shapeProbes } from './shape.js';
import { steps } from './steps.js';
import { trackProbes } from './tracks.js';

const probes = { ...shapeProbes, ...errorProbes, ...askProbes, ...trackProbes, ...elementProbes };

window.__standIn = {
  steps,
  /** Runs the probes one after the other; each answers with what the page can tell. */
  async probe(names) {
    const answers = {};
    for (const name of names ?? Object.keys(probes)) {
      try {
        answers[name] = (await probes[name]()) ?? null;
      } catch (error) {
        answers[name] = { threw: `${error.name}: ${error.message}` };
      }
    }
    return answers;
  },
};
