/* The print button exists only where a script can answer it; the look on paper is the style sheet's affair. */
document.querySelectorAll("[data-print]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
});
