/* Splitting the open point: the words of it stand in the form, and a tap or the arrow keys say where to cut.
   Without this script the link leads to a page that offers the ends of its sentences. */
(function () {
  "use strict";

  var here = window.confirmScreen;
  var words = [], at = 0;

  function cutter() { return here.find("[data-cutter]"); }

  /* The words of the open point, each with its offset in the text (code points). */
  function wordsOf(number) {
    var found = [];
    here.all("[data-text] a.sp[data-n='" + number + "'] [data-start]").forEach(function (run) {
      var place = Number(run.dataset.start), word = "", begin = place;
      Array.from(run.textContent + " ").forEach(function (char) {
        if (/\s/.test(char)) {
          if (word) found.push({ text: word, offset: begin });
          word = "";
        } else {
          if (!word) begin = place;
          word += char;
        }
        place += 1;
      });
    });
    return found;
  }

  function begins(index, ends) { return index > 0 && ends.test(words[index - 1].text); }

  function first() {
    var span = here.selected(), open = here.find("[data-open-point]");
    if (span && span.start > Number(open.dataset.from) && span.start < Number(open.dataset.to)) {
      var near = words.findIndex(function (word) { return word.offset >= span.start; });
      if (near > 0) return near;
    }
    var sentence = words.findIndex(function (_word, index) { return begins(index, /[.;!?…]$/); });
    if (sentence > 0) return sentence;
    var half = Math.floor(words.length / 2);
    var clause = words.findIndex(function (_word, index) { return index >= half && begins(index, /[,:]$/); });
    return clause > 0 ? clause : Math.max(1, half);
  }

  function show() {
    var line = cutter().querySelector("[data-cut-words]");
    Array.from(line.children).forEach(function (word, index) { word.className = index < at ? "" : index === at ? "cut-second cut-first" : "cut-second"; });
    var next = words.slice(at, at + 6).map(function (word) { return word.text; }).join(" ");
    line.setAttribute("aria-valuenow", at);
    line.setAttribute("aria-valuetext", line.dataset.words + " " + next);
    var mark = line.children[at];
    if (mark) mark.scrollIntoView({ block: "nearest" });
  }

  function to(index) { at = Math.max(1, Math.min(words.length - 1, index)); show(); }

  function clause(step) {
    for (var index = at + step; index > 0 && index < words.length; index += step) if (begins(index, /[,.;:!?…]$/)) return index;
    return step > 0 ? words.length - 1 : 1;
  }

  function open() {
    var box = cutter(), root = here.root();
    if (!box || !root.dataset.open) return false;
    words = wordsOf(root.dataset.open);
    if (words.length < 2) return false;
    var line = box.querySelector("[data-cut-words]");
    line.replaceChildren();
    words.forEach(function (word, index) {
      var element = document.createElement("span");
      element.textContent = word.text;
      element.addEventListener("click", function () { if (index) to(index); });
      line.append(element, " ");
    });
    line.setAttribute("aria-valuemin", 1);
    line.setAttribute("aria-valuemax", words.length - 1);
    here.find("[data-open-point]").classList.add("cutting");
    box.hidden = false;
    to(first());
    line.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
    return true;
  }

  function close() {
    cutter().hidden = true;
    var point = here.find("[data-open-point]");
    point.classList.remove("cutting");
    point.focus({ preventScroll: true });
  }

  function cut(offset) {
    var form = here.find("[data-split]");
    form.elements.at.value = offset;
    form.requestSubmit();
  }

  var KEYS = {
    ArrowLeft: function () { to(at - 1); },
    ArrowRight: function () { to(at + 1); },
    ArrowUp: function () { to(clause(-1)); },
    ArrowDown: function () { to(clause(1)); },
    Home: function () { to(1); },
    End: function () { to(words.length - 1); },
    Enter: function () { cut(words[at].offset); },
  };

  document.addEventListener("keydown", function (event) {
    var box = cutter();
    if (!box || box.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    var act = event.key === "Escape" ? close : event.target.matches("[data-cut-words]") && KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-cut]");
    if (button) {
      if (button.dataset.cut === "do") cut(words[at].offset);
      else if (button.dataset.cut === "stop") close();
      else to(at + Number(button.dataset.cut));
      return;
    }
    var link = event.target.closest("[data-split] a");
    if (!link) return;
    /* With the cursor inside the open point a click cuts there at once. */
    var point = here.find("[data-open-point]"), span = here.selected();
    if (span && span.start > Number(point.dataset.from) && span.start < Number(point.dataset.to)) {
      event.preventDefault();
      cut(span.start);
    } else if (open()) event.preventDefault();
  });

  here.openCutter = open;
})();
