/** Whether a command may ask somebody: at a terminal, never under `--json`, and not where questions are unwanted. */
export function mayAsk(noPrompt: boolean, json: boolean): boolean {
  return !noPrompt && !json && process.stdin.isTTY && process.stdout.isTTY;
}
