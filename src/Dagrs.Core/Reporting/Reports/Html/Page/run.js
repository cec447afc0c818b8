// What all parts of the page share: the run, the state of the page, which is its address, words for times, and how elements are made.
// Texts of the run only ever become text nodes.

export const data = JSON.parse(document.getElementById('data').textContent);
export const count = data.id.length;
export const failing = new Set(['failed', 'timed-out']);

export const stateOf = task => data.states[data.state[task]][0];
export const wordOf = task => data.states[data.state[task]][1];
export const nameOf = task => data.name[task] || data.id[task];
export const textOf = (column, task) => data[`${column}Texts`][data[column][task]];
export const wasStarted = task => data.begin[task] >= 0;
export const endOf = task => data.begin[task] + data.time[task];
export const waitedFor = task => textOf('waited', task);
export const waitOf = task => wasStarted(task) && waitedFor(task) ? Math.max(0, data.begin[task] - data.ready[task]) : 0;
export const waitWords = task => ({ slot: 'a slot', wave: 'its wave' })[waitedFor(task)] ?? `the resource '${waitedFor(task)}'`;

// By task those that come after it.
export const before = (() => {
    const lists = data.id.map(() => []);
    data.after.forEach((after, task) => after.forEach(other => lists[other].push(task)));
    return lists;
})();

// Spans of time in the words that dagrs has for them; whole microseconds, so that halves are rounded as it rounds them.
export function words(time) {
    const two = number => String(number).padStart(2, '0');
    if (time < 999500) return `${Math.floor((time + 500) / 1000)} ms`;
    if (time < 59995000) {
        const hundredths = Math.floor((time + 5000) / 10000);
        return `${Math.floor(hundredths / 100)}.${two(hundredths % 100)} s`;
    }
    let seconds = Math.floor((time + 500000) / 1000000);
    if (time % 1000000 === 500000 && seconds % 2 === 1) seconds--;
    const minutes = Math.floor(seconds / 60);
    return minutes < 60 ? `${minutes} m ${two(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
}

export const plural = (number, what) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;

function fill(made, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') made.addEventListener(name, value);
        else if (value === true) made.setAttribute(name, '');
        else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter(child => child !== null));
    return made;
}

export const element = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
export const drawn = (name, attributes = {}, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
export const icon = state => drawn('svg', { class: 'icon', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' }, drawn('use', { href: `#s-${state}` }));

// A colour of the style sheet, as it is now: light or dark.
export const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// The state of the page. It is changed in one place, which tells everybody and keeps it in the address.
export const whole = Math.max(data.wall, 1);
export const view = { task: -1, sort: 'state', down: false, find: '', states: new Set(), from: 0, to: whole };
const listeners = [];

export function watch(listener) {
    listeners.push(listener);
}

export function change(part, isStep = false) {
    const old = { ...view };
    Object.assign(view, part);
    const address = addressOf(view);
    if (address !== addressOf(old)) {
        try {
            history[isStep ? 'pushState' : 'replaceState'](null, '', address || location.pathname + location.search);
        } catch {
            // A page in a frame without an address of its own works all the same.
        }
    }
    listeners.forEach(listener => listener(old));
}

function addressOf(state) {
    const parts = new URLSearchParams();
    if (state.task >= 0) parts.set('task', data.id[state.task]);
    if (state.sort !== 'state' || state.down) parts.set('sort', (state.down ? '-' : '') + state.sort);
    if (state.find) parts.set('find', state.find);
    if (state.states.size > 0) parts.set('state', [...state.states].join(','));
    if (state.from > 0 || state.to < whole) parts.set('time', `${Math.round(state.from)}-${Math.round(state.to)}`);
    return parts.size > 0 ? `#${parts}` : '';
}

// What the address says, with what it does not say as at first.
export function fromAddress() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const known = new Set(data.states.map(([key]) => key));
    const sort = parts.get('sort') ?? 'state';
    const [from, to] = (parts.get('time') ?? '').split('-').map(Number);
    const isSpan = from >= 0 && to > from && to <= whole;
    return {
        task: data.id.indexOf(parts.get('task') ?? ''),
        sort: sort.replace(/^-/, ''),
        down: sort.startsWith('-'),
        find: parts.get('find') ?? '',
        states: new Set((parts.get('state') ?? '').split(',').filter(key => known.has(key))),
        from: isSpan ? from : 0,
        to: isSpan ? to : whole,
    };
}

export const open = task => change({ task }, true);
export const close = () => change({ task: -1 }, true);

// Said once to whoever listens in place of looking.
export function say(text) {
    document.getElementById('live').textContent = text;
}
