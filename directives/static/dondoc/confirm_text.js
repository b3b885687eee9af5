/* The text pane of the confirm screen: words selected become offsets, words and points are kept side by side.
   Everything here can also be done without it, by links and forms. */
window.confirmScreen = (function () {
  "use strict";

  function root() { return document.querySelector("[data-confirm]"); }
  function find(selector) { var here = root(); return here && here.querySelector(selector); }
  function all(selector) { var here = root(); return here ? Array.from(here.querySelectorAll(selector)) : []; }

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
    var runs = all("[data-text] [data-start]");
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

  /* A click into the open point sets the cursor for splitting and must not reload the point. */
  function stay(event) {
    var link = event.target.closest("[data-text] a.sp.now");
    if (link) { event.preventDefault(); event.stopPropagation(); }
  }

  function scrolls(pane) { return pane && pane.scrollHeight > pane.clientHeight + 1; }

  /* Panes keep their place when the screen is replaced, and move only as far as the open point asks for. */
  var places = null;
  function remember() {
    places = ["[data-text]", "[data-points]"].map(function (name) { var pane = find(name); return pane ? pane.scrollTop : 0; });
  }
  function restore() {
    if (places) ["[data-text]", "[data-points]"].forEach(function (name, at) { var pane = find(name); if (pane) pane.scrollTop = places[at]; });
    places = null;
  }

  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  function bringWords(number) {
    var pane = find("[data-text]");
    var words = number && document.getElementById("c" + number);
    if (!words || !scrolls(pane)) return;
    var box = words.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (box.top > frame.top + 24 && box.bottom < frame.bottom - 72) return;
    var way = box.top - frame.top - frame.height / 4, far = Math.abs(way) > 2 * frame.height;
    pane.scrollTo({ top: pane.scrollTop + way, behavior: calm.matches || far ? "auto" : "smooth" });
  }

  /* What the reader has before their eyes is marked lightly on the other side, and its line brought there. */
  function mark(number) {
    all(".near").forEach(function (element) { element.classList.remove("near"); });
    if (!number) return;
    all("[data-n='" + number + "'], [data-line='" + number + "']").forEach(function (element) { element.classList.add("near"); });
    var pane = find("[data-points]"), line = find("[data-line='" + number + "']") || find("[data-open-point]");
    var typing = document.activeElement && document.activeElement.closest("[data-open-point] form");
    if (!scrolls(pane) || !line || typing) return;
    var box = line.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (box.top < frame.top || box.top > frame.bottom - 60) pane.scrollTop += box.top - frame.top - frame.height / 3;
  }

  /* A scroll is the reader's own where a wheel, finger or key has just asked for it. */
  var asked = 0, waiting = false;
  function ask(event) { if (event.target.closest && event.target.closest("[data-text]")) asked = Date.now(); }
  function followScroll(event) {
    if (waiting || !event.target.matches || !event.target.matches("[data-text]") || Date.now() - asked > 1500) return;
    waiting = true;
    window.requestAnimationFrame(function () {
      waiting = false;
      var pane = find("[data-text]");
      if (!pane) return;
      var frame = pane.getBoundingClientRect(), eye = frame.top + frame.height * 0.35, number = null;
      all("[data-text] a.sp[id]").forEach(function (words) { if (words.getBoundingClientRect().top <= eye) number = words.dataset.n; });
      mark(number);
    });
  }

  document.addEventListener("selectionchange", watchSelection);
  document.addEventListener("click", stay, true);
  ["wheel", "touchmove", "pointerdown", "keydown"].forEach(function (kind) { document.addEventListener(kind, ask, { passive: true }); });
  document.addEventListener("scroll", followScroll, { capture: true, passive: true });

  return {
    root: root, find: find, all: all, selected: selected, scrolls: scrolls,
    remember: remember, restore: restore, bringWords: bringWords,
  };
})();
