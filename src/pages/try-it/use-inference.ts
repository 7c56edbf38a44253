import { useEffect, useRef, useState } from 'preact/hooks';
import { createInferenceClient, type InferenceClient, type InferenceState } from '../../analysis/host/client';
import type { BackendChoice } from '../../shared/settings/schema';

export interface PageInference {
  readonly state: InferenceState;
  readonly backend: BackendChoice;
  /** Loads the networks again if the backend changes. */
  readonly setBackend: (backend: BackendChoice) => void;
  /** Null only before the page is mounted. */
  readonly client: () => InferenceClient | null;
}

/** The product's networks in a worker of this page, while the page is open. */
export function useInference(createWorker: () => Worker): PageInference {
  const [state, setState] = useState<InferenceState>({ kind: 'loading' });
  const [backend, setBackend] = useState<BackendChoice>('auto');
  const client = useRef<InferenceClient | null>(null);

  useEffect(() => {
    const created = createInferenceClient(createWorker, setState);
    client.current = created;
    return () => {
      client.current = null;
      created.dispose();
    };
  }, [createWorker]);

  useEffect(() => client.current?.restart(backend), [createWorker, backend]);

  return { state, backend, setBackend, client: () => client.current };
}
