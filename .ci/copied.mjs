// What other programs copy from a PDF against what was written: in many scripts, by poppler, mupdf and pdf.js.
//
//   node .ci/copied.mjs HANDBILL NODE_MODULES [FONT_FOLDER]
//
// Builds a small campaign for each text of tests/copied/texts.json, with its words as headline in capitals, in
// spaced capitals, as text and in a narrow column with divided words. Prints a table with the share of words
// that are copied whole and in order, and fails where poppler loses one, or another reader more than before.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [handbill, modules, elsewhere] = process.argv.slice(2);
const tests = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..', 'tests');
const texts = JSON.parse(fs.readFileSync(path.join(tests, 'copied', 'texts.json'), 'utf8'));
const pdfjs = await import(pathToFileURL(path.join(modules, 'node_modules/pdfjs-dist/legacy/build/pdf.mjs')).href);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'copied-'));

// Text as its letters follow each other: without marks of direction, and words that a line divides as one.
const words = text =>
  text
    .normalize('NFC')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/g, '')
    .replace(/\u00ad\s*/g, '')
    .replace(/(?<=\S[-\u2010])\n/g, '')
    .split(/\s+/)
    .filter(Boolean);

// How many of the words are found whole and in order.
function found(wanted, copied) {
  let row = new Array(copied.length + 1).fill(0);
  for (const word of wanted) {
    const next = [0];
    copied.forEach((other, at) => next.push(other === word ? row[at] + 1 : Math.max(row[at + 1], next[at])));
    row = next;
  }
  return row.at(-1);
}

async function browser(file) {
  const data = new Uint8Array(fs.readFileSync(file));
  const task = pdfjs.getDocument({ data, verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const { items } = await page.getTextContent();
  await task.destroy();
  return items.map(item => item.str + (item.hasEOL ? '\n' : '')).join('');
}

const readers = {
  poppler: file => execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' }),
  mupdf: file => execFileSync('mutool', ['draw', '-q', '-F', 'text', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  'pdf.js': browser,
};

function build(text, at) {
  const folder = path.join(work, String(at));
  fs.mkdirSync(path.join(folder, 'templates'), { recursive: true });
  fs.copyFileSync(path.join(tests, 'copied', 'layout.toml'), path.join(folder, 'templates', 'copied.toml'));
  if (text.font) {
    fs.mkdirSync(path.join(folder, 'fonts'));
    fs.copyFileSync(path.join(elsewhere ?? path.join(tests, 'fonts'), text.font), path.join(folder, 'fonts', path.basename(text.font)));
  }
  const string = JSON.stringify;
  fs.writeFileSync(
    path.join(folder, 'copied.toml'),
    `[campaign]
id = "copied"
language = ${string(text.language)}
title = "Copied"
headline = ${string(text.headline)}
lead = ${string(text.lead)}
hashtag = "#copied"
home = "https://example.org/"
as_of = "2026-11"

[organizer]
name = "Copied"
`,
  );
  execFileSync(handbill, ['build', path.join(folder, 'copied.toml'), '--template', 'copied', '--route', 'screen', '--out', path.join(folder, 'out')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const files = fs.readdirSync(path.join(folder, 'out'), { recursive: true }).filter(name => name.endsWith('.pdf'));
  return path.join(folder, 'out', files[0]);
}

let lost = 0;
console.log(`| text | words | ${Object.keys(readers).join(' | ')} |`);
console.log(`| --- | ---: |${' ---: |'.repeat(Object.keys(readers).length)}`);
for (const [at, text] of texts.entries()) {
  const file = build(text, at);
  const whole = (text.headline + ' ').repeat(2) + (text.lead + ' ').repeat(2);
  const wanted = words(whole);
  const shares = [];
  for (const [name, read] of Object.entries(readers)) {
    const copied = words(await read(file));
    const count = found(wanted, copied);
    shares.push(`${((100 * count) / wanted.length).toFixed(1)} %`);
    const least = name === 'poppler' ? 1 : (text.least?.[name] ?? 1);
    if (count < least * wanted.length || process.env.VERBOSE && count < wanted.length) {
      if (count < least * wanted.length) lost += 1;
      const missing = wanted.filter(word => !copied.includes(word));
      console.error(`${text.name}, ${name}: lost ${missing.join(' ')} | copied ${copied.filter(word => !wanted.includes(word)).join(' ')}`);
    }
  }
  console.log(`| ${text.name} | ${wanted.length} | ${shares.join(' | ')} |`);
}
if (!process.env.KEEP) fs.rmSync(work, { recursive: true });
else console.error(work);
process.exit(lost ? 1 : 0);
