// Makes the README's picture of the HTML report: the top of a page, its cards closed; with TASK that one beside it. The picture there is that of the
// page example-40.html, which the tests of the report write into the folder that DAGRS_PAGES names.
//
//   dagrs ... --report html=run.html
//   DAGRS_NODE_FOLDER=FOLDER node docs/pictures/report.mjs run.html [TASK]     FOLDER: see tests/tools/package.json
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from '../../tests/tools/browser.mjs';

const [file, task] = process.argv.slice(2);
const target = join(dirname(fileURLToPath(import.meta.url)), 'report.png');
const browser = await launch();
try {
    const page = await openPage(browser, resolve(file), { width: 1280, height: 1000, address: task ? `#${new URLSearchParams({ task })}` : '', reduced: true });
    await page.waitForSelector('html[data-ready]');
    if (task) await page.waitForFunction(() => document.querySelector('#task .rest').childElementCount > 0);
    await page.evaluate(() => document.querySelectorAll('#failures details').forEach(card => card.open = false));
    await page.waitForTimeout(300);
    await page.screenshot({ path: target });
} finally {
    await browser.close();
}
