// All about one task: what it is, what it waited for, how it ended, what it wrote, and its neighbours.
import { before, close, colour, count, data, element, endOf, icon, nameOf, open, plural, stateOf, textOf, view, waitOf, waitWords, wasStarted, watch, wordOf, words } from './run.js';

const mostNeighbours = 50;
const blocks = new Map(); // by task: the block it is in, and its place there
const opened = new Map(); // by block: what is in it
let panel;
let returnTo = null; // what had the keys before

export function makeTask(place) {
    panel = place;
    panel.tabIndex = -1;
    panel.setAttribute('aria-label', 'Task');
    document.querySelectorAll('script.details').forEach(block => block.dataset.tasks.split(' ').forEach((task, index) => blocks.set(Number(task), [block, index])));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => view.task >= 0 && show());
    watch(old => {
        if (old.task !== view.task) show();
    });
    if (view.task >= 0) show();
}

// The block of a task is unpacked when one of its tasks is opened first.
async function detailOf(task) {
    if (!blocks.has(task)) return null;
    const [block, index] = blocks.get(task);
    if (!opened.has(block)) opened.set(block, unpack(block.textContent));
    return (await opened.get(block))[index];
}

async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
}

async function show() {
    const task = view.task;
    document.documentElement.classList.toggle('with-task', task >= 0);
    const isHidden = panel.hidden;
    panel.hidden = task < 0;
    if (task < 0) {
        if (panel.contains(document.activeElement) || document.activeElement === document.body) returnTo?.focus({ preventScroll: true });
        panel.replaceChildren();
        return;
    }
    if (isHidden) returnTo = document.activeElement;
    const hadKeys = panel.contains(document.activeElement);
    const title = element('h2', { tabindex: '-1' }, icon(stateOf(task)), ` ${nameOf(task)}`);
    const rest = element('div', { class: 'rest' });
    panel.replaceChildren(element('div', { class: 'task-head' }, title, element('button', { type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close (Esc)', click: close }, '✕')), ending(task), rest);
    panel.scrollTop = 0;
    if (hadKeys) title.focus();
    let detail;
    try {
        detail = await detailOf(task);
    } catch (wrong) {
        rest.append(element('p', { class: 'nothing' }, `This browser cannot unpack its details: ${wrong.message}`));
    }
    if (view.task !== task) return;
    rest.append(...parts(task, detail).filter(one => one !== null));
    // Why it failed stands at the end.
    const end = rest.querySelector('pre.output');
    if (end && stateOf(task) !== 'succeeded') end.scrollTop = end.scrollHeight;
}

// The words behind the state, without saying it twice.
function ending(task) {
    const ended = textOf('words', task);
    const state = element('b', { class: stateOf(task) }, wordOf(task));
    const took = wasStarted(task) ? ` after ${words(data.time[task])}` : '';
    const reason = ended.replace(/^(not run|skipped): /, '');
    return element('p', { class: 'ending' }, state, took, reason === wordOf(task) || reason === '' ? '' : `: ${reason}`);
}

function parts(task, detail) {
    const kept = detail?.attempts ?? [];
    return [
        detail?.warnings ? element('ul', { class: 'warned' }, ...detail.warnings.map(text => element('li', {}, text))) : null,
        why(task),
        facts(task, detail),
        detail?.command ? copyable('Command', () => detail.command, scrolling('command', detail.command)) : null,
        times(task, detail),
        detail?.output || wasStarted(task) ? output('Output', detail, detail ? 'It wrote nothing.' : 'The page had no room for its details and output.') : null,
        kept.length > 1 ? part('Attempts', ...kept.map(attempt)) : null,
        detail?.results ? part('Results', element('dl', { class: 'facts' }, ...detail.results.flatMap(([name, value]) => fact(name, value)))) : null,
        neighbours('Depends on', data.after[task]),
        neighbours('Dependents', before[task]),
    ];
}

const part = (title, ...children) => element('section', {}, element('h3', {}, title), ...children);
const copyable = (title, text, ...children) => element('section', {}, element('div', { class: 'titled' }, element('h3', {}, title), copier(text)), ...children);
const scrolling = (kind, ...children) => element('pre', { class: kind, tabindex: '0' }, element('code', {}, ...children));
const fact = (name, ...value) => [element('dt', {}, name), element('dd', {}, ...value)];
const link = task => element('button', { type: 'button', class: 'link', click: () => open(task) }, icon(stateOf(task)), ` ${nameOf(task)}`);

function copier(text) {
    const button = element('button', { type: 'button', class: 'copy' }, 'Copy');
    button.addEventListener('click', async () => {
        button.textContent = await copied(text()) ? 'Copied' : 'Not copied';
        setTimeout(() => button.textContent = 'Copy', 1500);
    });
    return button;
}

// Where the clipboard is closed to a page, as in a frame, the old way may be open.
async function copied(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const area = element('textarea', { class: 'unseen', readonly: true });
        area.value = text;
        panel.append(area);
        area.select();
        const isDone = document.execCommand('copy');
        area.remove();
        return isDone;
    }
}

// From a task that did not run back to the one that kept it from running.
function why(task) {
    const goal = data.because[task];
    if (goal < 0 || wasStarted(task)) return null;
    const from = new Map([[task, -1]]);
    const queue = [task];
    for (let at = 0; at < queue.length && !from.has(goal); at++) {
        for (const other of data.after[queue[at]]) {
            if (!from.has(other)) queue.push(other) && from.set(other, queue[at]);
        }
    }
    const chain = [];
    for (let at = from.has(goal) ? goal : -1; at >= 0; at = from.get(at)) chain.push(at);
    if (chain.length === 0) chain.push(goal, task);
    return part('Why it did not run', element('ol', { class: 'chain' }, ...chain.map((one, index) => element('li', {},
        one === task ? element('b', {}, nameOf(one)) : link(one), index === 0 ? ` ${textOf('words', one)}` : index === 1 ? ' depends on it' : ' depends on that one'))));
}

function facts(task, detail) {
    const path = textOf('path', task);
    const list = [
        ...data.name[task] ? fact('id', element('code', {}, data.id[task])) : [],
        ...path ? fact('place', element('code', {}, data.line[task] > 0 ? `${path}:${data.line[task]}` : path)) : [],
        ...detail?.folder ? fact('folder', element('code', {}, detail.folder)) : [],
        ...textOf('tags', task) ? fact('tags', textOf('tags', task)) : [],
        ...detail?.kind && detail.kind !== 'shell' ? fact('kind', detail.kind) : [],
        ...detail?.when ? fact('when', detail.when) : [],
        ...detail?.if ? fact('if', element('code', {}, detail.if)) : [],
        ...detail?.takes ? fact('resources', Object.entries(detail.takes).map(([name, amount]) => `${name}: ${amount.toLocaleString('en')}`).join(', ')) : [],
        ...detail?.exit !== undefined ? fact('exit code', String(detail.exit)) : [],
        ...detail?.signal ? fact('signal', detail.signal) : [],
        ...data.service[task] ? fact('service', data.readied[task] >= 0 ? `ready at ${words(data.readied[task])}` : 'yes') : [],
        ...data.slot[task] >= 0 ? fact('slot', String(data.slot[task] + 1)) : [],
    ];
    return list.length > 0 ? element('dl', { class: 'facts' }, ...list) : null;
}

// When those after it could go on: the end, or of a service when it was ready.
const overAt = task => data.readied[task] >= 0 ? data.readied[task] : endOf(task);

// What it waited for, one after the other: those it comes after, then a slot or a resource.
function times(task) {
    if (!wasStarted(task)) return null;
    const latest = data.after[task].filter(wasStarted).reduce((last, other) => last < 0 || overAt(other) > overAt(last) ? other : last, -1);
    const lines = [];
    if (latest >= 0) lines.push(element('li', {}, element('b', {}, words(data.ready[task])), ' for its dependencies; last ', link(latest)));
    if (waitOf(task) > 0) lines.push(element('li', {}, element('b', {}, words(waitOf(task))), ` for ${waitWords(task)}`));
    lines.push(element('li', {}, 'started at ', element('b', {}, words(data.begin[task])), ', ended at ', element('b', {}, words(endOf(task)))));
    return part('What it waited for', element('ul', { class: 'waits' }, ...lines));
}

function output(title, detail, nothing) {
    if (!detail?.output?.length) return part(title, element('p', { class: 'nothing' }, detail?.left ? left(detail) : nothing));
    const plain = () => detail.output.filter((_, index) => index % 2 === 1).join('');
    return copyable(title, plain, ...detail.left ? [element('p', { class: 'nothing' }, left(detail))] : [], scrolling('output', ...runs(detail.output)));
}

function left(detail) {
    const amount = detail.left < 1000 ? plural(detail.left, 'byte') : detail.left < 1e6 ? `${(detail.left / 1e3).toFixed(0)} KB` : `${(detail.left / 1e6).toFixed(1)} MB`;
    return element('span', {}, `${amount} ${detail.output?.length ? 'before this ' : ''}are left out`, ...(detail.again ? ['; more of it: ', element('code', {}, detail.again)] : []));
}

function attempt(one) {
    return element('details', { class: 'attempt' }, element('summary', {}, `${one.number}. ${one.words} after ${words(one.time)}`),
        element('p', {}, `started at ${words(one.start)}`), one.output?.length ? scrolling('output', ...runs(one.output)) : element('p', { class: 'nothing' }, 'Its output was not kept, or is above.'));
}

function neighbours(title, tasks) {
    if (tasks.length === 0) return null;
    const list = element('ul', { class: 'links' });
    const add = (from, to) => list.append(...tasks.slice(from, to).map(task => element('li', {}, link(task))));
    add(0, mostNeighbours);
    if (tasks.length <= mostNeighbours) return part(title, list);
    const more = element('button', { type: 'button', click: () => {
        add(mostNeighbours, count);
        more.remove();
    } }, `Show ${tasks.length - mostNeighbours} more`);
    return part(`${title} ${tasks.length}`, list, more);
}

// Stretches of one style: b d i u s, f and g with a number or #rrggbb, v for text and ground exchanged.
function runs(list) {
    const made = [];
    for (let index = 0; index < list.length; index += 2) made.push(list[index] ? styled(list[index], list[index + 1]) : document.createTextNode(list[index + 1]));
    return made;
}

function styled(style, text) {
    const span = element('span', {}, text);
    const kinds = new Map(style.split(' ').map(word => [word[0], word.slice(1)]));
    const [front, ground] = kinds.has('v') ? [kinds.get('g') ?? 'page', kinds.get('f') ?? 'ink'] : [kinds.get('f'), kinds.get('g')];
    for (const kind of 'bdius') span.classList.toggle(`t-${kind}`, kinds.has(kind));
    paint(span, front, ground);
    return span;
}

function paint(span, front, ground) {
    if (ground?.startsWith('#')) span.style.backgroundColor = ground;
    else if (ground) span.classList.add(`g-${ground}`);
    if (front?.startsWith('#')) span.style.color = ground ? front : legible(front);
    else if (front) span.classList.add(`f-${front}`);
    else if (ground?.startsWith('#')) span.style.color = luminance(ground) > 0.3 ? '#000000' : '#ffffff';
}

function luminance(hex) {
    const [red, green, blue] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255).map(share => share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// A colour that was chosen for a ground of another brightness moves towards that of text until it can be read.
function legible(hex) {
    const [ground, ink] = [colour('surface'), colour('ink')];
    const mixed = share => `#${[1, 3, 5].map(at => Math.round(parseInt(hex.slice(at, at + 2), 16) * (1 - share) + parseInt(ink.slice(at, at + 2), 16) * share).toString(16).padStart(2, '0')).join('')}`;
    const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
    for (let share = 0; share < 1; share += 0.1) {
        if (contrast(mixed(share), ground) >= 4.5) return mixed(share);
    }
    return ink;
}
