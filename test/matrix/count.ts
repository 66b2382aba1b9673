/** Counts the cells of a matrix, and those that converged; both are printed at the end. @returns to be called with what is wrong in a cell */
export function countCells(matrix: string): (wrong: readonly string[]) => void {
  let cells = 0;
  let converged = 0;
  after(() => {
    process.stdout.write(`    ${matrix}: ${String(cells)} cells run, ${String(converged)} converged\n`);
  });
  return (wrong) => {
    cells += 1;
    if (wrong.length === 0) converged += 1;
  };
}
