(() => {
  'use strict';
  const root = document.documentElement;
  const panel = document.getElementById('panel');
  const body = panel.querySelector('.body');
  let opener = null;
  root.classList.add('js');

  // Light and dark: the system's choice, until the reader makes one.
  const theme = document.getElementById('theme');
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (systemDark.matches ? 'dark' : 'light')) === 'dark';
  const nameTheme = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };
  theme.hidden = false;
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    nameTheme();
  });
  systemDark.addEventListener('change', nameTheme);
  nameTheme();

  // Evidence: one cell's at a time, beside the table.
  const show = (id, from) => {
    const article = document.getElementById(id);
    if (!article || !article.closest('.evidence')) return false;
    const copy = article.cloneNode(true);
    copy.removeAttribute('id');
    copy.querySelectorAll('a.probe').forEach(addCode);
    body.replaceChildren(copy);
    if (opener) opener.removeAttribute('aria-expanded');
    opener = from || document.querySelector('.sheet a[href="#' + CSS.escape(id) + '"]');
    if (opener) opener.setAttribute('aria-expanded', 'true');
    if (!panel.open) panel.show();
    panel.scrollTop = 0;
    history.replaceState(null, '', '#' + id);
    return true;
  };
  const addCode = link => {
    const source = document.querySelector(link.hash.replace(/[^#\w-]/g, '') + ' pre');
    if (!source) return;
    const details = document.createElement('details');
    const summary = document.createElement('summary');
    const pre = source.cloneNode(true);
    summary.textContent = link.textContent;
    pre.className = 'code';
    pre.tabIndex = 0;
    details.append(summary, pre);
    link.replaceWith(details);
  };
  const hide = () => {
    if (!panel.open) return;
    panel.close();
    history.replaceState(null, '', location.pathname + location.search);
    if (opener) {
      opener.removeAttribute('aria-expanded');
      opener.focus();
    }
    opener = null;
  };
  panel.querySelector('.close').addEventListener('click', hide);
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || !show(link.hash.slice(1), link)) return;
    event.preventDefault();
    body.firstElementChild.focus();
  });

  // Keys: arrows move from cell to cell, Escape closes.
  const cells = table => [...table.querySelectorAll('tr')]
      .map(row => [...row.querySelectorAll('td:not([hidden]) a')])
      .filter(row => row.length && !row[0].closest('[hidden]'));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') { hide(); return; }
    const cell = event.target.closest('.sheet td a');
    const step = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]}[event.key];
    if (!cell || !step) return;
    const rows = cells(cell.closest('table'));
    const row = rows.findIndex(line => line.includes(cell));
    const next = (rows[row + step[0]] || [])[rows[row].indexOf(cell) + step[1]];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (panel.open) show(next.hash.slice(1), next);
  });

  // Filters: columns by runner, rows by what they have.
  document.querySelectorAll('.filters').forEach(form => {
    const table = document.getElementById(form.dataset.table);
    const chosen = name => new Set(
        [...form.querySelectorAll('input[name="' + name + '"]:checked')].map(box => box.value));
    const filter = () => {
      const runners = chosen('runner');
      const supports = chosen('support');
      let shown = 0;
      table.querySelectorAll('[data-runner]').forEach(cell => {
        cell.hidden = !runners.has(cell.dataset.runner);
      });
      table.querySelectorAll('tr[data-feature]').forEach(row => {
        row.hidden = ![...row.querySelectorAll('td')].some(
            cell => !cell.hidden && supports.has(cell.dataset.support));
        if (!row.hidden) shown++;
      });
      table.querySelectorAll('tbody').forEach(group => {
        group.hidden = !group.querySelector('tr[data-feature]:not([hidden])');
      });
      const all = table.querySelectorAll('tr[data-feature]').length;
      const columns = table.querySelectorAll('thead th[data-runner]:not([hidden])').length;
      form.querySelector('.shown').textContent =
          shown + ' of ' + all + ' features, ' + columns + ' columns';
    };
    form.hidden = false;
    form.addEventListener('change', filter);
    form.addEventListener('submit', event => event.preventDefault());
    // One box alone: a double click chooses it and nothing else of its kind, or all again.
    form.addEventListener('dblclick', event => {
      const label = event.target.closest('label');
      if (!label) return;
      const box = label.querySelector('input');
      const others = [...form.querySelectorAll('input[name="' + box.name + '"]')].filter(x => x !== box);
      const alone = others.every(x => !x.checked);
      others.forEach(x => { x.checked = alone; });
      box.checked = true;
      filter();
    });
    filter();
  });

  // On paper, what is missing is shown in full.
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details.card').forEach(card => { card.open = true; });
  });

  if (location.hash.length > 1) show(decodeURIComponent(location.hash.slice(1)));
})();
