// Looks at a rendered page as a reader with weak sight, a keyboard or a screen reader meets it.
// Returns what is wrong, one line each.
(() => {
  const wrong = [];
  const rgb = text => { const m = /rgba?\(([^)]+)\)/.exec(text); return m ? m[1].split(/[ ,/]+/).map(Number) : null; };
  const light = c => { const f = c.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const solid = c => c && (c.length < 4 || c[3] === 1);
  const behind = element => {
    for (let e = element; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (solid(c)) return c; }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  };
  const inSvg = text => {
    const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    const shapes = [...text.ownerSVGElement.querySelectorAll('rect,circle')].filter(s => { const b = s.getBoundingClientRect(); return x >= b.x && x <= b.right && y >= b.y && y <= b.bottom; });
    const fill = shapes.length ? rgb(getComputedStyle(shapes[shapes.length - 1]).fill) : null;
    return solid(fill) ? fill : behind(text.ownerSVGElement);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement, style = getComputedStyle(e);
    if (!texts.currentNode.data.trim() || e.closest('title,desc,style') || style.visibility === 'hidden' || !e.getClientRects().length) continue;
    seen++;
    const svg = e.closest('svg'), colour = rgb(svg ? style.fill : style.color), ground = svg ? inSvg(e) : behind(e);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio(colour, ground) < (large ? 3 : 4.5)) wrong.push(`contrast ${ratio(colour, ground).toFixed(2)}: ${texts.currentNode.data.trim().slice(0, 40)}`);
    if (size < 12 && !svg) wrong.push(`too small, ${size}px: ${texts.currentNode.data.trim().slice(0, 40)}`);
  }
  if (seen < 12) wrong.push(`only ${seen} texts are shown`);
  // A letter is sent as it is: nothing stands above or below it.
  const landmarks = document.body.classList.contains('letter') ? ['main', 'h1'] : ['main', 'body > header', 'body > footer', 'h1'];
  for (const one of landmarks) if (document.querySelectorAll(one).length !== 1) wrong.push(`not exactly one ${one}`);
  if (!document.documentElement.lang) wrong.push('no language');
  let last = 0;
  for (const h of document.querySelectorAll('h1,h2,h3,h4')) { const level = Number(h.tagName[1]); if (level > last + 1) wrong.push(`heading jumps: ${h.textContent}`); last = level; }
  for (const s of document.querySelectorAll('svg')) if (s.getAttribute('role') !== 'img' || !s.querySelector('title')?.textContent || !s.querySelector('desc')?.textContent) wrong.push('a picture without words');
  for (const t of document.querySelectorAll('table')) if (!t.caption?.textContent || [...t.querySelectorAll('th')].some(h => !h.scope)) wrong.push('a table without caption or scope');
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0 || !e.getAttribute('aria-label')) wrong.push('a tab stop out of order or without a name');
  for (const e of document.querySelectorAll('[aria-labelledby]')) for (const id of e.getAttribute('aria-labelledby').split(' ')) if (!document.getElementById(id)) wrong.push(`no element ${id}`);
  for (const a of document.querySelectorAll('a')) if (!a.textContent.trim()) wrong.push('a link without words');
  if (document.documentElement.scrollWidth > innerWidth) wrong.push(`wider than the window: ${document.documentElement.scrollWidth} > ${innerWidth}`);
  if (document.scripts.length) wrong.push('a script');
  return wrong;
})()
