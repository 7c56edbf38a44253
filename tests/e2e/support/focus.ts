/** In the page: the mark and the test's name of what has the focus, and whether one can see that it has. */
export function focused(): { mark: string | null; testId: string | null; visible: boolean } {
  const element = document.activeElement as HTMLElement | null;
  const shows = (each: Element | null | undefined): boolean => {
    if (!each) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  };
  // A hidden radio button or file input shows its focus on what stands for it.
  const visible =
    shows(element) || shows(element?.nextElementSibling) || shows(element?.closest('label, .segmented'));
  const { mark = null, testid: testId = null } = element?.dataset ?? {};
  return { mark, testId, visible };
}
