// Writes dates.tsv from the npm package `cldr-dates-full`:
//
//     npm pack cldr-dates-full@48.2.0 && tar xzf cldr-dates-full-*.tgz
//     node dates.mjs package > dates.tsv
//
// See README.md for the columns.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2] ?? "package";
const version = JSON.parse(readFileSync(join(root, "package.json"))).version;

// A pattern changed where it stands outside quotes.
const outside = (pattern, change) =>
  pattern.split(/('[^']*')/).map((part) => (part.startsWith("'") ? part : change(part))).join("");
const has = (pattern, field) => new RegExp(field).test(pattern.replace(/'[^']*'/g, ""));
// A pattern with one that has a word or a comma in its place, where it joins by a space alone.
const joined = (pattern, other) => (/^\{1\}\s\{0\}$/.test(pattern) ? other : pattern);

// A pattern of a range in the form of the single day, `long`, so that both can stand on a page: the month
// by its name, as ICU has it too (`DateIntervalFormat`), the day as wide, and the era where it has one.
const alike = (pattern, long) => {
  const day = long.match(/d+/)[0];
  return outside(pattern, (text) => {
    if (has(long, "MMMM")) text = text.replace(/(M{3,}|L{3,})(\.?)/g, (all, month, dot) => "MMMM" + (has(long, "MMMM\\.") ? dot : ""));
    if (has(long, "G y") && !has(text, "G")) text = text.replace(/y+/g, "G y");
    return text.replace(/d+/g, day);
  });
};
// The range of days made from the single day, where CLDR has one in numbers or one that loses a month.
const collapsed = (long, range, difference) => {
  const at = long.indexOf("MMMM");
  const year = long.search(/\s?(G )?y/);
  const dash = range.replace("{0}", "").replace("{1}", "");
  if (difference === "d" && /^d/.test(long)) return `${long.slice(0, at).trimEnd()}–${long}`;
  if (difference === "M" && year > at) return `${long.slice(0, year).replace(/,$/, "")}${dash}${long}`;
  return `${long}${dash}${long}`;
};
const whole = (pattern, difference) => {
  const fields = { d: "", M: "M", y: "y" }[difference];
  return fields === "" || pattern.replace(/'[^']*'/g, "").match(new RegExp(`${fields}+`, "g"))?.length === 2;
};

const rows = new Map();
for (const tag of readdirSync(join(root, "main")).sort()) {
  const file = join(root, "main", tag, "ca-gregorian.json");
  const { dates } = JSON.parse(readFileSync(file)).main[tag];
  const { dateFormats, dateTimeFormats: formats, ...others } = dates.calendars.gregorian;
  const at = others["dateTimeFormats-atTime"].standard;
  const ranges = formats.intervalFormats;
  // Armenian has the year first in `full` and `yMMMM`, and last in `long` and in ranges: here it is first.
  if (/^hy/.test(tag)) {
    dateFormats.long = "y թ․ MMMM d";
    dateFormats.full = "y թ․ MMMM d, EEEE";
    ranges.yMMMMd = { d: "y թ․ MMMM d–d", M: "y թ․ MMMM d – MMMM d", y: "y թ․ MMMM d – y թ․ MMMM d" };
  }
  const long = dateFormats.long;
  // A hyphen between spaces is a dash in print, and in Spanish words suit only what has an article.
  const range = ranges.intervalFormatFallback.replace(" - ", " – ").replace(/ a el | al /, " – ");
  const days = ranges.yMMMMd ?? ranges.yMMMd ?? {};
  const day = (difference) => {
    const made = alike(days[difference], long);
    const named = !has(long, "MMMM") || has(made, "MMMM");
    return named && whole(made, difference) ? made : collapsed(long, range, difference);
  };
  const row = [
    range,
    day("d"),
    day("M"),
    day("y"),
    ranges.hm.a,
    ranges.hm.h,
    ranges.Hm.H,
    joined(formats.medium, at.medium),
    joined(at.full === formats.full ? at.long : at.full, at.medium),
    formats.availableFormats.EHm,
    formats.availableFormats.Ehm,
    outside(dateFormats.full, (text) => text.replace(/d+/, long.match(/d+/)[0])),
    long,
  ];
  rows.set(tag === "und" ? "root" : tag, row);
}

// The bare tag is that of the United States, and the program asks for it by name.
rows.set("en-US", rows.get("en"));
// Regions whose usual script is another than that of the language.
for (const [tag, script] of [["zh-TW", "zh-Hant"], ["zh-HK", "zh-Hant-HK"], ["zh-MO", "zh-Hant-MO"]]) {
  if (rows.has(script)) rows.set(tag, rows.get(script));
}

// A tag with less in it that has the same row stands for this one.
const shorter = (tag) => {
  const parts = tag.split("-");
  const found = [];
  for (let count = parts.length - 1; count > 0; count -= 1) {
    found.push(parts.slice(0, count).join("-"));
  }
  if (parts.length === 3) found.splice(1, 0, `${parts[0]}-${parts[2]}`);
  return [...found, "root"];
};
const same = (a, b) => a !== undefined && a.every((value, index) => value === b[index]);
const groups = new Map();
for (const [tag, row] of rows) {
  const next = tag === "root" ? undefined : shorter(tag).find((other) => rows.has(other));
  // English stays whole: the program asks which regions have a form of their own.
  if (next !== undefined && !tag.startsWith("en-") && same(rows.get(next), row)) continue;
  const key = row.join("\t");
  groups.set(key, [...(groups.get(key) ?? []), tag]);
}

console.log(`# Unicode CLDR ${version}, made by dates.mjs. Licence: LICENSE-UNICODE.txt`);
for (const [row, tags] of groups) console.log(`${tags.join(" ")}\t${row}`);
