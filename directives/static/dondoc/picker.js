/* Turns a multiple select of departments into chosen tokens and a field that searches by name without
   diacritics. The select stays in the form and keeps the truth; without this script it is simply shown. */
(function () {
  "use strict";

  function fold(words) {
    return words.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim();
  }

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text) element.textContent = text;
    return element;
  }

  function icon(name) {
    var space = "http://www.w3.org/2000/svg";
    var svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS(space, "use")).setAttribute("href", "#" + name);
    return svg;
  }

  /* A screen that is exchanged piece by piece holds all departments once, and in each choice only the chosen ones. */
  function complete(select) {
    var all = document.querySelectorAll("datalist#departments option");
    if (!all.length || select.options.length >= all.length) return;
    var there = new Set(Array.from(select.options).map(function (option) { return option.value; }));
    all.forEach(function (option) { if (!there.has(option.getAttribute("value"))) select.append(option.cloneNode(true)); });
  }

  function enhance(field) {
    if (field.dataset.ready) return;
    field.dataset.ready = "yes";
    var select = field.querySelector("select[multiple]");
    complete(select);
    var name = field.dataset.picker;
    var tokens = make("div", { class: "tokens" });
    var ask = make("div", { class: "ask" });
    var input = make("input", {
      type: "text", id: "ask_" + name, role: "combobox", autocomplete: "off", "aria-expanded": "false",
      "aria-controls": "options_" + name, "aria-autocomplete": "list", placeholder: field.dataset.addLabel,
    });
    ["aria-invalid", "aria-describedby"].forEach(function (state) {
      if (select.hasAttribute(state)) input.setAttribute(state, select.getAttribute(state));
    });
    var list = make("ul", { class: "options", id: "options_" + name, role: "listbox" });
    list.setAttribute("aria-label", field.querySelector("label").textContent);
    list.hidden = true;
    ask.append(input, list);
    field.querySelector("label").setAttribute("for", input.id);
    select.hidden = true;
    select.before(tokens);
    var at = -1;

    function show() {
      tokens.replaceChildren();
      Array.from(select.selectedOptions).forEach(function (option) {
        var token = make("span", { class: name === "leads" ? "token lead" : "token" }, option.textContent);
        var remove = make("button", { type: "button", "aria-label": field.dataset.removeLabel + " " + option.textContent });
        remove.append(icon("i-x"));
        remove.addEventListener("click", function () { option.selected = false; tell(); show(); input.focus(); });
        token.append(remove);
        tokens.append(token);
      });
      tokens.append(ask);
    }

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function found() {
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      return Array.from(select.options).filter(function (option) {
        return !option.selected && words.every(function (word) { return option.dataset.fold.includes(word); });
      }).slice(0, 40);
    }

    function open() {
      var options = found();
      list.replaceChildren();
      options.forEach(function (option, index) {
        var item = make("li", { role: "option", id: "option_" + name + "_" + index, "aria-selected": "false" }, option.textContent);
        item.addEventListener("mousedown", function (event) { event.preventDefault(); take(option); });
        list.append(item);
      });
      if (!options.length) list.append(make("li", { class: "none" }, field.dataset.noneLabel));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      move(options.length && input.value ? 0 : -1);
    }

    function move(to) {
      var items = list.querySelectorAll("[role=option]");
      at = items.length ? Math.max(-1, Math.min(items.length - 1, to)) : -1;
      items.forEach(function (item, index) { item.setAttribute("aria-selected", String(index === at)); });
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    }

    /* Whoever keeps what is typed hears of it as of any field. */
    function tell() { select.dispatchEvent(new Event("change", { bubbles: true })); }

    function take(option) {
      option.selected = true;
      tell();
      input.value = "";
      show();
      close();
      input.focus();
    }

    input.addEventListener("input", open);
    input.addEventListener("click", open);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) open(); else move(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        if (at >= 0) take(found()[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      } else if (event.key === "Backspace" && !input.value && select.selectedOptions.length) {
        select.selectedOptions[select.selectedOptions.length - 1].selected = false;
        tell();
        show();
        input.focus();
      }
    });
    show();
  }

  function enhanceAll() { document.querySelectorAll("[data-picker]").forEach(enhance); }

  enhanceAll();
  document.addEventListener("htmx:afterSettle", enhanceAll);
})();
