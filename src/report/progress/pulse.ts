/** Milliseconds between signs of life where something moves, and the least and most of them where lines are written. */
const MOVES = 2000;
const LINES = { least: 10_000, most: 300_000 };

/**
 * Calls `tell` again and again: every two seconds on a terminal. Elsewhere after 10 seconds, and then each time after twice as long, so that a log
 * stays short; at the latest after five minutes, for pipelines take what is silent for ten for dead.
 * @param first milliseconds until the first call, where that is another
 * @returns what ends it
 */
export function pulse(onTerminal: boolean, tell: () => void, first?: number): () => void {
  const after = (wait: number): number => (onTerminal ? MOVES : Math.min(Math.max(LINES.least, 2 * wait), LINES.most));
  const beatIn = (wait: number): NodeJS.Timeout =>
    setTimeout(() => {
      tell();
      timer = beatIn(after(wait));
    }, wait).unref();
  let timer = beatIn(first ?? after(0));
  return () => {
    clearTimeout(timer);
  };
}
