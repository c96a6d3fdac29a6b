// Opens a report in headless Chromium, without a network, in light and dark and on a narrow window, and fails on
// a message of the console, a request, a violation that axe finds, sideways scrolling, or a mark or heading that
// the keyboard does not reach.
//
// Usage: node report.mjs MODULES REPORT [FOLDER FOR PICTURES]
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const [modules, report, pictures] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'node_modules/'));
const puppeteer = require('puppeteer-core');
const axe = require('axe-core');

const url = pathToFileURL(resolve(report)).href;
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--host-resolver-rules=MAP * ~NOTFOUND'],
});
const failures = [];
let marks = 0;
for (const scheme of ['light', 'dark']) {
  for (const width of [1280, 800, 360]) {
    const where = `${scheme}, ${width} px`;
    const page = await browser.newPage();
    // The page allows no script; those of this check run beside it.
    await page.setBypassCSP(true);
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    page.on('console', message => failures.push(`${where}: console: ${message.text()}`));
    page.on('pageerror', error => failures.push(`${where}: ${error}`));
    page.on('request', request => {
      if (request.url() !== url && !request.url().startsWith('data:')) failures.push(`${where}: asks for ${request.url()}`);
    });
    await page.goto(url, { waitUntil: 'load' });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) failures.push(`${where}: ${wide} px wider than the window`);
    if (pictures) await page.screenshot({ path: `${pictures}/${scheme}-${width}.png`, fullPage: true });

    // By the keyboard: the link that skips comes first, and each mark and fold is reached.
    const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
      .filter(at => at.matches('summary') || !at.closest('details:not([open])')).length);
    marks = await page.evaluate(() => document.querySelectorAll('a.mark').length);
    const reached = [];
    for (let step = 0; step < wanted; step++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => {
        const at = document.activeElement;
        const shown = at.getBoundingClientRect();
        const outline = getComputedStyle(at).outlineStyle !== 'none';
        return { what: at.className || at.tagName, seen: shown.width > 0 && shown.height > 0 && outline };
      }));
    }
    if (reached[0]?.what !== 'skip') failures.push(`${where}: the first stop is ${reached[0]?.what}`);
    const found = reached.filter(stop => stop.what.startsWith('mark')).length;
    if (found !== marks) failures.push(`${where}: the keyboard reaches ${found} of ${marks} marks`);
    for (const stop of reached) if (!stop.seen) failures.push(`${where}: the focus is not seen on ${stop.what}`);

    // Closed parts are looked at too.
    await page.evaluate(() => document.querySelectorAll('details').forEach(part => { part.open = true; }));
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(() => axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }));
    for (const rule of violations) {
      const nodes = rule.nodes.slice(0, 3).map(node => `${node.target} ${node.failureSummary}`);
      failures.push(`${where}: ${rule.id}: ${rule.help}\n    ${nodes.join('\n    ')}`);
    }
    if (passes.length < 10) failures.push(`${where}: axe looked at ${passes.length} rules alone`);
    await page.close();
  }
}
await browser.close();
if (failures.length) {
  console.error(failures.join('\n'));
  process.exit(1);
}
console.log(`${report}: 6 views, ${marks} marks, nothing to complain of`);
