// How fluid a page of the HTML report is: opens it in Chromium, scrolls its table to the end, filters, sorts, opens tasks, zooms, and tells from the
// browser's own trace how long its main thread was busy at a time. Above 200 ms a person feels it. Work is the thread's own time: a machine that others
// use too makes only the clock's longer.
//
//   DAGRS_NODE_FOLDER=FOLDER node benchmarks/report/run.mjs PAGE...     FOLDER: see tests/tools/package.json
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch, openPage } from '../../tests/tools/browser.mjs';

const steps = {
    async open() {},
    async scroll(page) {
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        for (let at = 0; at < height; at += Math.max(400, height / 120)) {
            await page.evaluate(top => scrollTo(0, top), at);
            await page.evaluate(() => new Promise(requestAnimationFrame));
        }
    },
    async filter(page) {
        await page.keyboard.press('/');
        await page.keyboard.type('unit tests 1', { delay: 20 });
        await page.keyboard.press('Escape');
    },
    async sort(page) {
        for (const name of ['time', 'name', 'start', 'state']) await page.click(`#grid th.${name} button`);
    },
    async tasks(page) {
        for (let step = 0; step < 8; step++) {
            await page.keyboard.press('f');
            await page.waitForTimeout(60);
        }
    },
    async zoom(page) {
        await page.focus('canvas');
        for (const key of ['+', '+', '+', 'ArrowRight', 'ArrowRight', '-', '0']) await page.keyboard.press(key);
        await page.waitForTimeout(60);
    },
};

// The longest stretches of work of the thread that scripts, layout and input share, in milliseconds.
function busiest(file) {
    const { traceEvents } = JSON.parse(readFileSync(file));
    const threads = new Set(traceEvents.filter(event => event.name === 'thread_name' && event.args.name === 'CrRendererMain').map(event => `${event.pid} ${event.tid}`));
    return traceEvents.filter(event => event.name.endsWith('RunTask') && event.dur && threads.has(`${event.pid} ${event.tid}`)).map(event => [event.dur / 1000, (event.tdur ?? event.dur) / 1000]).sort((a, b) => b[1] - a[1]);
}

const folder = mkdtempSync(join(tmpdir(), 'dagrs-trace-'));
const browser = await launch();
try {
    for (const file of process.argv.slice(2)) {
        console.log(file);
        const context = await browser.newContext();
        const blank = await context.newPage();
        let page = blank;
        for (const [name, act] of Object.entries(steps)) {
            const trace = join(folder, `${name}.json`);
            await browser.startTracing(name === 'open' ? undefined : page, { path: trace, categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] });
            if (name === 'open') {
                page = await openPage(browser, resolve(file));
                await page.waitForTimeout(300);
            }
            await act(page);
            await browser.stopTracing();
            const times = busiest(trace);
            const [wall, work] = times[0] ?? [0, 0];
            console.log(`  ${name.padEnd(8)} longest ${work.toFixed(0).padStart(4)} ms of work (${wall.toFixed(0)} ms by the clock), above 50 ms: ${times.filter(time => time[1] > 50).length}, above 200 ms: ${times.filter(time => time[1] > 200).length}`);
        }
        await context.close();
        await page.context().close();
    }
} finally {
    await browser.close();
    rmSync(folder, { recursive: true });
}
