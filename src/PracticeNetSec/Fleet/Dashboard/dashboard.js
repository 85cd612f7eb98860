'use strict';
(async () => {
  const unpack = async text => {
    const packed = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
  };
  const { texts, strings, rows } = await unpack(document.getElementById('data').textContent);
  const string = position => strings[position];
  const names = ['undetermined', 'notExposed', 'atRisk', 'exposed'].map(key => texts[key]);
  const rowHeight = 36, spare = 8;
  const viewport = document.getElementById('viewport'), sizer = document.getElementById('sizer');
  const list = document.getElementById('rows'), detail = document.getElementById('detail');
  const search = document.getElementById('search'), shown = document.getElementById('shown');
  const filter = { verdict: null, land: null };
  let matching = rows, chosen = null, first = -1, last = -1;

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
    if (!force && from === first && to === last) { return; }
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

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    matching = rows.filter(row =>
      (filter.verdict === null || row.v === filter.verdict)
      && (filter.land === null || (row.l || '-') === filter.land)
      && words.every(word => textOf(row).includes(word)));
    sizer.style.height = matching.length * rowHeight + 'px';
    viewport.scrollTop = 0;
    shown.textContent = texts.shown.replace('{0}', matching.length).replace('{1}', rows.length);
    for (const button of document.querySelectorAll('[data-verdict]')) { button.setAttribute('aria-pressed', Number(button.dataset.verdict) === filter.verdict); }
    for (const button of document.querySelectorAll('[data-land]')) { button.setAttribute('aria-pressed', button.dataset.land === filter.land); }
    draw(true);
  };

  const toggle = (name, value) => { filter[name] = filter[name] === value ? null : value; apply(); };
  for (const button of document.querySelectorAll('[data-verdict]')) { button.addEventListener('click', () => toggle('verdict', Number(button.dataset.verdict))); }
  for (const button of document.querySelectorAll('[data-land]')) { button.addEventListener('click', () => toggle('land', button.dataset.land)); }
  document.getElementById('reset').addEventListener('click', () => { search.value = ''; filter.verdict = filter.land = null; detail.hidden = true; chosen = null; apply(); });
  search.addEventListener('input', apply);
  viewport.addEventListener('scroll', () => draw(false), { passive: true });
  window.addEventListener('resize', () => draw(true));
  apply();
  document.documentElement.dataset.ready = rows.length;
})();
