/* The confirm screen: keys, focus, and what is told to those who do not see the screen change.
   Everything here can also be done without it, by links and forms. */
(function () {
  "use strict";

  var KEYS = "confirm-keys";
  var here = window.confirmScreen, find = here.find;
  var busy = false, settling = false; /* the answer is on its way; it is shown, but its buttons are not at work yet */
  var next = []; /* the key pressed meanwhile */

  function keysOn() {
    try { return localStorage.getItem(KEYS) !== "off"; } catch (error) { return true; }
  }

  function click(selector) { var element = find(selector); if (element) element.click(); }

  /* The point must be seen before it is settled: a first press only brings it back. */
  function inSight() {
    var open = find("[data-open-point]"), pane = find("[data-points]");
    if (!open) return false;
    if (!here.scrolls(pane)) return true;
    var box = open.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (box.bottom > frame.top + 40 && box.top < frame.bottom - 80) return true;
    bring(open);
    return false;
  }

  /* Narrow screens have no panes of their own: there the page moves. */
  function bring(open) {
    var pane = find("[data-points]");
    if (!here.scrolls(pane)) { open.scrollIntoView({ block: "start" }); return; }
    var box = open.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    pane.scrollTop += box.top - frame.top - Math.min(64, frame.height / 6);
  }

  function go(step) {
    var links = here.all(".steps a.no");
    var place = links.findIndex(function (link) { return link.hasAttribute("aria-current"); });
    var target = links[place < 0 ? 0 : place + step];
    if (target) target.click();
  }

  function nextOpen() {
    var links = here.all(".steps a.no");
    var place = links.findIndex(function (link) { return link.hasAttribute("aria-current"); });
    var round = links.slice(place + 1).concat(links.slice(0, Math.max(place, 0)));
    var target = round.find(function (link) { return !link.matches(".ok, .set"); });
    if (target) target.click();
  }

  function edit() {
    var text = find(".plan textarea");
    if (!text) return;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    text.scrollIntoView({ block: "nearest" });
  }

  function noTask() {
    var settle = find("[data-settle]");
    if (!settle) return;
    settle.open = true;
    settle.querySelector("input[type=text]").focus();
  }

  /* What opens below the bar of a narrow screen comes into sight whole. */
  function opened(event) {
    var part = event.target;
    if (part.open && part.matches("[data-settle]")) part.scrollIntoView({ block: "center" });
  }

  function help() {
    var dialog = document.querySelector("[data-keys]");
    if (dialog && !dialog.open) dialog.showModal();
  }

  function seen(act) { return function () { if (inSight()) act(); }; }

  var accept = seen(function () { click("[data-accept]"); });
  var STEPS = { j: function () { go(1); }, k: function () { go(-1); }, n: nextOpen };
  var ACTS = {
    enter: accept, e: edit, x: seen(noTask), s: seen(function () { if (here.openCutter) here.openCutter(); }),
    m: seen(function () { click("[data-join]"); }), d: seen(function () { click("[data-drop]"); }), z: function () { click("[data-undo]"); }, "?": help,
  };

  function key(event) {
    if (!here.root() || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    var target = event.target, typing = target.closest("input, textarea, select, [contenteditable]");
    var control = event.ctrlKey || event.metaKey, pressed = event.key.toLowerCase();
    if (typing) {
      if (event.key === "Escape") leave(target);
      else if (control && pressed === "enter" && target.closest(".plan")) { event.preventDefault(); accept(); }
      return;
    }
    if (event.altKey || (control && pressed !== "z") || (control && event.shiftKey)) return;
    if (!control && !keysOn()) return; /* one key alone can be switched off; Ctrl Z cannot be hit by chance */
    if (pressed === "enter" && target.closest("a, button, summary")) return;
    if ((STEPS[pressed] && busy) || (ACTS[pressed] && settling)) { next = [pressed]; event.preventDefault(); return; }
    var act = STEPS[pressed] || (!busy && ACTS[pressed]);
    if (!act) return;
    event.preventDefault();
    act();
  }

  function leave(field) {
    var settle = field.closest("[data-settle]");
    if (settle) settle.open = false;
    field.blur();
    var open = find("[data-open-point]");
    if (open) open.focus({ preventScroll: true });
  }

  /* `chosen`: somebody has gone to a point, so a narrow screen moves to it. */
  function arrange(focus, chosen) {
    var root = here.root();
    if (!root) return;
    var button = find("[data-help]"), hint = find("[data-add-hint]");
    if (button) button.hidden = false;
    if (hint) hint.hidden = false;
    document.body.classList.toggle("with-keys", keysOn());
    var toggle = document.querySelector("[data-keys-toggle]");
    if (toggle) toggle.checked = keysOn();
    here.restore();
    here.bringWords(root.dataset.open);
    var current = find(".steps [aria-current]");
    if (current && here.scrolls) current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.clientWidth / 2;
    var wrong = find("[data-conflict]") || find("[aria-invalid='true']:not([hidden])"), open = find("[data-open-point]");
    if (open && (chosen || here.scrolls(find("[data-points]")))) bring(open);
    if (wrong) { wrong.focus({ preventScroll: true }); wrong.scrollIntoView({ block: wrong.matches("[data-conflict]") ? "nearest" : "center" }); }
    else if (focus && open) open.focus({ preventScroll: true });
    else if (focus) { var issue = find(".issue .btn"); if (issue && !issue.disabled) issue.focus(); }
  }

  function say() {
    var region = document.querySelector("[data-said]");
    if (!region) return;
    var told = [find(".told"), find(".progress strong"), find("[data-open-point]")].map(function (element) {
      return element ? element.getAttribute("aria-label") || element.textContent.trim() : "";
    });
    region.textContent = told.filter(Boolean).join(". ").replace("..", ".");
  }

  document.addEventListener("keydown", key);
  document.addEventListener("toggle", opened, true); /* it does not bubble */
  document.addEventListener("click", function (event) { if (event.target.closest("[data-help]")) help(); });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[name=view]")) window.scrollTo({ top: 0 });
    if (!event.target.matches("[data-keys-toggle]")) return;
    try { localStorage.setItem(KEYS, event.target.checked ? "on" : "off"); } catch (error) { /* kept for this page only */ }
    document.body.classList.toggle("with-keys", event.target.checked);
  });

  function ours(event) { return event.detail.target && event.detail.target.id === "conclusion"; }

  document.addEventListener("htmx:beforeRequest", function (event) { if (ours(event)) busy = true; });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (ours(event)) busy = false;
    /* What could not be kept is said where it says what was. */
    if (event.detail.elt.id === "kept" && !event.detail.xhr.status) event.detail.elt.textContent = event.detail.elt.dataset.failed;
  });
  document.addEventListener("htmx:swapError", function () { settling = false; });
  /* An answer that is no confirm screen (signed out, issued meanwhile) takes the whole page. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (!here.root()) return;
    /* News must not take the form away whose answer is on its way: the answer is the newer news. */
    if (busy && event.detail.elt.id === "watch") { event.detail.shouldSwap = false; return; }
    if (!ours(event)) return;
    if (/id="conclusion"/.test(event.detail.serverResponse)) { here.remember(); settling = true; return; }
    event.detail.shouldSwap = false;
    window.location.assign(event.detail.xhr.responseURL || window.location.href);
  });
  /* Words being selected are not taken away under the hand. */
  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    var span = event.detail.target.id === "text-lines" && here.selected();
    if (span && span.end > span.start) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.target.id !== "conclusion") return;
    settling = false;
    arrange(true, true);
    say();
    var pressed = next.shift();
    if (pressed) (STEPS[pressed] || ACTS[pressed])();
  });
  arrange(true, /[?&]diem=[1-9]/.test(window.location.search));
})();
