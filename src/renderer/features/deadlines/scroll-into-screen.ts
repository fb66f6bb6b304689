/**
 * Scrolls the screen so that the element stands near its top. `scrollIntoView` would also scroll the frame around the
 * screen, which nobody can scroll back.
 */
export function scrollIntoScreen(element: HTMLElement): void {
  const marginPx = 24;
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    if (overflowY !== 'auto' && overflowY !== 'scroll') continue;
    const distance = element.getBoundingClientRect().top - parent.getBoundingClientRect().top;
    parent.scrollTop += distance - marginPx;
    return;
  }
}
