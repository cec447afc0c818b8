// Runs before anything is laid out: what only pages without a script show is not even measured.
document.documentElement.classList.add('live');
