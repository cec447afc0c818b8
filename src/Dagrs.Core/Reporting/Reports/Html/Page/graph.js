// The graph: as dagrs draws it where it is small enough, else two levels around the chosen task.
import { before, count, data, drawn, element, nameOf, open, plural, stateOf, view, watch, wordOf } from './run.js';

const mostInColumn = 25; // around a chosen task
const nameSize = 13;
const idSize = 11;
const critical = new Set(data.critical);
let place, title;

export function makeGraph(section) {
    if (!data.edges || !data.after.some(after => after.length > 0)) return;
    place = element('div', { class: 'graph', tabindex: '0', role: 'group', 'aria-label': 'Graph of the tasks' });
    title = element('span', { class: 'hint' });
    section.append(element('div', { class: 'bar-head' }, element('h2', {}, 'Graph'), title), place);
    section.hidden = false;
    if (data.graph) title.textContent = 'Tasks and their dependencies; choose one to see its paths in and out';
    draw();
    watch(old => {
        if (old.task === view.task) return;
        if (data.graph) mark();
        else draw();
    });
}

function draw() {
    if (data.graph) {
        place.replaceChildren(picture(data.graph));
        mark();
    } else if (view.task < 0) {
        title.textContent = '';
        place.replaceChildren(element('p', { class: 'nothing' }, `${plural(count, 'task')} are too many to draw at once. Choose one to see its neighbours here.`));
    } else {
        title.textContent = `Two levels around ${nameOf(view.task)}`;
        place.replaceChildren(picture(around(view.task)));
        mark();
    }
}

function picture({ width, height, boxes, lines, notes = [] }) {
    const root = drawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Graph of ${plural(boxes.length, 'task')}; the table of tasks names them all` });
    root.append(...lines.map(([startX, startY, bendX, endX, endY, hasHead, from, to]) => {
        const middle = (bendX + endX) / 2;
        const way = drawn('path', { class: 'way', d: `M${startX} ${startY}${bendX > startX ? `H${bendX}` : ''}C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}` });
        const group = drawn('g', { class: 'edge', 'data-from': from, 'data-to': to }, way);
        if (hasHead) group.append(drawn('path', { class: 'head', d: `M${endX} ${endY}l-7 -3.5v7z` }));
        return group;
    }));
    root.append(...boxes.map(([task, x, y, wide, high, name, ...more]) => {
        const box = drawn('g', { class: `node ${stateOf(task)}${critical.has(task) ? ' critical' : ''}`, 'data-task': task, click: () => open(task) },
            drawn('title', {}, `${data.id[task]}: ${nameOf(task)}, ${wordOf(task)}`), drawn('rect', { x, y, width: wide, height: high, rx: 6 }), drawn('rect', { class: 'tone', x: x + 3.5, y: y + 6, width: 3, height: high - 12, rx: 1.5 }));
        const inner = drawn('svg', { x, y, width: wide, height: high }, drawn('text', { class: 'name', x: 10, y: 18, 'font-size': nameSize }, name));
        inner.append(...more.filter(Boolean).map((text, line) => drawn('text', { class: 'id', x: 10, y: 33 + 15 * line, 'font-size': idSize }, text)));
        box.append(inner);
        return box;
    }));
    root.append(...notes.map(([x, y, text]) => drawn('text', { class: 'id', x, y, 'font-size': idSize }, text)));
    return root;
}

// The chosen task, and what leads to it and from it. A line may end at a point that others go on from: points have the numbers that no task has.
function mark() {
    place.querySelectorAll('.chosen, .lit').forEach(one => one.classList.remove('chosen', 'lit'));
    const node = place.querySelector(`.node[data-task="${view.task}"]`);
    if (!node) return;
    node.classList.add('chosen');
    centre(node.getBoundingClientRect(), place.getBoundingClientRect());
    const edges = [...place.querySelectorAll('.edge')];
    const group = side => edges.reduce((map, edge) => map.set(edge.dataset[side], [...map.get(edge.dataset[side]) ?? [], edge]), new Map());
    const follow = (map, next) => {
        const queue = [String(view.task)];
        for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
            for (const edge of map.get(at) ?? []) {
                edge.classList.add('lit');
                if (edge.dataset[next] >= count) queue.push(edge.dataset[next]);
            }
        }
    };
    follow(group('from'), 'to');
    follow(group('to'), 'from');
}

// A chosen task that is out of sight comes to the middle.
function centre(node, frame) {
    if (node.left >= frame.left && node.right <= frame.right && node.top >= frame.top && node.bottom <= frame.bottom) return;
    place.scrollBy(node.left - frame.left - (frame.width - node.width) / 2, node.top - frame.top - (frame.height - node.height) / 2);
}

// Five columns: what comes two and one before, the task, what comes one and two after.
function around(task) {
    const shown = new Set([task]);
    const notes = [];
    const next = (tasks, list) => {
        const found = [...new Set(tasks.flatMap(list))].filter(other => !shown.has(other));
        found.slice(0, mostInColumn).forEach(other => shown.add(other));
        return [found.slice(0, mostInColumn), found.length - mostInColumn];
    };
    const ins = next([task], one => data.after[one]);
    const outs = next([task], one => before[one]);
    const columns = [next(ins[0], one => data.after[one]), ins, [[task], 0], outs, next(outs[0], one => before[one])];
    const pen = document.createElement('canvas').getContext('2d');
    const measured = (text, size) => {
        pen.font = `${size}px system-ui, sans-serif`;
        return pen.measureText(text).width;
    };
    const boxes = [];
    const places = new Map();
    const heights = columns.map(([tasks, more]) => tasks.reduce((sum, one) => sum + (data.name[one] ? 56 : 41), 0) + (more > 0 ? 30 : 0));
    const height = Math.max(...heights) + 40;
    let x = 20;
    columns.forEach(([tasks, more], column) => {
        if (tasks.length === 0) return;
        const wide = Math.max(...tasks.map(one => 24 + Math.max(measured(short(nameOf(one)), nameSize), measured(data.name[one] ? short(data.id[one]) : '', idSize))));
        let y = (height - heights[column]) / 2;
        for (const one of tasks) {
            const high = data.name[one] ? 42 : 27;
            boxes.push([one, x, y, Math.ceil(wide), high, short(nameOf(one)), data.name[one] ? short(data.id[one]) : '']);
            places.set(one, { column, x, y: y + high / 2, end: x + Math.ceil(wide) });
            y += high + 14;
        }
        if (more > 0) notes.push([x, y + 10, `... and ${more} more`]);
        x += Math.ceil(wide) + 90;
    });
    const lines = [];
    for (const [one, to] of places) {
        for (const other of data.after[one]) {
            const from = places.get(other);
            if (from?.column === to.column - 1) lines.push([from.end, from.y, from.end, to.x, to.y, 1, other, one]);
        }
    }
    return { width: x - 70, height, boxes, lines, notes };
}

const short = text => text.length > 40 ? `${text.slice(0, 39)}…` : text;
