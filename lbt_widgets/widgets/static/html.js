/** HTML of the workbook's own content. Each of its terms opens the popover beside it; without ids, so two views may. */
function fillHtml(element, html) {
  element.innerHTML = html;
  openBeside(element);
  element.querySelectorAll("h2").forEach(nameForContents);
  element.querySelectorAll(".lbt-stack").forEach(nameCells);
  for (const term of element.querySelectorAll(".lbt-term")) tie(term, term.nextElementSibling);
}

/** Other HTML in the same place: what was open there stays open, known by what its summary says first. */
function refillHtml(element, html) {
  const nameOf = (details) => details.querySelector("summary")?.firstChild?.textContent;
  const open = new Set([...element.querySelectorAll("details[open]")].map(nameOf));
  fillHtml(element, html);
  for (const details of element.querySelectorAll("details")) if (open.has(nameOf(details))) details.open = true;
}

/** Where there are no popovers the tip stands in the text, and there is nothing to open. */
function tie(term, tip) {
  if (!("popover" in tip)) return;
  term.popoverTargetElement = tip;
  term.setAttribute("aria-expanded", "false");
  tip.addEventListener("toggle", ({ newState }) => term.setAttribute("aria-expanded", String(newState === "open")));
}
