export interface RowScrollerOptions {
  readonly rows: number;
  readonly rowHeight: number;
  readonly headHeight: number;
  /** The element whose height stands for all rows. */
  readonly spacer: HTMLElement;
  readonly draw: () => void;
}

export interface RowView {
  /** First row that is seen, and how far it is scrolled out, in pixels. */
  readonly first: number;
  readonly offset: number;
  readonly count: number;
  /** Height of the visible pane. */
  readonly height: number;
}

/** Browsers lose precision, or clip, beyond some ten million pixels. */
const TALLEST = 8_000_000;

/**
 * Scrolls a box over any number of rows. Where all rows are taller than a browser can scroll, the bar covers them
 * in proportion while the wheel and `show` still move row by row.
 */
export function rowScroller(
  box: HTMLElement,
  options: RowScrollerOptions
): {
  view: () => RowView;
  show: (row: number) => void;
} {
  const {rows, rowHeight, headHeight, spacer, draw} = options;
  const whole = rows * rowHeight;
  const scaled = whole > TALLEST;
  spacer.style.height = `${Math.min(whole, TALLEST) + headHeight}px`;
  let top = 0;
  let settled = 0;
  let waiting = false;

  const room = (): number => Math.max(0, (box.clientHeight || 400) - headHeight);
  const last = (): number => Math.max(0, whole - room());
  const farthest = (): number => Math.max(1, box.scrollHeight - box.clientHeight);

  function redraw(): void {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }

  function moveTo(pixels: number): void {
    top = Math.max(0, Math.min(last(), pixels));
    box.scrollTop = scaled ? (top / Math.max(1, last())) * farthest() : top;
    settled = box.scrollTop;
    redraw();
  }

  box.addEventListener("scroll", () => {
    if (Math.abs(box.scrollTop - settled) >= 1) {
      settled = box.scrollTop;
      top = scaled ? (box.scrollTop / farthest()) * last() : Math.min(last(), box.scrollTop);
    }
    redraw();
  });
  box.addEventListener(
    "wheel",
    (event) => {
      if (!scaled || event.shiftKey || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        return;
      const step = [1, rowHeight, room()][event.deltaMode] ?? 1;
      const before = top;
      moveTo(top + event.deltaY * step);
      if (top !== before) event.preventDefault();
    },
    {passive: false}
  );
  new ResizeObserver(redraw).observe(box);
  redraw();

  return {
    view: () => {
      const first = Math.floor(top / rowHeight);
      const count = Math.min(rows - first, Math.ceil(room() / rowHeight) + 1);
      return {first, offset: top - first * rowHeight, count, height: Math.min(room(), whole) + headHeight};
    },
    show: (row) => {
      const [above, below] = [row * rowHeight, (row + 1) * rowHeight - room()];
      if (above < top) moveTo(above);
      else if (below > top) moveTo(below);
      else redraw();
    }
  };
}
