import fc from 'fast-check';

// FC_RUNS=5000 npm test -- unit searches longer for counterexamples; runs stated in a test stay as they are.
fc.configureGlobal({ numRuns: Number(process.env.FC_RUNS ?? 100) });
