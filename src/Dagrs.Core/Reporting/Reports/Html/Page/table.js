// The table of all tasks. Only the rows that are seen, and some around them, are elements.
import { change, count, data, element, failing, icon, nameOf, open, plural, say, stateOf, textOf, view, waitOf, wasStarted, watch, wordOf, words } from './run.js';

const urgency = ['failed', 'timed-out', 'canceled', 'allowed', 'running', 'not-run', 'pending', 'succeeded', 'skipped', 'up-to-date'];
const columns = [
    { key: 'state', title: 'State', of: task => urgency.indexOf(stateOf(task)) },
    { key: 'name', title: 'Task', of: nameOf },
    { key: 'time', title: 'Time', of: task => wasStarted(task) ? data.time[task] : -1, isNumber: true },
    { key: 'wait', title: 'Waited', of: task => wasStarted(task) ? waitOf(task) : -1, isNumber: true },
    { key: 'start', title: 'Started', of: task => data.begin[task], isNumber: true },
    { key: 'end', title: 'How it ended', of: task => textOf('words', task) },
];
const beyond = 12; // rows that are drawn above and below what is seen
const texts = data.id.map((id, task) => `${id} ${data.name[task]} ${textOf('tags', task)}`.toLowerCase());
const longest = data.time.reduce((most, time) => Math.max(most, time), 1);
const rowHeight = 34;

let order = []; // the tasks that are shown
let cursor = -1; // a place in it
let first = 0;
let last = 0;
let grid, body, top, bottom, field, shown, nothing;

export function makeTable(place) {
    field = element('input', { type: 'search', id: 'find', placeholder: 'Filter', 'aria-label': 'Filter tasks by name, id or tag', 'aria-keyshortcuts': '/', autocomplete: 'off', spellcheck: 'false', input: () => change({ find: field.value }), keydown: keyInField });
    shown = element('span', { class: 'shown' });
    top = gap();
    bottom = gap();
    body = element('tbody', {});
    grid = element('table', { id: 'grid', class: 'rows grid', role: 'grid', tabindex: '0', 'aria-label': 'Tasks', 'aria-colcount': columns.length, keydown: keyInGrid, focus: enter, click: chosen },
        element('thead', {}, element('tr', { 'aria-rowindex': 1 }, ...columns.map(heading))), body);
    nothing = element('p', { class: 'nothing', hidden: true }, 'No task matches. ', element('button', { type: 'button', click: () => change({ find: '', states: new Set() }) }, 'Show all'));
    place.append(element('div', { class: 'tools' }, element('label', { class: 'field' }, field, element('kbd', {}, '/')), shown), grid, nothing);
    const held = data.total > count ? `, of ${data.total.toLocaleString('en')} in the run; the others are left out of this page` : '';
    shown.dataset.held = held;
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later);
    addEventListener('beforeprint', () => draw(0, order.length));
    addEventListener('afterprint', () => draw());
    watch(old => {
        if (old.find !== view.find || old.states !== view.states || old.sort !== view.sort || old.down !== view.down) select();
        else if (old.task !== view.task) follow();
    });
    select();
    if (view.task >= 0) follow();
}

// One cell: where columns are hidden a wider one would make new ones.
const gap = () => element('tr', { class: 'gap', 'aria-hidden': 'true' }, element('td'));

function heading(column, index) {
    const sort = () => change({ sort: column.key, down: view.sort === column.key ? !view.down : Boolean(column.isNumber) });
    return element('th', { scope: 'col', class: column.key, 'aria-colindex': index + 1 }, element('button', { type: 'button', click: sort }, column.title));
}

// Which tasks are shown, in which order.
function select() {
    const wanted = view.find.toLowerCase().split(/\s+/).filter(Boolean);
    order = [];
    for (let task = 0; task < count; task++) {
        if ((view.states.size === 0 || view.states.has(stateOf(task))) && wanted.every(word => texts[task].includes(word))) order.push(task);
    }
    const column = columns.find(({ key }) => key === view.sort) ?? columns[0];
    const keys = new Map(order.map(task => [task, column.of(task)]));
    const collator = new Intl.Collator('en', { numeric: true });
    const compare = typeof keys.get(order[0]) === 'string' ? collator.compare : (a, b) => a - b;
    order.sort((a, b) => (view.down ? -1 : 1) * compare(keys.get(a), keys.get(b)) || a - b);
    cursor = order.indexOf(view.task);
    if (field.value !== view.find) field.value = view.find;
    [...grid.tHead.rows[0].cells].forEach((cell, index) => cell.setAttribute('aria-sort', columns[index].key !== column.key ? 'none' : view.down ? 'descending' : 'ascending'));
    grid.setAttribute('aria-rowcount', order.length + 1);
    const text = order.length === count ? plural(count, 'task') : `${order.length.toLocaleString('en')} of ${plural(count, 'task')}`;
    if (shown.textContent) say(text);
    shown.textContent = text + shown.dataset.held;
    grid.hidden = order.length === 0;
    nothing.hidden = order.length > 0;
    draw();
}

let isLater = false;
function later() {
    if (isLater) return;
    isLater = true;
    requestAnimationFrame(() => {
        isLater = false;
        const [from, to] = seen();
        if (from < first || to > last) draw();
    });
}

// Which rows are in the window.
function seen() {
    const above = Math.max(0, -(grid.getBoundingClientRect().top + grid.tHead.offsetHeight));
    const from = Math.min(order.length, Math.floor(above / rowHeight));
    return [from, Math.min(order.length, from + Math.ceil(innerHeight / rowHeight) + 1)];
}

function draw(from, to) {
    if (from === undefined) {
        const [least, most] = seen();
        [from, to] = [Math.max(0, least - beyond), Math.min(order.length, most + beyond)];
    }
    [first, last] = [from, to];
    const rows = [];
    for (let place = from; place < to; place++) rows.push(row(place));
    top.firstChild.style.height = `${from * rowHeight}px`;
    bottom.firstChild.style.height = `${(order.length - to) * rowHeight}px`;
    body.replaceChildren(...(from > 0 ? [top] : []), ...rows, ...(to < order.length ? [bottom] : []));
    mark();
}

function row(place) {
    const task = order[place];
    const state = stateOf(task);
    const ended = textOf('words', task);
    const bar = element('span', { class: `bar ${state}` });
    bar.style.width = `${wasStarted(task) ? Math.max(1, 100 * data.time[task] / longest) : 0}%`;
    return element('tr', { id: `row-${task}`, class: state, 'aria-rowindex': place + 2, 'data-place': place },
        element('td', { class: 'state' }, icon(state), element('span', { class: 'word' }, ` ${wordOf(task)}`)),
        element('td', { class: 'name', title: nameOf(task) }, nameOf(task), data.name[task] ? element('span', { class: 'path' }, data.id[task]) : null),
        element('td', { class: 'time' }, bar, element('span', {}, wasStarted(task) ? words(data.time[task]) : '')),
        element('td', { class: 'wait' }, waitOf(task) > 0 ? words(waitOf(task)) : ''),
        element('td', { class: 'start' }, wasStarted(task) ? words(data.begin[task]) : ''),
        element('td', { class: 'end', title: ended }, ended === wordOf(task) ? '' : ended));
}

// Which row the keys are at, and which is open.
function mark() {
    for (const line of body.rows) {
        if (line.dataset.place === undefined) continue;
        const place = Number(line.dataset.place);
        line.classList.toggle('at', place === cursor);
        line.setAttribute('aria-selected', order[place] === view.task);
    }
    if (cursor >= first && cursor < last) grid.setAttribute('aria-activedescendant', `row-${order[cursor]}`);
    else grid.removeAttribute('aria-activedescendant');
}

function follow() {
    const place = order.indexOf(view.task);
    if (place >= 0) cursor = place;
    mark();
}

function chosen(event) {
    const line = event.target.closest('tr[data-place]');
    if (!line || getSelection().toString()) return;
    cursor = Number(line.dataset.place);
    open(order[cursor]);
}

function enter() {
    if (cursor < 0 && order.length > 0) moveTo(0);
}

// Moves the keys to a row, which is then seen; an open task is exchanged for it.
export function moveTo(place, isOpening = view.task >= 0) {
    cursor = Math.max(0, Math.min(order.length - 1, place));
    const head = grid.tHead.getBoundingClientRect();
    const tools = grid.previousElementSibling.offsetHeight;
    const above = grid.getBoundingClientRect().top + grid.tHead.offsetHeight + cursor * rowHeight;
    if (above < tools + head.height) scrollBy(0, above - tools - head.height - rowHeight);
    else if (above + rowHeight > innerHeight) scrollBy(0, above + 2 * rowHeight - innerHeight);
    const [from, to] = seen();
    if (from < first || to > last) draw();
    if (isOpening) change({ task: order[cursor] });
    mark();
}

const page = () => Math.max(1, Math.floor(innerHeight / rowHeight) - 4);
const moves = { ArrowDown: () => cursor + 1, ArrowUp: () => cursor - 1, PageDown: () => cursor + page(), PageUp: () => cursor - page(), Home: () => 0, End: () => order.length - 1 };

function keyInGrid(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== grid) return;
    if (moves[event.key]) moveTo(moves[event.key]());
    else if (event.key === 'Enter' && cursor >= 0) read(order[cursor]);
    else return;
    event.preventDefault();
}

// Opens a task, and the keys go there.
function read(task) {
    open(task);
    document.querySelector('#task h2').focus();
}

function keyInField(event) {
    if ((event.key === 'ArrowDown' || event.key === 'Enter') && order.length > 0) enterGrid(0);
    else if (event.key === 'Escape' && view.find) change({ find: '' });
    else if (event.key === 'Escape') field.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
}

export function enterGrid(place) {
    moveTo(place ?? Math.max(cursor, 0));
    grid.focus({ preventScroll: true });
}

export const focusFilter = () => {
    field.focus();
    field.select();
};

// The next task that failed, in the order of the table; when it shows none, of all.
export function nextFailure() {
    const fails = task => failing.has(stateOf(task));
    if (!order.some(fails)) {
        if (!data.id.some((_, task) => fails(task))) {
            say('no task failed');
            return;
        }
        change({ find: '', states: new Set() });
    }
    const from = cursor;
    for (let step = 1; step <= order.length; step++) {
        const place = (Math.max(from, -1) + step) % order.length;
        if (fails(order[place])) {
            moveTo(place, false);
            grid.focus({ preventScroll: true });
            open(order[place]);
            return;
        }
    }
}
