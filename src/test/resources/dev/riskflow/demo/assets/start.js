// The form that starts a flow and sends the browser to the bank.
import { byId, say } from "./dom.js";
import { startFlow } from "./shop-server.js";

// Where the API's fields stand in the form.
const FIELDS = { user_id: "user_id", name: "name", language: "language", "accounts[0].id": "iban" };

const form = byId("start-form");
const button = byId("start-button");

export function showStart() {
  byId("start").hidden = false;
  form.addEventListener("change", showUserField);
  form.addEventListener("submit", submitted);
  // Whoever comes back with the browser's arrow finds a form that can be sent again.
  addEventListener("pageshow", () => {
    showUserField();
    button.disabled = false;
  });
}

function showUserField() {
  byId("user-field").hidden = form.elements.type.value !== "ongoing";
}

async function submitted(event) {
  event.preventDefault();
  showErrors([]);
  button.disabled = true;
  try {
    const link = await startFlow(request());
    location.assign(link.location);
  } catch (problem) {
    button.disabled = false;
    showProblem(problem);
  }
}

/** What is left empty is left out. */
function request() {
  const { type, user_id, name, iban, language } = form.elements;
  return {
    type: type.value,
    user_id: (type.value === "ongoing" && user_id.value) || undefined,
    name: name.value || undefined,
    accounts: iban.value ? [{ id: iban.value }] : undefined,
    language: language.value,
  };
}

function showProblem(problem) {
  const errors = problem.errors ?? [];
  showErrors(errors);
  const elsewhere = errors.filter((error) => !FIELDS[error.field]).map((error) => `${error.field} ${error.message}`);
  say(byId("form-problem"), errors.length ? elsewhere.join("; ") : problem.message);
  form.querySelector("[aria-invalid]")?.focus();
}

function showErrors(errors) {
  say(byId("form-problem"), null);
  Object.entries(FIELDS).forEach(([field, id]) => {
    const messages = errors.filter((error) => error.field === field).map((error) => error.message);
    say(byId(`${id}-error`), messages.join("; "));
    if (messages.length > 0) {
      byId(id).setAttribute("aria-invalid", "true");
    } else {
      byId(id).removeAttribute("aria-invalid");
    }
  });
}
