/** HTML of the workbook's own content. Each of its terms opens the popover beside it; without ids, so two views may. */
function fillHtml(element, html) {
  element.innerHTML = html;
  for (const term of element.querySelectorAll(".lbt-term")) term.popoverTargetElement = term.nextElementSibling;
}
