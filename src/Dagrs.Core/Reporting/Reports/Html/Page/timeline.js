// Where the time went: a lane a slot, services below, and the curves of what ran and of what was ready and waited. On one canvas as wide as the page,
// however many tasks there are; the table tells the same in words.
import { change, colour, count, data, element, endOf, icon, nameOf, open, plural, stateOf, textOf, view, waitOf, waitWords, wasStarted, watch, whole, wordOf, words } from './run.js';

const left = 44;
const right = 12;
const axisHeight = 22;
const curveHeight = 56;
const curveGap = 22;
const urgency = { failed: 3, 'timed-out': 3, canceled: 2, allowed: 2 };
const signs = { failed: '✕ ', 'timed-out': '✕ ', canceled: '■ ', allowed: '! ' };
const critical = new Set(data.critical);
const slots = data.slot.reduce((most, slot) => Math.max(most, slot + 1), 0);
const lanes = makeLanes();
const curves = makeCurves();

let canvas, tip, hint, ink, width, laneHeight, lanesHeight;
let dragged = null; // where a choice of time began, in pixels, and where it is

export function makeTimeline(section) {
    if (lanes.length === 0) return;
    canvas = element('canvas', { tabindex: '0', role: 'img', 'aria-label': label(), 'aria-describedby': 'timeline-keys' });
    tip = element('div', { class: 'tip', hidden: true });
    hint = element('span', { class: 'hint', id: 'timeline-keys' }, 'Drag to zoom; keys: + and -, arrows, 0 for the whole run');
    const button = (text, name, act) => element('button', { type: 'button', 'aria-label': name, title: name, click: act }, text);
    section.append(
        element('div', { class: 'bar-head' }, element('h2', {}, 'Timeline'), hint,
            element('span', { class: 'buttons' }, button('−', 'Zoom out', () => zoom(2)), button('+', 'Zoom in', () => zoom(0.5)), button('whole run', 'Show the whole run', () => change({ from: 0, to: whole })))),
        element('div', { class: 'canvas' }, canvas, tip), legend());
    section.hidden = false;
    const redraw = () => requestAnimationFrame(draw);
    new ResizeObserver(redraw).observe(canvas.parentElement);
    for (const theme of ['(prefers-color-scheme: dark)', 'print']) matchMedia(theme).addEventListener('change', redraw);
    watch(old => {
        if (old.task !== view.task || old.from !== view.from || old.to !== view.to) redraw();
    });
    listen();
}

const label = () => `Timeline of ${plural(count, 'task')} in ${plural(slots, 'slot')}, ${words(whole)}. At most ${curves.mostRunning} ran at once, and at most ${curves.mostWaiting} were ready and waited. The table of tasks has every time.`;

function makeLanes() {
    const made = [];
    const services = [];
    for (let slot = 0; slot < slots; slot++) made.push({ name: String(slot + 1), tasks: [] });
    for (let task = 0; task < count; task++) {
        if (!wasStarted(task)) continue;
        if (data.slot[task] >= 0) made[data.slot[task]].tasks.push(task);
        else if (data.service[task]) services.push({ name: nameOf(task), tasks: [task], isService: true });
    }
    made.push(...services);
    made.forEach(lane => lane.tasks.sort((a, b) => data.begin[a] - data.begin[b]));
    return made;
}

// Steps: from when on how many ran, and how many were ready and waited for a slot or a resource.
function makeCurves() {
    const changes = [];
    for (let task = 0; task < count; task++) {
        if (!wasStarted(task) || data.slot[task] < 0) continue;
        changes.push([data.begin[task], 1, 0], [endOf(task), -1, 0]);
        if (waitOf(task) > 0) changes.push([data.ready[task], 0, 1], [data.begin[task], 0, -1]);
    }
    changes.sort((a, b) => a[0] - b[0]);
    const steps = { times: [0], running: [0], waiting: [0], mostRunning: 0, mostWaiting: 0 };
    let [running, waiting] = [0, 0];
    changes.forEach(([time, ran, waited], index) => {
        running += ran;
        waiting += waited;
        if (index + 1 < changes.length && changes[index + 1][0] === time) return;
        steps.times.push(time);
        steps.running.push(running);
        steps.waiting.push(waiting);
        steps.mostRunning = Math.max(steps.mostRunning, running);
        steps.mostWaiting = Math.max(steps.mostWaiting, waiting);
    });
    return steps;
}

function legend() {
    const there = data.states.map(([key, word], state) => [key, word, data.state.some((one, task) => one === state && wasStarted(task))]);
    return element('p', { class: 'legend' },
        ...there.filter(([, , isThere]) => isThere).map(([key, word]) => element('span', {}, icon(key), ` ${word}`)),
        critical.size > 0 ? element('span', {}, element('span', { class: 'outlined' }), ' critical path') : null);
}

const xOf = time => left + (time - view.from) / (view.to - view.from) * (width - left - right);
const timeAt = x => view.from + (x - left) / (width - left - right) * (view.to - view.from);

function measure() {
    width = canvas.parentElement.clientWidth;
    const room = Math.max(160, innerHeight * 0.5);
    laneHeight = Math.max(Math.min(24, Math.floor(room / lanes.length)), Math.min(2, room / lanes.length));
    lanesHeight = Math.ceil(laneHeight * lanes.length);
    const height = axisHeight + lanesHeight + (curves.mostWaiting > 0 ? 2 : 1) * (curveGap + curveHeight) + 4;
    const scale = devicePixelRatio || 1;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.height = `${height}px`;
    const context = canvas.getContext('2d');
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    ink = Object.fromEntries(['ink', 'muted', 'line', 'page', 'accent', 'surface', ...data.states.map(([key]) => `bar-${key}`)].map(name => [name, colour(name)]));
    return context;
}

function draw() {
    if (!canvas.parentElement.clientWidth) return;
    const context = measure();
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'middle';
    drawAxis(context);
    lanes.forEach((lane, index) => drawLane(context, lane, axisHeight + index * laneHeight));
    const under = axisHeight + lanesHeight;
    drawCurve(context, curves.running, Math.max(curves.mostRunning, 1), under, 'accent', `running, at most ${curves.mostRunning}${curves.mostWaiting > 0 ? '' : '; none was ready and had to wait'}`);
    if (curves.mostWaiting > 0) drawCurve(context, curves.waiting, curves.mostWaiting, under + curveGap + curveHeight, 'bar-canceled', `ready, and waiting for a slot or a resource, at most ${curves.mostWaiting}`);
    if (dragged) {
        context.globalAlpha = 0.18;
        context.fillStyle = ink.accent;
        context.fillRect(Math.min(dragged.from, dragged.to), 0, Math.abs(dragged.to - dragged.from), canvas.height);
        context.globalAlpha = 1;
    }
}

// Round times, far enough from each other for their words.
function drawAxis(context) {
    const units = [1, 1e3].flatMap(unit => [1, 2, 5, 10, 20, 50, 100, 200, 500].map(step => step * unit))
        .concat([1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 21600, 43200].map(step => step * 1e6), [864e8, 1728e8, 6048e8]);
    const least = (view.to - view.from) * 88 / Math.max(1, width - left - right);
    const step = units.find(unit => unit >= least) ?? units.at(-1) * Math.ceil(least / units.at(-1));
    for (let time = Math.ceil(view.from / step) * step; time <= view.to; time += step) {
        const x = Math.round(xOf(time)) + 0.5;
        context.fillStyle = ink.line;
        context.fillRect(x - 0.5, axisHeight - 4, 1, canvas.height);
        context.fillStyle = ink.muted;
        const text = tick(time, step);
        const half = context.measureText(text).width / 2;
        context.textAlign = 'center';
        context.fillText(text, Math.min(x, width - half - 1), 8);
    }
}

function tick(time, step) {
    if (time === 0) return '0';
    if (view.to < 6e7) return step < 1e3 ? `${(time / 1e3).toFixed(3)} ms` : step < 1e6 ? (view.to < 1e6 ? `${Math.round(time / 1e3)} ms` : `${(time / 1e6).toFixed(step < 1e4 ? 3 : step < 1e5 ? 2 : 1)} s`) : `${Math.round(time / 1e6)} s`;
    const seconds = Math.floor(time / 1e6);
    const two = number => String(number).padStart(2, '0');
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    return (hours > 0 ? `${hours}:${two(minutes)}` : String(minutes)) + `:${two(seconds % 60)}` + (step < 1e6 ? (time / 1e6 % 1).toFixed(step < 1e4 ? 3 : 2).slice(1) : '');
}

function drawLane(context, lane, y) {
    const space = laneHeight >= 8 ? 2 : 0;
    const height = Math.max(laneHeight - space, 1);
    context.fillStyle = ink.surface;
    context.fillRect(left, y, width - left - right, height);
    if (laneHeight >= 11) {
        context.fillStyle = ink.muted;
        context.textAlign = 'right';
        context.fillText(cut(context, lane.name, left - 10), left - 8, y + height / 2);
    }
    let merged = null;
    for (const task of lane.tasks) {
        if (endOf(task) < view.from || data.begin[task] > view.to) continue;
        const [from, to] = [Math.max(left, xOf(data.begin[task])), Math.min(width - right, xOf(endOf(task)))];
        if (to - from >= 1) {
            drawBar(context, task, from, to, y, height);
            continue;
        }
        // Below a pixel only the most urgent of those that share it is seen.
        const pixel = Math.floor(from);
        const rank = urgency[stateOf(task)] ?? (critical.has(task) ? 1 : 0);
        if (merged?.pixel === pixel && merged.rank >= rank) continue;
        merged = { pixel, rank };
        context.fillStyle = ink[`bar-${stateOf(task)}`];
        context.fillRect(pixel, y, 1, height);
    }
}

function drawBar(context, task, from, to, y, height) {
    const gapped = to - from > 3 ? to - from - 1 : to - from;
    context.fillStyle = ink[`bar-${stateOf(task)}`];
    context.fillRect(from, y, gapped, height);
    if (critical.has(task) && laneHeight >= 4) {
        context.strokeStyle = ink.ink;
        context.lineWidth = 1.5;
        context.strokeRect(from + 0.75, y + 0.75, Math.max(gapped - 1.5, 0.5), height - 1.5);
    }
    if (task === view.task) {
        context.strokeStyle = ink.accent;
        context.lineWidth = 3;
        context.strokeRect(from - 0.5, y - 0.5, gapped + 1, height + 1);
    }
    if (height >= 14 && gapped > 28) {
        context.fillStyle = ink.page;
        context.textAlign = 'left';
        context.fillText(cut(context, (signs[stateOf(task)] ?? '') + nameOf(task), gapped - 10), from + 5, y + height / 2 + 0.5);
    }
}

function cut(context, text, room) {
    if (context.measureText(text).width <= room) return text;
    const letters = [...text.slice(0, 200)];
    let [fits, tooMany] = [0, letters.length];
    while (tooMany - fits > 1) {
        const middle = (fits + tooMany) >> 1;
        if (context.measureText(`${letters.slice(0, middle).join('')}…`).width <= room) fits = middle;
        else tooMany = middle;
    }
    return fits < 2 ? '' : `${letters.slice(0, fits).join('')}…`;
}

function drawCurve(context, values, most, y, tone, name) {
    context.fillStyle = ink.muted;
    context.textAlign = 'left';
    context.fillText(name, left, y + curveGap / 2 + 2);
    const [base, top] = [y + curveGap + curveHeight, y + curveGap];
    const heightOf = value => base - value / most * (curveHeight - 2);
    context.beginPath();
    context.moveTo(left, base);
    let value = 0;
    let index = 0;
    for (let x = left; x <= width - right; x++) {
        // Of what happened within a pixel the highest.
        let highest = value;
        for (; index < curves.times.length && curves.times[index] <= timeAt(x); index++) {
            value = values[index];
            highest = Math.max(highest, value);
        }
        const now = x === left ? value : highest;
        context.lineTo(x, heightOf(now));
        if (now !== value) context.lineTo(x, heightOf(value));
    }
    context.lineTo(width - right, base);
    context.closePath();
    context.globalAlpha = 0.22;
    context.fillStyle = ink[tone];
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = ink[tone];
    context.lineWidth = 1.25;
    context.stroke();
    context.textAlign = 'right';
    context.fillStyle = ink.muted;
    if (most > 0) context.fillText(String(most), left - 8, top + 5);
    context.fillText('0', left - 8, base - 4);
}

function zoom(factor, middle = (view.from + view.to) / 2) {
    const span = Math.min(whole, Math.max(20, (view.to - view.from) * factor));
    const from = Math.max(0, Math.min(whole - span, middle - (middle - view.from) * span / (view.to - view.from)));
    change({ from, to: Math.min(whole, from + span) });
}

function pan(part) {
    const span = view.to - view.from;
    const from = Math.max(0, Math.min(whole - span, view.from + part * span));
    change({ from, to: from + span });
}

function taskAt(x, y) {
    const lane = lanes[Math.floor((y - axisHeight) / laneHeight)];
    if (!lane || y < axisHeight || x < left || x > width - right) return -1;
    const [from, to] = [timeAt(x - 2), timeAt(x + 2)];
    const near = lane.tasks.filter(task => data.begin[task] <= to && endOf(task) >= from);
    const within = near.find(task => data.begin[task] <= timeAt(x) && endOf(task) >= timeAt(x));
    return within ?? near[0] ?? -1;
}

function listen() {
    const keys = { '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2), 0: () => change({ from: 0, to: whole }), ArrowLeft: () => pan(-0.2), ArrowRight: () => pan(0.2) };
    canvas.addEventListener('keydown', event => {
        if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
        keys[event.key]();
        event.preventDefault();
    });
    canvas.addEventListener('wheel', event => {
        if (event.ctrlKey || event.metaKey) zoom(Math.exp(event.deltaY / 200), timeAt(event.offsetX));
        else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX / width);
        else return;
        event.preventDefault();
    }, { passive: false });
    canvas.addEventListener('pointerdown', event => {
        if (event.button !== 0) return;
        dragged = { from: event.offsetX, to: event.offsetX };
        canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', event => {
        if (dragged) {
            dragged.to = Math.max(left, Math.min(width - right, event.offsetX));
            requestAnimationFrame(draw);
        }
        showTip(event);
    });
    canvas.addEventListener('pointerup', event => {
        const [from, to] = dragged ? [Math.min(dragged.from, dragged.to), Math.max(dragged.from, dragged.to)] : [0, 0];
        dragged = null;
        if (to - from > 6) change({ from: Math.max(0, timeAt(from)), to: Math.min(whole, Math.max(timeAt(to), timeAt(from) + 20)) });
        else if (taskAt(event.offsetX, event.offsetY) >= 0) open(taskAt(event.offsetX, event.offsetY));
        else requestAnimationFrame(draw);
    });
    canvas.addEventListener('pointercancel', () => {
        dragged = null;
        requestAnimationFrame(draw);
    });
    canvas.addEventListener('pointerleave', () => {
        tip.hidden = true;
    });
}

function showTip(event) {
    const task = taskAt(event.offsetX, event.offsetY);
    canvas.style.cursor = task >= 0 ? 'pointer' : 'crosshair';
    tip.hidden = task < 0 || dragged !== null && Math.abs(dragged.to - dragged.from) > 6;
    if (tip.hidden) return;
    const ended = textOf('words', task);
    const waited = waitOf(task) > 0 ? `, waited ${words(waitOf(task))} for ${waitWords(task)}` : '';
    tip.replaceChildren(element('b', {}, icon(stateOf(task)), ` ${nameOf(task)}`), element('span', {}, `${wordOf(task)} after ${words(data.time[task])}, started at ${words(data.begin[task])}${waited}`),
        ...(ended === wordOf(task) ? [] : [element('span', {}, ended)]));
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(event.offsetX + 12, width - box.width))}px`;
    tip.style.top = `${event.offsetY + 16}px`;
}
