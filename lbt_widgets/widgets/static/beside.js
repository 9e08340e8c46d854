/** In JupyterLab a page does not run by itself: what a link to the evidence leads to opens over the page instead. */

/** `model`: a widget of the page, whose Python has the cards. The last one that is shown is asked. Gives the way to leave. */
function showEvidenceHere(model) {
  globalThis.lbtEvidence ??= makeEvidence();
  return globalThis.lbtEvidence.join(model);
}

function makeEvidence() {
  const body = make("div", { class: "lbt-card", tabindex: "-1" });
  const close = make("button", { type: "button", onclick: () => dialog.close() }, "Close");
  const dialog = make("dialog", { class: "lbt lbt-beside", "aria-label": "From the evidence", "data-lm-suppress-shortcuts": "true" }, close, body);
  const shown = [];
  let part = "";
  const wait = makeWait((sentence) => {
    if (sentence) body.textContent = `${sentence} Run this notebook's cells again, then try once more.`;
  });

  function open(event) {
    const link = event.target.closest?.("a[href]");
    const [, key, name, wanted] = link?.href.match(LEADS_TO_EVIDENCE) ?? [];
    if (!key || !shown.length || !inJupyterLab() || event.ctrlKey || event.metaKey || event.shiftKey || isInEvidence(link)) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would open the page that does not run
    part = wanted;
    body.textContent = "Coming…";
    document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
    wait.ask(shown.at(-1), { kind: "evidence", key, name });
  }

  function take({ kind, html }) {
    if (kind !== "evidence") return;
    wait.came();
    fillHtml(body, html);
    dialog.scrollTop = 0;
    const place = part && body.querySelector(`[data-part="${CSS.escape(part)}"]`);
    (place || body).focus({ preventScroll: true });
    if (place) place.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", open, true);
  return {
    join(model) {
      const stop = listen(model, { "msg:custom": (message) => take(message) }); // its own: a model may be shown twice
      shown.push(model);
      return () => {
        stop();
        shown.splice(shown.indexOf(model), 1);
      };
    },
  };
}

/** That page opens what it has itself. */
const isInEvidence = (link) => Boolean(link.closest(".jp-NotebookPanel")?.querySelector(".lbt-finder"));
