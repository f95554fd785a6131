// The picker of the home page: leads to the page of the two models chosen, in canonical order.
// Without JavaScript the form is not shown, and a sentence says how to get there.
"use strict";

document.getElementById("picker").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const [left, right] = [form.elements.left.value, form.elements.right.value].sort();
  if (left === right) {
    form.querySelector("[role=status]").textContent = "Choose two different models.";
    return;
  }
  location.href = form.dataset.comparison.replace("{left}", left).replace("{right}", right);
});
