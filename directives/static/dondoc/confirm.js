/* The confirm screen: keys, the two panes kept together, and words selected in the text turned into offsets.
   Everything here can also be done without it, by links and forms. */
(function () {
  "use strict";

  var KEYS = "confirm-keys";

  function screen() { return document.querySelector("[data-confirm]"); }
  function find(selector) { var root = screen(); return root && root.querySelector(selector); }

  /* Offsets are code points. Strings here are UTF-16, where 🏭 counts twice. */
  function points(text) { return Array.from(text).length; }

  /* The offset of a place in the text pane, or null where it belongs to no character of the text. */
  function offsetOf(node, within) {
    var element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    var run = element.closest("[data-start]");
    if (run) {
      if (node.nodeType !== Node.TEXT_NODE) return Number(run.dataset.start) + (within ? points(run.textContent) : 0);
      return Number(run.dataset.start) + points(node.data.slice(0, within));
    }
    /* Between two runs: at the number of a point, or at the edge of a paragraph. */
    var range = document.createRange();
    range.setStart(node, within);
    var runs = Array.from(find("[data-text]").querySelectorAll("[data-start]"));
    var next = runs.find(function (one) { return range.comparePoint(one, 0) >= 0; });
    if (next) return Number(next.dataset.start);
    var last = runs[runs.length - 1];
    return last ? Number(last.dataset.start) + points(last.textContent) : null;
  }

  function selected() {
    var pane = find("[data-text]");
    var selection = window.getSelection();
    if (!pane || !selection.rangeCount) return null;
    var range = selection.getRangeAt(0);
    if (!pane.contains(range.startContainer) || !pane.contains(range.endContainer)) return null;
    var start = offsetOf(range.startContainer, range.startOffset);
    var end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null ? null : { start: start, end: end };
  }

  function watchSelection() {
    var form = find("[data-add]");
    if (!form) return;
    var span = selected();
    var some = Boolean(span && span.end > span.start);
    form.hidden = !some;
    find("[data-add-page]").hidden = some;
    if (some) {
      form.elements.start.value = span.start;
      form.elements.end.value = span.end;
    }
  }

  /* With the cursor inside the open point "Split" cuts there; else its page offers the places. */
  function split(event) {
    var link = event.target.closest("[data-split] a");
    if (!link) return;
    var open = find("[data-open-point]");
    var span = selected();
    if (!span || span.start <= Number(open.dataset.from) || span.start >= Number(open.dataset.to)) return;
    event.preventDefault();
    var form = link.closest("form");
    form.elements.at.value = span.start;
    form.requestSubmit();
  }

  /* A click into the open point sets the cursor for splitting and must not reload the point. */
  function stay(event) {
    var link = event.target.closest("[data-text] a.sp.now");
    if (link) { event.preventDefault(); event.stopPropagation(); }
  }

  function within(pane, element) {
    if (!pane || !element) return;
    if (pane.scrollHeight <= pane.clientHeight + 1) return;
    var box = element.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    pane.scrollTop += box.top - frame.top - Math.min(80, frame.height / 4);
  }

  /* Narrow screens have no panes of their own: there the page moves, once somebody has chosen a point. */
  function bring(open) {
    var pane = find("[data-points]");
    if (pane && pane.scrollHeight <= pane.clientHeight + 1) open.scrollIntoView({ block: "start" });
  }

  function arrange(focus, chosen) {
    var root = screen();
    if (!root) return;
    var keys = find("[data-keys]");
    if (keys) {
      keys.hidden = false;
      find("[data-keys-toggle]").checked = keysOn();
    }
    var hint = find("[data-add-hint]");
    if (hint) hint.hidden = false;
    var number = root.dataset.open;
    within(find("[data-text]"), number && document.getElementById("c" + number));
    within(find("[data-points]"), find("[data-open-point]"));
    var wrong = find("[aria-invalid='true']:not([hidden])");
    var open = find("[data-open-point]");
    if (wrong) wrong.focus();
    else if (focus && open) open.focus({ preventScroll: true });
    if (chosen && open && !wrong) bring(open);
    else if (focus) { var issue = find(".issue .btn"); if (issue && !issue.disabled) issue.focus(); }
  }

  function keysOn() {
    try { return localStorage.getItem(KEYS) !== "off"; } catch (error) { return true; }
  }

  function go(step) {
    var links = Array.from(screen().querySelectorAll(".steps a.no"));
    var here = links.findIndex(function (link) { return link.hasAttribute("aria-current"); });
    var next = links[here < 0 ? 0 : here + step];
    if (next) next.click();
  }

  function key(event) {
    if (!screen() || !keysOn() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    var target = event.target;
    if (target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    var pressed = event.key.toLowerCase();
    if (pressed === "enter" && target.closest("a, button, summary")) return;
    var act = { j: function () { go(1); }, k: function () { go(-1); }, enter: accept, e: edit, x: noTask }[pressed];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function accept() { var button = find("[data-accept]"); if (button) button.click(); }
  function edit() { var text = find(".plan textarea"); if (text) { text.focus(); text.scrollIntoView({ block: "nearest" }); } }
  function noTask() {
    var settle = find("[data-settle]");
    if (!settle) return;
    settle.open = true;
    settle.querySelector("input[type=text]").focus();
  }

  document.addEventListener("selectionchange", watchSelection);
  document.addEventListener("click", split);
  document.addEventListener("click", stay, true);
  document.addEventListener("keydown", key);
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-keys-toggle]")) return;
    try { localStorage.setItem(KEYS, event.target.checked ? "on" : "off"); } catch (error) { /* kept for this page only */ }
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.target.closest && (event.target.id === "conclusion" || event.target.closest("#conclusion"))) arrange(true, true);
  });
  /* An answer that is no confirm screen (signed out, issued meanwhile) takes the whole page. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var detail = event.detail;
    if (!screen() || detail.target.id !== "conclusion") return;
    if (/id="conclusion"/.test(detail.serverResponse)) return;
    detail.shouldSwap = false;
    window.location.assign(detail.xhr.responseURL || window.location.href);
  });
  arrange(true, /[?&]diem=[1-9]/.test(window.location.search));
})();
