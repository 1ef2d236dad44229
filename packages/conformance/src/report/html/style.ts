/** Style of the page: light, dark, and for print. */
export const style = `
:root{color-scheme:light dark;--text:#1b1f24;--back:#fff;--soft:#f3f5f7;--line:#c9d1d9;
--good:#116329;--bad:#a40e26;--open:#7d4e00;--quiet:#57606a}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--back:#0d1117;--soft:#161b22;
--line:#3d444d;--good:#56d364;--bad:#ff9492;--open:#e3b341;--quiet:#9da7b1}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:70rem;font:16px/1.5 system-ui,sans-serif;
color:var(--text);background:var(--back)}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
table{border-collapse:collapse;width:100%}
.wide{overflow-x:auto}
th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
thead th,tbody th{background:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
.passed{color:var(--good)}.failed{color:var(--bad)}.inconclusive{color:var(--open)}
.skipped{color:var(--quiet)}
.verdict{font-weight:600}
.result{font-size:1.1rem;font-weight:600;padding:.6rem .9rem;border:2px solid;margin:1rem 0}
details{border-bottom:1px solid var(--line)}
summary{padding:.25rem 0;cursor:pointer;overflow-wrap:anywhere}
.detail{padding:0 0 .75rem 1.1rem}
code,pre{font:.85em/1.45 ui-monospace,monospace;overflow-wrap:anywhere}
pre{background:var(--soft);border:1px solid var(--line);padding:.5rem;margin:.25rem 0;
white-space:pre-wrap}
ul{margin:.25rem 0;padding-left:1.25rem}
.id{color:var(--quiet)}
fieldset{border:1px solid var(--line);margin:1rem 0;padding:.25rem .75rem}
fieldset label{margin-right:1.25rem}
body:has(#show-rest:checked) details:is(.passed,.skipped){display:none}
.sign{display:grid;grid-template-columns:2fr 1fr 2fr;gap:2rem;margin:3rem 0 1rem}
.sign div{border-top:1px solid var(--text);padding-top:.25rem;color:var(--quiet)}
@page{margin:16mm}
@media print{
:root{color-scheme:light;--text:#000;--back:#fff;--soft:#f3f5f7;--line:#999;--good:#116329;
--bad:#a40e26;--open:#7d4e00;--quiet:#444}
body{max-width:none;padding:0;font-size:10.5pt}
fieldset{display:none}
tr,dl,pre,summary,.result,.sign{break-inside:avoid}
h2,h3{break-after:avoid}thead{display:table-header-group}
.wide{overflow:visible}
}`.replaceAll("\n", "");
