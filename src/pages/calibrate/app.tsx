import { useEffect, useRef, useState } from 'preact/hooks';
import type { Baseline } from '../../shared/settings/baseline';
import { PageHead } from '../ui/page-head';
import type { CalibrateApi, Camera } from './calibrate-api';
import { Done, Intro, StepCard } from './cards';
import { advanceCourse, baselineFrom, begin, type Course, skip } from './steps';
import { WORDS } from './words';

type View =
  | { readonly kind: 'intro' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'course'; readonly camera: Camera; readonly ready: boolean; readonly course: Course };

/** The calibration page. The camera is on only between Start and the last step. */
export function CalibrateApp({ api }: { readonly api: CalibrateApi }) {
  const [stored, setStored] = useState<Baseline | null | undefined>(undefined);
  const [view, setView] = useState<View>({ kind: 'intro' });
  const [problem, setProblem] = useState<string | null>(null);
  const camera = useRef<Camera | null>(null);
  const course = useRef<Course>(begin());
  const gone = useRef(false);

  const close = (): void => {
    camera.current?.close();
    camera.current = null;
  };
  const fail = (error: unknown): void => {
    close();
    setView({ kind: 'intro' });
    setProblem(error instanceof Error ? error.message : String(error));
  };

  useEffect(() => {
    gone.current = false;
    api.stored().then(setStored, fail);
    return () => {
      gone.current = true;
      close();
    };
  }, [api]);

  async function save(baseline: Baseline | null): Promise<void> {
    try {
      await api.save(baseline);
      setStored(baseline);
    } catch (error) {
      fail(error);
    }
  }

  async function forget(): Promise<void> {
    await save(null);
    // The message after a calibration is no longer true.
    setView({ kind: 'intro' });
  }

  /** Frames and buttons both change the course here. */
  function move(step: (before: Course) => Course, ready: boolean): void {
    if (camera.current === null || course.current.kind === 'done') return;
    course.current = step(course.current);
    const now = course.current;
    setView({ kind: 'course', camera: camera.current, ready, course: now });
    if (now.kind !== 'done') return;
    close();
    const baseline = baselineFrom(now.samples, api.now());
    // Everything was skipped: the stored baseline stays.
    if (baseline !== null) void save(baseline);
  }

  async function start(): Promise<void> {
    setProblem(null);
    setView({ kind: 'opening' });
    course.current = begin();
    try {
      const opened = await api.openCamera({
        onFrame: (frame) => move((before) => advanceCourse(before, frame), true),
        onError: (message) => fail(new Error(message)),
      });
      if (gone.current) return opened.close();
      camera.current = opened;
      setView({ kind: 'course', camera: opened, ready: false, course: course.current });
    } catch (error) {
      fail(error);
    }
  }

  return (
    <>
      <PageHead current={null} emojiUrl={api.emojiUrl} />
      <main class="page calibrate">
        <h1>{WORDS.title}</h1>
        {problem !== null && (
          <p class="problem" role="alert" data-testid="problem">
            {problem}
          </p>
        )}
        {view.kind === 'course' && view.course.kind === 'step' && (
          <StepCard
            course={view.course}
            ready={view.ready}
            stream={view.camera.stream}
            emojiUrl={api.emojiUrl}
            onSkip={() => move(skip, view.ready)}
            onStop={() => {
              close();
              setView({ kind: 'intro' });
            }}
          />
        )}
        {view.kind === 'course' && view.course.kind === 'done' && (
          <Done samples={view.course.samples} onAgain={start} />
        )}
        {(view.kind === 'intro' || view.kind === 'opening') && (
          <Intro
            stored={stored ?? null}
            busy={view.kind === 'opening' || stored === undefined}
            onStart={start}
          />
        )}
        {stored && view.kind !== 'opening' && !(view.kind === 'course' && view.course.kind === 'step') && (
          <button type="button" class="button" data-testid="delete" onClick={forget}>
            {WORDS.delete}
          </button>
        )}
        <p class="promise" data-testid="privacy">
          {WORDS.promise}
        </p>
      </main>
    </>
  );
}
