"use strict";
// Comfort only: headers of the table of roles become buttons that sort its rows. Without it the table is as it was.
for (const table of document.querySelectorAll("table.side")) {
  const body = table.tBodies[0];
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const down = header.getAttribute("aria-sort") === "descending" || column < 2 && !header.hasAttribute("aria-sort");
      headers.forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", down ? "ascending" : "descending");
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const compare = (one, other) => key(one).localeCompare(key(other), "en", { numeric: true });
      const rows = [...body.rows].sort((one, other) => (down ? 1 : -1) * compare(one, other));
      body.append(...rows);
    });
  });
}
