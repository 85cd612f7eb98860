// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting.Html;

/// <summary>The page's styles: light, dark, print, phone. No character of them needs encoding, so that they are valid in HTML and in XML.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#f3f5f8;--line:#c5ccd6;--mute:#4a5361;--link:#0b4fa8;--bad:#a4161a;--badbg:#fdecec;--warn:#7a4a00;--warnbg:#fff3dc;--good:#155d31;--goodbg:#e5f5ea;--open:#8a5a00;--openbg:#ffe0a3}
        @media (prefers-color-scheme:dark){:root{--bg:#14181d;--fg:#e8ebef;--soft:#1e242c;--line:#4a5563;--mute:#b3bcc8;--link:#8ec1ff;--bad:#ff9c9c;--badbg:#43191b;--warn:#ffcf7d;--warnbg:#3d2d0f;--good:#8fdca9;--goodbg:#15351f;--open:#ffcf7d;--openbg:#5a430f}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--fg);font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
        header,main,footer{max-width:56rem;margin:0 auto;padding:0 1rem}
        header{padding-top:1.5rem}footer{padding-bottom:2rem;color:var(--mute);font-size:.9rem}
        h1{font-size:1.35rem;margin:0 0 .25rem}h2{font-size:1.25rem;margin:2.2rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}h3{font-size:1.05rem;margin:0 0 .4rem}
        p{margin:.4rem 0 .7rem}a{color:var(--link);overflow-wrap:anywhere}
        .meta{color:var(--mute);margin:0}.internal{font-weight:700;color:var(--bad);margin:0 0 .5rem}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.4rem .8rem;outline:3px solid var(--link)}
        .verdict{margin:1.2rem 0;padding:1rem 1.2rem;border-left:.5rem solid var(--warn);background:var(--warnbg);border-radius:.3rem}
        .verdict .main{font-size:1.35rem;line-height:1.35;font-weight:700;margin:0 0 .7rem}.verdict p:last-child{margin-bottom:0}
        .verdict.exposed{border-color:var(--bad);background:var(--badbg)}.verdict.notexposed{border-color:var(--good);background:var(--goodbg)}
        ol.steps{padding-left:1.6rem}ol.steps li{margin:.5rem 0;padding-left:.3rem}ol.steps li::marker{font-weight:700}
        .deadline{font-size:1.1rem;font-weight:700}
        .note{padding:.6rem .9rem;background:var(--warnbg);border-left:.3rem solid var(--warn);border-radius:.2rem}
        .small{font-size:.92rem;color:var(--mute)}
        dl{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.3rem 1rem;margin:.6rem 0}dt{color:var(--mute)}dd{margin:0;overflow-wrap:anywhere}
        .card{border:1px solid var(--line);border-radius:.4rem;padding:.9rem 1.1rem;margin:.8rem 0;break-inside:avoid}
        .card.critical,.card.high{border-left:.4rem solid var(--bad)}.card.medium{border-left:.4rem solid var(--warn)}
        .tag{display:inline-block;font-size:.9rem;font-weight:700;padding:.05rem .5rem;border:1px solid currentColor;border-radius:1rem;margin-right:.4rem}
        .critical .tag,.high .tag{color:var(--bad)}.medium .tag{color:var(--warn)}
        .gap{color:var(--warn);font-weight:700}
        details{margin:.4rem 0}summary{cursor:pointer;color:var(--link)}code{font-family:ui-monospace,Consolas,"Liberation Mono",monospace;font-size:.88em;overflow-wrap:anywhere}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:700;padding:.3rem 0}
        th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border:1px solid var(--line);overflow-wrap:break-word}thead th{background:var(--soft)}
        td.bad{color:var(--bad);font-weight:700}
        .field{border-top:1px solid var(--line);padding:.6rem 0;break-inside:avoid}.field h3{display:flex;flex-wrap:wrap;gap:.1rem .7rem;align-items:baseline}.field .art{font-weight:400;color:var(--mute);font-size:.9rem}
        svg{display:block;width:100%;height:auto;max-width:44rem}svg text{fill:var(--fg);font:13px system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
        svg .b{stroke:var(--line);fill:var(--bg);stroke-width:1}svg .unknown{stroke-dasharray:3 3}
        svg .meant{fill:var(--goodbg);stroke:var(--good);stroke-width:2}svg .open{fill:var(--openbg);stroke:var(--open);stroke-width:2}svg .through{fill:var(--bg);stroke:var(--open);stroke-width:2;stroke-dasharray:4 2}svg .danger{fill:var(--badbg);stroke:var(--bad);stroke-width:3}
        svg .mark{font-weight:700}svg .note-danger{fill:var(--bad);font-weight:700}
        ul.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;font-size:.92rem}ul.legend b{display:inline-block;min-width:1.5rem;text-align:center;border:2px solid var(--line);border-radius:.2rem;margin-right:.3rem}
        ul.legend .meant b{border-color:var(--good);background:var(--goodbg)}ul.legend .open b{border-color:var(--open);background:var(--openbg)}ul.legend .through b{border-style:dashed;border-color:var(--open)}ul.legend .danger b{border-color:var(--bad);background:var(--badbg)}ul.legend .unknown b{border-style:dashed}
        svg .axis{stroke:var(--line);stroke-width:3}svg .dot{fill:var(--soft);stroke:var(--mute);stroke-width:2}svg .dot.unknown{fill:var(--bg)}svg .dot.danger{fill:var(--badbg);stroke:var(--bad);stroke-width:3}svg .dot.meant{fill:var(--goodbg);stroke:var(--good)}
        .main{font-size:1.15rem;font-weight:700}.sign p{margin:2.6rem 0 0;padding-top:.3rem;border-top:1px solid var(--fg);max-width:22rem}
        a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        svg.timeline{max-width:28rem}
        .letter main{max-width:44rem;padding:2rem 1rem}.letter h1{font-size:1.15rem;margin:1.6rem 0 1rem}.letter h2{font-size:1rem;border:0;padding:0;margin:1.1rem 0 .3rem}.letter .deadline{font-size:1rem}.letter ul{margin:.3rem 0 .7rem}
        @media (max-width:36rem){.wide svg{min-width:30rem}dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}.verdict .main{font-size:1.2rem}h2{font-size:1.15rem}}
        @media print{.field,.card{break-inside:auto}.field h3,.card h3,p:has(+ul),p:has(+ol){break-after:avoid}summary{list-style:none;break-after:avoid}summary::-webkit-details-marker{display:none}details::details-content{content-visibility:visible;display:block;height:auto}details>*{display:block}:root{--bg:#fff;--fg:#000;--soft:#eee;--line:#888;--mute:#333;--link:#000;--bad:#8a0000;--badbg:#fff;--warn:#5a3700;--warnbg:#fff;--good:#0a4020;--goodbg:#fff;--open:#5a3700;--openbg:#eee}html{font-size:10.5pt}body{font-size:1rem}.skip{display:none}h2{break-after:avoid}@page{size:A4;margin:18mm}}
        """;
}
