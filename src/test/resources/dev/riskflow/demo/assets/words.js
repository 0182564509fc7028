// The API's closed sets, in words for a reader.

const STATUS = {
  awaiting_user: "You have been sent to your bank.",
  awaiting_confirmation: "The shop has yet to confirm that it was you.",
  authorized: "You are back; access is being set up.",
  fetching: "Your report is being fetched.",
  completed: "Your report is there.",
  cancelled: "You cancelled at the bank. You may go back and finish after all.",
  failed: "It did not work out.",
  expired: "The link was not used in time.",
};

const REASON = {
  provider_reported: "The provider reported a failure.",
  code_refused: "The provider refused the code.",
  code_expired: "The code was too old.",
  exchange_in_doubt: "The answer to the code was lost.",
  access_lost: "The provider no longer grants access.",
  report_unavailable: "The provider had no report in time.",
  deadline_passed: "The provider could not be reached in time.",
  not_confirmed: "Nobody confirmed who it was.",
};

const NEXT = {
  send_user_to_widget: "Finish at the bank",
  confirm_user: "Confirm who came back",
  wait: "Wait",
  read_report: "Read the report",
  renew: "Ask for access anew",
  use_renewal: "Go on with its renewal",
  start_new_flow: "Start a new request",
};

const TYPE = { one_time: "One-time", ongoing: "Ongoing" };

/** A code of the API that this page does not know yet stands for itself. */
const worded = (words) => (code) => (Object.hasOwn(words, code) ? words[code] : code);

export const statusText = worded(STATUS);
export const reasonText = worded(REASON);
export const nextText = worded(NEXT);
export const typeText = worded(TYPE);
export const isStatus = (code) => Object.hasOwn(STATUS, code);
/** A masked IBAN, short: DE12 … 7890. */
export const account = (iban) => iban.replace(/\*+/, " … ");

/** As on a label: underscores are for machines. */
export const label = (code) => code.replaceAll("_", " ");

export const time = (instant) =>
  new Date(instant).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
  });

export const moment = (instant) =>
  new Date(instant).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
