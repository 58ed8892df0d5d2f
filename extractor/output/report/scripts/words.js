// Words of the page in both languages. A node with data-t, data-t-label or data-t-placeholder is put into words here.

const WORDS = JSON.parse(byId("words").textContent);
let language = "ja";

function t(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) throw new Error(`no words for ${key}`);
  return pair[language === "ja" ? 0 : 1].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// Making these takes long, using them does not.
const formats = { numbers: null, countries: null };

const number = (n) => formats.numbers.format(n);

/** The name of a house: a body's own, or a country's in the language of the page. */
function houseName(name) {
  return isCountry(name) ? countryName(name) : plain(name);
}

const isCountry = (name) => /^[A-Z]{2}$/.test(name);

function countryName(code) {
  try {
    return formats.countries.of(code);
  } catch {
    return code; // no code of a region
  }
}

function setLanguage(to) {
  language = to;
  formats.numbers = new Intl.NumberFormat(to);
  formats.countries = new Intl.DisplayNames([to], { type: "region" });
  document.documentElement.lang = to;
  document.title = t("page.title");
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.matches("button.icon")) node.title = t(node.dataset.tLabel);
  }
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  // A switch to a language is written in it.
  byId("language").lang = to === "ja" ? "en" : "ja";
}
