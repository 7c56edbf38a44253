export interface PageStatusProps {
  /** What the last action did; null for none. */
  readonly notice: string | null;
  /** Why something failed; null for none. */
  readonly problem: string | null;
}

/** What a page says about the last action, below its title; screen readers hear it. */
export function PageStatus({ notice, problem }: PageStatusProps) {
  return (
    <>
      <div role="status" class="status">
        {notice && <p class="notice">{notice}</p>}
      </div>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="problem">
          {problem}
        </p>
      )}
    </>
  );
}
