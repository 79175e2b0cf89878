"use strict";
// On paper everything is open; afterwards it is as it was.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((card) => { card.open = true; });
});
addEventListener("afterprint", () => { closed.forEach((card) => { card.open = false; }); closed = []; });
