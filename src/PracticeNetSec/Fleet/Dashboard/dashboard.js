'use strict';
(async () => {
  const unpack = async text => {
    const packed = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
  };
  const { texts, strings, rows } = await unpack(document.getElementById('data').textContent);
  const string = position => strings[position];
  const names = ['undetermined', 'notExposed', 'atRisk', 'exposed'].map(key => texts[key]);
  const narrow = matchMedia('(max-width: 600px)'), spare = 8;
  let rowHeight = narrow.matches ? 80 : 36; // as in the style
  const viewport = document.getElementById('viewport'), sizer = document.getElementById('sizer');
  const list = document.getElementById('rows'), detail = document.getElementById('detail');
  const search = document.getElementById('search'), shown = document.getElementById('shown');
  const filter = { verdict: null, land: null, kind: null };
  const order = { column: null, falls: false };
  let matching = rows, chosen = null, first = -1, last = -1, printing = false;

  // One lower-case text a practice, made at the first search, so that each search is one pass.
  const textOf = row => row.t ??= [row.i, row.n, row.l, row.p, string(row.m), string(row.w), row.a, row.o !== undefined && ' ' + string(row.o) + ' ', names[row.v], string(row.c), ...(row.f || []).map(string), ...(row.r || []).map(string)]
    .filter(Boolean).join('\n').toLowerCase();

  const element = (tag, text, look) => {
    const made = document.createElement(tag);
    if (text !== undefined) { made.textContent = text; } // Text only: what a device said is never markup.
    if (look) { made.className = look; }
    return made;
  };

  const line = (row, index) => {
    const made = element('div', undefined, row === chosen ? 'row chosen' : 'row');
    made.setAttribute('role', 'row');
    made.setAttribute('aria-rowindex', index + 1);
    made.tabIndex = 0;
    made.append(
      element('span', names[row.v], 'badge v' + row.v),
      element('span', row.n ? row.i + '  ' + row.n : row.i),
      element('span', row.l || ''),
      element('span', string((row.f || row.r || [])[0])),
      element('span', row.b || ''),
      element('span', row.e || ''));
    for (const cell of made.children) { cell.setAttribute('role', 'cell'); cell.title = cell.textContent; }
    const choose = () => { chosen = row; show(row); draw(true); };
    made.addEventListener('click', choose);
    made.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(); } });
    return made;
  };

  const draw = force => {
    const from = Math.max(0, Math.floor(viewport.scrollTop / rowHeight) - spare);
    const to = Math.min(matching.length, Math.ceil((viewport.scrollTop + viewport.clientHeight) / rowHeight) + spare);
    if (printing || (!force && from === first && to === last)) { return; }
    [first, last] = [from, to];
    list.style.transform = 'translateY(' + from * rowHeight + 'px)';
    list.replaceChildren(...(matching.length ? matching.slice(from, to).map((row, index) => line(row, from + index)) : [element('div', texts.none, 'empty')]));
  };

  const part = (title, items) => {
    if (!items || !items.length) { return []; }
    const made = element('ul');
    made.append(...items.map(item => element('li', string(item))));
    return [element('h4', title), made];
  };

  const show = row => {
    const facts = [[texts.router, [row.m, row.w].map(string).filter(Boolean).join(', ')], [texts.address, row.a], [texts.ports, string(row.o)], [texts.since, row.b], [texts.checked, row.e], [texts.coverage, string(row.c)]]
      .filter(fact => fact[1]).map(fact => fact[0] + ': ' + fact[1]);
    detail.replaceChildren(element('h3', row.i + (row.n ? '  ' + row.n : '')), element('div', names[row.v] + (row.x ? ' · ' + texts.scope : ''), 'badge v' + row.v), element('div', facts.join(' · ')), ...part(texts.findings, row.f), ...part(texts.reasons, row.r));
    detail.hidden = false;
  };

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = (one, other) => typeof one === 'number' ? one - other : collator.compare(one, other);
  const valueOf = {
    verdict: row => row.v, practice: row => row.i, land: row => row.l || '', finding: row => string((row.f || row.r || [])[0]) || '', since: row => row.b || '', checked: row => row.e || ''
  };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    matching = rows.filter(row =>
      (filter.verdict === null || row.v === filter.verdict)
      && (filter.land === null || (row.l || '-') === filter.land)
      && (filter.kind === null || (row.k || []).includes(filter.kind))
      && words.every(word => textOf(row).includes(word)));
    if (order.column) { matching.sort((one, other) => (order.falls ? -1 : 1) * compare(valueOf[order.column](one), valueOf[order.column](other))); }
    sizer.style.height = matching.length * rowHeight + 'px';
    viewport.scrollTop = 0;
    shown.textContent = texts.shown.replace('{0}', matching.length).replace('{1}', rows.length);
    for (const button of document.querySelectorAll('[data-verdict]')) { button.setAttribute('aria-pressed', Number(button.dataset.verdict) === filter.verdict); }
    for (const button of document.querySelectorAll('[data-land]')) { button.setAttribute('aria-pressed', button.dataset.land === filter.land); }
    for (const button of document.querySelectorAll('[data-kind]')) { button.setAttribute('aria-pressed', Number(button.dataset.kind) === filter.kind); }
    for (const button of document.querySelectorAll('[data-column]')) { button.parentNode.setAttribute('aria-sort', button.dataset.column !== order.column ? 'none' : order.falls ? 'descending' : 'ascending'); }
    draw(true);
  };

  // How many practices have each finding, the most frequent first.
  const listKinds = () => {
    const counts = new Map();
    for (const row of rows) { for (const kind of row.k || []) { counts.set(kind, (counts.get(kind) || 0) + 1); } }
    document.getElementById('kinds').replaceChildren(...[...counts].sort((one, other) => other[1] - one[1]).map(([kind, count]) => {
      const made = element('button', undefined, 'kind');
      made.type = 'button';
      made.dataset.kind = kind;
      made.setAttribute('aria-pressed', 'false');
      made.append(element('b', String(count)), element('span', string(kind)));
      made.addEventListener('click', () => toggle('kind', kind));
      return made;
    }));
  };

  const toggle = (name, value) => { filter[name] = filter[name] === value ? null : value; apply(); };
  for (const button of document.querySelectorAll('[data-verdict]')) { button.addEventListener('click', () => toggle('verdict', Number(button.dataset.verdict))); }
  for (const button of document.querySelectorAll('[data-land]')) { button.addEventListener('click', () => toggle('land', button.dataset.land)); }
  for (const button of document.querySelectorAll('[data-column]')) {
    button.addEventListener('click', () => {
      // Up, down, and back to the most severe first.
      const { column } = button.dataset, same = order.column === column;
      [order.column, order.falls] = same && order.falls ? [null, false] : [column, same];
      apply();
    });
  }
  listKinds();
  document.getElementById('reset').addEventListener('click', () => { search.value = ''; filter.verdict = filter.land = filter.kind = order.column = null; detail.hidden = true; chosen = null; apply(); });
  search.addEventListener('input', apply);
  viewport.addEventListener('scroll', () => draw(false), { passive: true });
  window.addEventListener('resize', () => draw(true));
  narrow.addEventListener('change', () => { rowHeight = narrow.matches ? 80 : 36; apply(); });
  // Paper has no window that scrolls: it shows every practice of the filter.
  window.addEventListener('beforeprint', () => { printing = true; list.style.transform = 'none'; list.replaceChildren(...matching.map(line)); });
  window.addEventListener('afterprint', () => { printing = false; draw(true); });
  apply();
  document.documentElement.dataset.ready = rows.length;
})();
