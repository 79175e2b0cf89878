"use strict";
// On a narrow screen, the map begins where the person is.
for (const here of document.querySelectorAll(".map .stop.here")) {
  const frame = here.closest(".scroll"), place = here.getBoundingClientRect(), edge = frame.getBoundingClientRect();
  frame.scrollLeft = place.left + place.width / 2 - edge.left - edge.width / 2;
}
// Comfort only. Headers of the table of roles become buttons that sort its rows. Without it the table is as it was.
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
