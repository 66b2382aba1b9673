/* global document, window, DataTable */
// Runs in the reader's browser: makes the tables searchable and sortable, and puts everything onto paper.
const language = JSON.parse(document.getElementById('table-words').textContent);
const tables = [...document.querySelectorAll('table[data-table]')].map((table) => {
  const rows = table.tBodies[0].rows.length;
  return new DataTable(table, {
    order: [],
    paging: rows > 50,
    pageLength: 50,
    lengthMenu: [50, 200, { label: language.all, value: -1 }],
    info: rows > 50,
    searching: rows > 5,
    autoWidth: false,
    language,
  });
});

/** What the reader had opened and paged before it went to the printer. */
let before = [];
window.addEventListener('beforeprint', () => {
  const lengths = tables.map((table) => table.page.len());
  for (const table of tables) table.page.len(-1).draw(false);
  const closed = [...document.querySelectorAll('details:not([open])')];
  for (const one of closed) one.open = true;
  before = [lengths, closed];
});
window.addEventListener('afterprint', () => {
  const [lengths = [], closed = []] = before;
  for (const one of closed) one.open = false;
  tables.forEach((table, at) => table.page.len(lengths[at] ?? 50).draw(false));
});
