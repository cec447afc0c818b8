// Puts the page together: what is there without a script gets buttons, the rest is made; and the keys.
import { change, close, count, data, element, fromAddress, open, view, watch } from './run.js';
import { enterGrid, focusFilter, makeTable, nextFailure } from './table.js';
import { makeTimeline } from './timeline.js';
import { makeGraph } from './graph.js';
import { makeTask } from './task.js';

Object.assign(view, fromAddress());
tellDay();
if (count > 0) start();

// In steps, so that the browser can show what is there and take keys between them.
async function start() {
    const pause = () => new Promise(done => setTimeout(done));
    document.getElementById('rows').remove();
    makeCounts();
    makeTable(document.getElementById('list'));
    makeTask(document.getElementById('task'));
    addEventListener('popstate', () => change(fromAddress()));
    addEventListener('keydown', key);
    await pause();
    makeCards();
    makeTimeline(document.getElementById('timeline'));
    await pause();
    makeGraph(document.getElementById('graph'));
    makeKeys();
    makeJumps();
    requestAnimationFrame(() => requestAnimationFrame(() => document.documentElement.dataset.ready = ''));
}

// 'today' was right on the day of the run.
function tellDay() {
    const day = document.getElementById('when');
    const begun = new Date(day.dateTime);
    const local = { day: 'numeric', month: 'short', year: 'numeric' };
    if (begun.toDateString() === new Date().toDateString()) return;
    const old = day.textContent;
    const text = `${begun.toLocaleDateString('en-GB', local)} ${old.replace('today ', '')}`;
    document.title = document.title.replace(`, ${old}`, `, ${text}`);
    day.textContent = text;
}

// The counts choose states.
function makeCounts() {
    const places = [...document.querySelectorAll('#counts [data-state]')];
    const draw = () => places.forEach(place => place.firstChild.setAttribute('aria-pressed', view.states.has(place.dataset.state)));
    for (const place of places) {
        const toggle = () => {
            const states = new Set(view.states);
            if (!states.delete(place.dataset.state)) states.add(place.dataset.state);
            change({ states });
        };
        const button = element('button', { type: 'button', title: 'Show only these in the table of tasks', click: toggle });
        button.append(...place.childNodes);
        place.append(button);
    }
    watch(draw);
    draw();
}

function makeCards() {
    for (const card of document.querySelectorAll('.card[data-task]')) {
        const task = Number(card.dataset.task);
        if (task >= 0) card.querySelector('details').append(element('p', { class: 'more' }, element('button', { type: 'button', click: () => open(task) }, 'Details')));
    }
}

function makeKeys() {
    const keys = document.getElementById('keys');
    const names = [['/', 'filter'], ['↑ ↓', 'move'], ['Enter', 'open'], ['Esc', 'close'], ['f', 'next failure']];
    keys.append(...names.flatMap(([name, what]) => [element('kbd', {}, name), ` ${what} `]));
    keys.hidden = false;
    if (!data.edges) keys.before(element('p', {}, 'This run has too many dependencies to include them in this page.'));
}

// Long pages are gone through by their parts. No links: the address is the state of the page.
function makeJumps() {
    const sections = [...document.querySelectorAll('main > section:not([hidden])')].filter(section => section.querySelector('h2'));
    const jump = section => {
        section.scrollIntoView();
        section.querySelector('h2').tabIndex = -1;
        section.querySelector('h2').focus({ preventScroll: true });
    };
    document.querySelector('header').append(element('nav', { class: 'jumps', 'aria-label': 'Parts of this page' },
        ...sections.map(section => element('button', { type: 'button', class: 'link', click: () => jump(section) }, section.querySelector('h2').textContent))));
}

const isTyping = target => target.closest('input, textarea, select, [contenteditable]') !== null;

function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const isFree = event.target === document.body || event.target === document.documentElement;
    if (event.key === 'Escape' && view.task >= 0) close();
    else if (isTyping(event.target)) return;
    else if (event.key === '/') focusFilter();
    else if (event.key === 'f') nextFailure();
    else if (isFree && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) enterGrid();
    else return;
    event.preventDefault();
}
