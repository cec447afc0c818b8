// Opens pages of the HTML report in Chromium. Whoever starts it names, by DAGRS_NODE_FOLDER, a folder in which the packages of package.json are installed.
import { createRequire } from 'node:module';
import { readFileSync, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(resolve(process.env.DAGRS_NODE_FOLDER), 'any.js'));
const { chromium } = require('playwright-core');

export const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const program = process.env.PATH.split(delimiter).map(folder => join(folder, 'chromium')).find(existsSync);

export const launch = () => chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

// A page, and what it did that a report must not: what it asked for, what its policy forbade, dialogs, errors.
export async function openPage(browser, file, { address = '', width = 1280, height = 800, dark = false, script = true, reduced = false } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: script, reducedMotion: reduced ? 'reduce' : 'no-preference', timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    page.faults = [];
    page.asked = [];
    page.on('request', request => page.asked.push(request.url()));
    page.on('dialog', async dialog => {
        page.faults.push(`dialog: ${dialog.message()}`);
        await dialog.dismiss();
    });
    page.on('pageerror', error => page.faults.push(`error: ${error.message}`));
    page.on('console', message => ['error', 'warning'].includes(message.type()) && page.faults.push(`console: ${message.text()}`));
    await page.addInitScript(() => addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
    await page.goto(pathToFileURL(file).href + address);
    return page;
}
