/** The page's own style: dense, calm, one accent; light and dark by the reader's preference; readable at 360 px. */
export const STYLE = `
:root{color-scheme:light dark;--fg:#1b1d20;--bg:#fff;--dim:#5b6168;--line:#d8dbdf;--accent:#b3261e;--warn:#8a5a00;--good:#1c6b3a;--soft:#f4f5f6}
@media(prefers-color-scheme:dark){:root{--fg:#e4e6e8;--bg:#15171a;--dim:#9ba1a8;--line:#33373c;--accent:#ff8a80;--warn:#f0b849;--good:#7bd39a;--soft:#1d2024}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:75rem;padding:1rem;color:var(--fg);background:var(--bg);font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.35rem;margin:0 0 .4rem;color:var(--accent)}
h2{font-size:1.05rem;margin:0;display:inline}
p{margin:.2rem 0}
a{color:inherit}
nav a{margin-right:.8rem}
nav{margin:.8rem 0}
.dim{color:var(--dim)}
.warn{color:var(--warn)}
.bad{color:var(--accent)}
.good{color:var(--good)}
code,pre,td,.mono{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px}
section,details.section{border-top:1px solid var(--line);padding:.7rem 0}
summary{cursor:pointer}
ol,ul{margin:.3rem 0;padding-left:1.6rem}
.findings{list-style:none;padding:0}
.findings>li{border-left:3px solid var(--line);padding:.2rem .7rem;margin:.5rem 0}
.findings>li.critical{border-color:var(--accent)}
.findings>li.warning{border-color:var(--warn)}
.scroll{overflow-x:auto}
table{border-collapse:collapse}
th,td{text-align:left;padding:.1rem .7rem .1rem 0;vertical-align:top}
th{color:var(--dim);font-weight:normal}
td.n,th.n{text-align:right}
tr:target,li:target,.log>:target{background:var(--soft);outline:1px solid var(--accent)}
.registers{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:0 1rem}
.log>div{white-space:pre-wrap}
.log a{display:inline-block;min-width:3.5em;color:var(--dim);text-decoration:none;user-select:none}
meter{width:8rem}
`.trim();
