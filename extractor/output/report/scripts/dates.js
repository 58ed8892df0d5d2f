// EDTF values in words: 2025-04-28/2025-05-02 is 2025年4月28日（月）〜5月2日（金）.

const POINT = /^(?:(-?[\dX]{4,})(?:-([\dX]{2}))?(?:-([\dX]{2}))?)?(?:T(\d\d:\d\d)(?::\d\d)?)?([~?%]?)$/;
const SEASONS = { ja: ["春", "夏", "秋", "冬"], en: ["spring", "summer", "autumn", "winter"] };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
const WEEKDAYS = { ja: "日月火水木金土", en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] };

/** A date for reading; a form that is not known is given as it is. */
function formatDate(value) {
  if (!value) return "";
  const [first, last] = value.split("/");
  const from = point(first);
  if (last === undefined) return from ? pointText(from) : plain(value);
  const to = point(last);
  if (!from || !to) return plain(value);
  const joint = language === "ja" ? "〜" : " – ";
  return (from.open ? "" : pointText(from)) + joint + (to.open ? "" : pointText(to, from));
}

const whenText = (event) => (event.date ? formatDate(event.date) : t("events.undated"));

function point(text) {
  if (text === "" || text === "..") return { open: true };
  const found = POINT.exec(text);
  if (!found || text === "") return null;
  const [, year, month, day, time, vague] = found;
  return { year, month, day, time, vague };
}

/** Leaves out what `before`, the start of the interval, has told. */
function pointText({ year, month, day, time, vague }, before = {}) {
  const sameYear = year === before.year;
  const sameDay = sameYear && month === before.month && day === before.day;
  const parts = [];
  if (year && !(sameDay && time)) parts.push(dayText(sameYear ? null : year, month, day, year));
  if (time) parts.push(time);
  const text = parts.join(" ");
  if (!vague) return text;
  if (vague === "?") return `${text}?`;
  return language === "ja" ? `${text}頃` : `c. ${text}`;
}

function dayText(shown, month, day, year) {
  const known = (part) => part && !part.includes("X");
  const decade = /^(\d{3})X$/.exec(shown || "");
  if (decade) return language === "ja" ? `${decade[1]}0年代` : `${decade[1]}0s`;
  const yearText = shown && shown !== "XXXX" ? shown : "";
  const season = SEASONS[language][Number(month) - 21];
  if (season) return language === "ja" ? `${yearText && `${yearText}年`}${season}` : `${season} ${yearText}`.trim();
  const weekday = known(year) && known(month) && known(day) ? weekdayOf(year, month, day) : "";
  if (language === "ja") {
    return [
      yearText && `${yearText}年`,
      known(month) && `${Number(month)}月`,
      known(day) && `${Number(day)}日`,
      weekday && `（${weekday}）`,
    ]
      .filter(Boolean)
      .join("");
  }
  const date = [known(day) && Number(day), known(month) && (MONTHS[Number(month) - 1] ?? month), yearText];
  return [weekday && `${weekday},`, ...date].filter(Boolean).join(" ");
}

function weekdayOf(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return WEEKDAYS[language][date.getUTCDay()] ?? "";
}
