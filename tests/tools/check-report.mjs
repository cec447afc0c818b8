// Tries pages of the HTML report in a browser, by clicks and keys.
// Above 300 lines: every check uses the same browser and the same few words for clicks and keys, which stand with them.
//
//   node check-report.mjs FOLDER CHECK...     FOLDER holds the pages; without a check all of them are made
//
// Prints what is wrong, and nothing when all is right.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, launch, openPage } from './browser.mjs';

const [folder, ...wanted] = process.argv.slice(2);
const wrong = [];
const browser = await launch();
const same = (what, expected, actual) => JSON.stringify(expected) === JSON.stringify(actual) || wrong.push(`${what}: expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`);
const holds = (what, isSo) => isSo || wrong.push(what);
const visit = async (name, options) => {
    const page = await openPage(browser, join(folder, `${name}.html`), options);
    if (options?.script !== false && !['empty', 'problems', 'still'].includes(name)) await page.waitForSelector('html[data-ready]');
    return page;
};
const column = (page, name) => page.$$eval(`#grid tbody td.${name}`, cells => cells.map(cell => cell.textContent));
const title = page => page.$eval('#task h2', one => one.textContent.trim());
const shown = page => page.textContent('.shown');
const press = async (page, ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
};
const whole = async page => page.evaluate(() => dispatchEvent(new Event('beforeprint')));
const untilTask = async (page, name) => page.waitForFunction(text => document.querySelector('#task h2')?.textContent.includes(text) && document.querySelector('#task .rest').childElementCount > 0, name);
// Asked of the page itself: what the driver was told of it last may be older. An empty part means that there is no address.
const addressOf = page => page.evaluate(() => location.hash);
const untilAddress = async (page, part) => page.waitForFunction(text => text === '' ? location.hash === '' : location.hash.includes(text), part);
const data = page => page.$eval('#data', one => JSON.parse(one.textContent));

const checks = {
    async 'a click on a column sorts by it'() {
        const page = await visit('example-40');
        const { id, name, time, begin } = await data(page);
        const ran = id.map((_, task) => task).filter(task => begin[task] >= 0);
        await page.click('#grid th.time button');
        await whole(page);
        const longest = [...ran].sort((a, b) => time[b] - time[a] || a - b).map(task => (name[task] || '') + id[task]);
        same('longest first', longest, (await column(page, 'name')).slice(0, ran.length));
        same('said so', ['none', 'none', 'descending', 'none', 'none', 'none'], await page.$$eval('#grid th', cells => cells.map(cell => cell.getAttribute('aria-sort'))));
        same('address', '#sort=-time', await addressOf(page));
        await page.click('#grid th.time button');
        await whole(page);
        same('shortest first', [...longest].reverse(), (await column(page, 'name')).slice(-ran.length));
        await page.click('#grid th.name button');
        await whole(page);
        const names = id.map((one, task) => name[task] || one).sort(new Intl.Collator('en', { numeric: true }).compare);
        same('by name', names, (await page.$$eval('#grid tbody td.name', cells => cells.map(cell => cell.title))));
        const first = await visit('example-40');
        same('failures first', 'failed', (await column(first, 'state'))[0].trim());
    },

    async 'the filter keeps what matches'() {
        const page = await visit('example-40');
        await press(page, '/');
        await page.keyboard.type('UNIT shop');
        same('rows', ['Unit tests: Web shopweb-shop-unit'], await column(page, 'name'));
        same('count', '1 of 40 tasks', await shown(page));
        same('said', '1 of 40 tasks', await page.textContent('#live'));
        same('rowcount', '2', await page.getAttribute('#grid', 'aria-rowcount'));
        await page.keyboard.type(' nothing like that');
        holds('an empty table says so', await page.isVisible('.nothing:has-text("No task matches")'));
        await press(page, 'Escape');
        same('all again', '40 tasks', await shown(page));
        await page.click('#counts .failed button');
        same('only the failed', ['failed'], [...new Set((await column(page, 'state')).map(text => text.trim()))]);
        same('pressed', 'true', await page.getAttribute('#counts .failed button', 'aria-pressed'));
        same('address', '#state=failed', await addressOf(page));
        await page.fill('#find', 'test');
        holds('a tag is found too', (await column(page, 'name')).every(name => /tests/i.test(name)));
    },

    async 'keys alone lead everywhere'() {
        const page = await visit('example-40');
        await press(page, '/');
        same('the filter has the keys', 'find', await page.evaluate(() => document.activeElement.id));
        await page.keyboard.type('lint');
        await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown');
        same('the table has the keys', 'grid', await page.evaluate(() => document.activeElement.id));
        const second = (await page.$$eval('#grid tbody td.name', cells => cells.map(cell => cell.title)))[1];
        same('the second row is marked', second, await page.$eval('#grid tr.at td.name', cell => cell.title));
        same('for those who listen too', await page.$eval('#grid tr.at', row => row.id), await page.getAttribute('#grid', 'aria-activedescendant'));
        await press(page, 'Enter');
        await untilTask(page, second);
        holds('the keys are in the task', await page.evaluate(() => document.querySelector('#task').contains(document.activeElement)));
        await press(page, 'Escape');
        holds('Esc closes it', await page.isHidden('#task'));
        same('and gives the keys back', 'grid', await page.evaluate(() => document.activeElement.id));
        await press(page, 'End', 'Enter');
        const last = await page.$eval('#grid tr.at td.name', cell => cell.title);
        await untilTask(page, last);
        const seen = new Set();
        for (let step = 0; step < 200; step++) {
            await press(page, 'Tab');
            seen.add(await page.evaluate(() => document.activeElement.closest('[id]')?.id ?? ''));
        }
        for (const place of ['counts', 'failures', 'timeline', 'graph', 'find', 'grid', 'task']) holds(`Tab comes to ${place}`, seen.has(place) || place === 'timeline' && seen.has('timeline-keys'));
        const fresh = await visit('example-40');
        await press(fresh, 'ArrowDown', 'Enter');
        await untilTask(fresh, await fresh.$eval('#grid tr.at td.name', cell => cell.title));
    },

    async 'f goes from failure to failure'() {
        const page = await visit('example-40');
        const { name, state, states } = await data(page);
        const failures = state.flatMap((one, task) => ['failed', 'timed-out'].includes(states[one][0]) ? [name[task]] : []);
        const met = [];
        for (let step = 0; step <= failures.length; step++) {
            await press(page, 'f');
            await untilTask(page, '');
            met.push(await title(page));
        }
        same('each once, then from the first', [...failures, met[0]].sort(), [...met].sort());
        same('round', met[0], met.at(-1));
        await page.fill('#find', 'lint');
        await press(page, 'Escape', 'Escape');
        const good = await visit('example-5', { address: '#find=restore' });
        await press(good, 'f');
        await untilTask(good, '');
        same('a filter that hides them goes', '', await good.inputValue('#find'));
        const none = await visit('example-1');
        await press(none, 'f');
        same('none', 'no task failed', await none.textContent('#live'));
    },

    async 'a task tells all about itself'() {
        const page = await visit('mixed');
        const tell = async name => {
            await page.click(`#grid tbody td.name[title="${name}"]`);
            await untilTask(page, name);
            return page.textContent('#task');
        };
        let text = await tell('flaky');
        for (const words of ['failed after 4.00 s: exited with code 2', 'make flaky', 'dagrs.yaml:7', 'attempt 2', '1. exited with code 9 after 1.00 s', 'attempt 1', '2. exited with code 2 after 1.00 s', 'started at 9.00 s, ended at 13.00 s']) holds(`flaky lacks '${words}'`, text.includes(words));
        text = await tell('slow');
        for (const words of ['timed-out after 7.00 s: timed out after 7 s', '5.00 s for its dependencies; last  Build all', '8.00 s for a slot']) holds(`slow lacks '${words}'`, text.includes(words));
        text = await tell('crash');
        for (const words of ['killed by SIGSEGV', "7.00 s for the resource 'port'", 'port: 1']) holds(`crash lacks '${words}'`, text.includes(words));
        text = await tell('Build all');
        for (const words of ['build', 'ci fast', 'compiling', 'version', '1.2.3', 'Dependents', 'test', 'slow']) holds(`build lacks '${words}'`, text.includes(words));
        holds('a result has its lines', text.includes('a\nb'));
        text = await tell('wobbly');
        holds('a warning is shown', text.includes('it succeeded in attempt 3 of 3'));
        await tell('Build all');
        await page.click('#task .links button:has-text("test")');
        await untilTask(page, 'test');
        same('address', '#task=test', await addressOf(page));
        await page.goBack();
        await untilTask(page, 'Build all');
        await page.click('#task .close');
        holds('the cross closes it', await page.isHidden('#task'));
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await tell('test');
        await page.click('#task section:has(.output) .copy');
        await page.waitForSelector('#task .copy:has-text("Copied")');
        same('copied without colours', 'line 1\nred\nlast words\n', await page.evaluate(() => navigator.clipboard.readText()));
        const cut = await visit('hostile', { address: '#find=1+MB+of+lines' });
        await cut.click('#grid tbody td.name');
        await untilTask(cut, '1 MB of lines');
        text = await cut.textContent('#task');
        holds('what is left out is said', /(934 KB|1\.1 MB) before this are left out; more of it: dagrs history --yaml .* '1 MB of lines'/.test(text) || !wrong.push(text.slice(0, 600)));
    },

    async 'colours stand where they were written'() {
        for (const dark of [false, true]) {
            const page = await visit('mixed', { dark, address: '#task=test' });
            await untilTask(page, 'test');
            same('the red word', ['red'], await page.$$eval('#task .output .f-1', all => all.map(one => one.textContent)));
            const hostile = await visit('hostile', { dark, address: '#task=colours' });
            await untilTask(hostile, 'colours');
            same('of a line that was rewritten the last state, as text', '100%\n', await hostile.textContent('#task .output'));
        }
    },

    async 'what did not run says why'() {
        const page = await visit('example-40');
        const { state, states, id, name, because } = await data(page);
        for (const task of state.flatMap((one, index) => states[one][0] === 'not-run' ? [index] : [])) {
            await page.evaluate(one => location.hash = `#task=${one}`, id[task]);
            await untilTask(page, name[task]);
            const chain = await page.$$eval('#task .chain li', items => items.map(item => item.textContent.trim()));
            holds(`the chain of ${id[task]} begins with what failed: ${chain}`, chain[0]?.startsWith(name[because[task]]));
            holds(`and ends with itself: ${chain}`, chain.at(-1)?.startsWith(name[task]));
        }
    },

    async '5,000 tasks are few elements'() {
        const page = await visit('example-5000');
        same('said', '5001', await page.getAttribute('#grid', 'aria-rowcount'));
        same('rows are as high as they are taken for', [34], await page.$$eval('#grid tbody tr[data-place]', rows => [...new Set(rows.map(row => row.getBoundingClientRect().height))]));
        const rows = () => page.$$eval('#grid tbody tr', all => all.length);
        holds('few rows at first', await rows() < 120);
        await page.focus('#grid');
        await press(page, 'End');
        await page.waitForSelector('#grid tr[aria-rowindex="5001"]');
        holds('few rows at the end', await rows() < 120);
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
        await page.waitForFunction(() => [...document.querySelectorAll('#grid tbody tr[data-place]')].some(row => row.getBoundingClientRect().top > 0 && row.getBoundingClientRect().bottom < innerHeight));
        holds('few rows in the middle', await rows() < 120);
        holds('few elements', await page.evaluate(() => document.querySelectorAll('*').length) < 4000);
        holds('the canvas is as wide as the window', await page.$eval('canvas', canvas => canvas.width <= innerWidth && canvas.height <= innerHeight));
    },

    async 'hostile names and outputs run nothing'() {
        for (const script of [true, false]) {
            const page = await visit('hostile', { script });
            same('faults', [], page.faults);
            if (!script) continue;
            const { id } = await data(page);
            for (const one of id) {
                await page.evaluate(name => location.hash = `#${new URLSearchParams({ task: name })}`, one);
                await page.waitForFunction(() => document.querySelector('#task .rest')?.childElementCount > 0);
            }
            await page.mouse.move(400, 900);
            same('faults of opened tasks', [], page.faults);
            same('elements that a report has not', 0, await page.$$eval('img, iframe, object, embed, base, form, a[href^=javascript], [onerror], [onclick], [onload]', all => all.length));
            same('scripts', 2, await page.$$eval('script:not([type="application/json"]):not([type="application/octet-stream"])', all => all.length));
        }
    },

    async 'there is no serious finding of axe'() {
        // axe is a script itself: where none may run it would not.
        writeFileSync(join(folder, 'still.html'), readFileSync(join(folder, 'example-40.html'), 'utf8').replace(/<script( type="module")?>[^]*?<\/script>/g, ''));
        for (const [name, options] of [['example-40', {}], ['example-40', { dark: true }], ['mixed', { address: '#task=flaky' }], ['mixed', { address: '#task=flaky', dark: true }], ['example-40', { width: 390, height: 844 }], ['still', {}], ['problems', {}], ['hostile', { address: '#task=colours', dark: true }]]) {
            const page = await visit(name, { reduced: true, ...options });
            if (options.address) await untilTask(page, '');
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
            for (const { id, impact, nodes } of violations) {
                if (['serious', 'critical', 'moderate'].includes(impact)) wrong.push(`${name} ${JSON.stringify(options)}: ${id} (${impact}): ${nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | ')}`);
            }
        }
    },

    async 'without a script the page tells the most important things'() {
        const page = await visit('example-40', { script: false });
        const text = await page.innerText('body');
        holds('sentence', /^failed: \d+ of 40 tasks, \d:\d\d, today 14:05, dagrs\.yaml/.test(text.trim()) || !wrong.push(text.slice(0, 200)));
        same('title', await page.innerText('h1'), await page.title());
        holds('icon', (await page.getAttribute('link[rel=icon]', 'href')).includes('cf222e'));
        for (const words of ['succeeded', 'wall time', 'sum of work', 'slots busy', 'critical path', 'of the wall time', 'exited with code 1', 'dagrs.yaml:', 'Passed', 'from running', 'last 20 lines of output']) holds(`lacks '${words}'`, text.includes(words));
        same('rows', 40, await page.$$eval('#rows tbody tr', rows => rows.length));
        same('failures first', 'failed', (await page.textContent('#rows tbody td')).trim());
        same('nothing of what needs a script is seen', 0, await page.$$eval('button, input, canvas, #timeline:not([hidden]), #graph:not([hidden]), #task:not([hidden])', all => all.length));
        const large = await visit('example-5000', { script: false });
        same('rows of 5,000', 500, await large.$$eval('#rows tbody tr', rows => rows.length));
        holds('and it says so', (await large.innerText('#rows caption')).includes('The first 500 of 5000 tasks, failures first'));
    },

    // As Jenkins serves artifacts by default.
    async 'without script and style too'() {
        const file = readFileSync(join(folder, 'example-40.html'), 'utf8').replace(/content="default-src[^"]*"/, 'content="sandbox allow-same-origin; default-src \'none\'; img-src \'self\'; style-src \'self\';"');
        const context = await browser.newContext({ javaScriptEnabled: false });
        const page = await context.newPage();
        await page.route('**/*', route => route.fulfill({ body: file, contentType: 'text/html', headers: { 'Content-Security-Policy': "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';" } }));
        await page.goto('http://localhost/report.html');
        const text = await page.innerText('body');
        for (const words of ['failed:', 'wall time', 'critical path', 'exited with code 1']) holds(`lacks '${words}'`, text.includes(words));
        holds('no data is shown as text', !text.includes('"states"') && !text.includes('H4sI'));
        same('shapes have a size', 16, await page.$eval('#rows .icon', one => Math.round(one.getBoundingClientRect().width)));
        holds('nothing that needs a script is seen', await page.isHidden('#timeline') && await page.isHidden('#task'));
    },

    async 'the timeline is zoomed and opens tasks'() {
        const page = await visit('example-40', { height: 1600 });
        const box = await (await page.$('canvas')).boundingBox();
        await page.mouse.move(box.x + 300, box.y + 100);
        await page.mouse.down();
        await page.mouse.move(box.x + 600, box.y + 100, { steps: 4 });
        await page.mouse.up();
        await untilAddress(page, 'time=');
        const address = await addressOf(page);
        const zoomed = /time=(\d+)-(\d+)/.exec(address)?.slice(1).map(Number);
        const { wall } = await data(page);
        holds(`a drag zooms: ${address}`, zoomed && zoomed[0] > wall * 0.15 && zoomed[1] < wall * 0.6 && zoomed[1] > zoomed[0]);
        await page.focus('canvas');
        await press(page, '0');
        await untilAddress(page, '');
        await press(page, '+', 'ArrowRight');
        await untilAddress(page, 'time=');
        await page.click('button:has-text("whole run")');
        await untilAddress(page, '');
        const at = { x: box.x + 50, y: box.y + 30 };
        await page.mouse.move(at.x, at.y);
        await page.waitForSelector('.tip:not([hidden])');
        const tip = await page.textContent('.tip b');
        await page.mouse.click(at.x, at.y);
        await untilTask(page, tip.trim());
        const pixels = await page.$eval('canvas', canvas => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size);
        holds('it is not blank', pixels > 8);
        same('faults', [], page.faults);
    },

    async 'the graph shows ways in and out'() {
        const page = await visit('mixed');
        same('all tasks', 15, await page.$$eval('#graph .node', all => all.length));
        await page.click('#graph .node:has-text("test")');
        await untilTask(page, 'test');
        const lit = await page.$$eval('#graph .edge.lit', all => all.length);
        holds(`ways of test are lit: ${lit}`, lit >= 3);
        const forty = await visit('example-40');
        const { id, after } = await data(forty);
        const task = after.findIndex(list => list.length === 2);
        await forty.evaluate(one => location.hash = `#task=${one}`, id[task]);
        await untilTask(forty, '');
        const ends = await forty.$$eval('#graph .edge.lit', all => all.map(edge => edge.dataset.to));
        holds('a way ends at the task', ends.includes(String(task)));
        holds('and none at another that it does not lead to', ends.every(end => Number(end) === task || Number(end) >= id.length || after[end].includes(task)));
        const large = await visit('example-1000');
        holds('a word where there is too much', (await large.textContent('#graph')).includes('too many to draw at once'));
        const all = await data(large);
        const one = all.after.findIndex(list => list.length === 3);
        await large.evaluate(name => location.hash = `#task=${name}`, all.id[one]);
        await large.waitForSelector('#graph .node.chosen');
        const near = await large.$$eval('#graph .node', nodes => nodes.map(node => Number(node.dataset.task)));
        holds('neighbours are there', all.after[one].every(other => near.includes(other) && all.after[other].every(far => near.includes(far))));
    },

    async 'the address brings everything back'() {
        const page = await visit('example-40', { address: '#task=web-shop-unit&sort=-time&find=tests&state=succeeded%2Cfailed&time=1000000-9000000' });
        await untilTask(page, 'Web shop');
        same('filter', 'tests', await page.inputValue('#find'));
        same('sort', 'descending', await page.getAttribute('#grid th.time', 'aria-sort'));
        same('states', ['failed', 'succeeded'], await page.$$eval('#counts [data-state]:has(button[aria-pressed="true"])', all => all.map(one => one.dataset.state).sort()));
        await page.click('#task .close');
        same('address', '#sort=-time&find=tests&state=succeeded%2Cfailed&time=1000000-9000000', await addressOf(page));
        for (const address of ['#task=nobody&sort=nothing&state=odd&time=9-1', '#time=x', '#%%%', '#task=']) same(`faults of ${address}`, [], (await visit('example-5', { address })).faults);
    },

    async 'times are in the words of the terminal'() {
        const page = await visit('times');
        await whole(page);
        const expected = JSON.parse(readFileSync(join(folder, 'times.json'), 'utf8'));
        const actual = Object.fromEntries(await page.$$eval('#grid tbody tr[data-place]', rows => rows.map(row => [row.querySelector('.name').title, row.querySelector('.time').textContent])));
        same('how many', Object.keys(expected).length, Object.keys(actual).length);
        for (const [name, words] of Object.entries(expected)) same(name, words, actual[name]);
    },

    async 'all rows are printed'() {
        const page = await visit('example-1000');
        await whole(page);
        same('rows', 1000, await page.$$eval('#grid tbody tr[data-place]', rows => rows.length));
        await page.evaluate(() => dispatchEvent(new Event('afterprint')));
        holds('few again', await page.$$eval('#grid tbody tr', rows => rows.length) < 120);
        holds('a document comes out', (await page.pdf()).length > 10000);
    },

    async 'it asks for nothing from anywhere'() {
        for (const name of ['example-40', 'hostile', 'mixed']) {
            const page = await visit(name);
            await press(page, 'f');
            await untilTask(page, '');
            same('what it asked for', [], page.asked.filter(url => !url.startsWith('file:') && !url.startsWith('data:')));
            same('files', 1, page.asked.filter(url => url.startsWith('file:')).length);
            same('faults', [], page.faults);
        }
    },

    async 'it fits a telephone'() {
        for (const name of ['example-40', 'mixed', 'hostile', 'problems', 'empty', 'example-5000']) {
            for (const script of [true, false]) {
                const page = await visit(name, { width: 360, height: 740, script });
                holds(`${name} is as wide as the screen: ${await page.evaluate(() => document.documentElement.scrollWidth)}`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
            }
        }
        const page = await visit('example-40', { width: 360, height: 740 });
        same('rows are as high as they are taken for', [34], await page.$$eval('#grid tbody tr[data-place]', rows => [...new Set(rows.map(row => row.getBoundingClientRect().height))]));
        await page.click('#failures .more button');
        await untilTask(page, '');
        same('a task has all of it', 360, await page.$eval('#task', panel => Math.round(panel.getBoundingClientRect().width)));
        const still = await visit('example-40', { reduced: true, address: '#task=core-lint' });
        same('nothing moves for those who want none', 'none', await still.$eval('#task', panel => getComputedStyle(panel).animationName));
    },

    async 'unusual runs have their pages'() {
        for (const [name, sentence] of [['empty', 'succeeded: 0 tasks'], ['problems', 'nothing was run: 3 problems'], ['unfinished', 'not finished: 1 of 3 tasks ended'], ['stopped', 'stopped by SIGINT: 0 of 2 tasks ended'], ['example-1', 'succeeded: 1 task,']]) {
            const page = await visit(name);
            holds(`${name}: ${await page.innerText('h1')}`, (await page.innerText('h1')).startsWith(sentence));
            same(`faults of ${name}`, [], page.faults);
        }
        holds('a problem is shown', (await (await visit('problems')).innerText('.problems')).includes("dagrs.yaml:12:15: task 'test' depends on 'biuld'"));
    },
};

try {
    for (const name of wanted.length > 0 ? wanted : Object.keys(checks)) {
        const before = wrong.length;
        try {
            if (!checks[name]) throw new Error('there is no such check');
            await checks[name]();
        } catch (error) {
            wrong.push(error.stack ?? String(error));
        }
        for (let index = before; index < wrong.length; index++) wrong[index] = `${name}: ${wrong[index]}`;
        for (const context of browser.contexts()) await context.close();
    }
} finally {
    await browser.close();
}
if (wrong.length > 0) console.log(wrong.join('\n'));
