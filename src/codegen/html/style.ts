/** The style of both pages: light and dark, for phones and wider screens. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f7f9;--text:#1c2128;--dim:#59636e;--line:#d9dee4;--accent:#0b5fc0;
--red:#b3261e;--violet:#7b1fa2;--amber:#8a5300;--green:#1f6b2c;--red-bg:#fdecea;--violet-bg:#f6e9fb;--amber-bg:#fdf1dc;--green-bg:#e5f4e7;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media(prefers-color-scheme:dark){:root{--bg:#0f1318;--panel:#171c23;--text:#e4e8ed;--dim:#98a3af;--line:#2b333d;--accent:#6cb2ff;
--red:#ff9a92;--violet:#dfa6f2;--amber:#f5c46b;--green:#8bd694;--red-bg:#3a1a18;--violet-bg:#311a3a;--amber-bg:#35270f;--green-bg:#14301a}}
*{box-sizing:border-box}
html{scroll-padding-top:5rem}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main,header>div{max-width:62rem;margin:0 auto;padding:0 1rem}
main{padding-bottom:4rem}
h1{font-size:1.35rem;line-height:1.3;margin:0}
h2{font-size:1.2rem;margin:2.4rem 0 .4rem}
h3{font-size:.95rem;margin:1.6rem 0 .5rem;color:var(--dim);font-weight:600}
h2 small,h3 small,h1 small{font-weight:normal;color:var(--dim);font-size:.85rem}
a{color:var(--accent)}
p{margin:.3rem 0}
.dim{color:var(--dim);font-size:.9rem}
.text{white-space:pre-wrap}
code,pre{font-family:var(--mono);font-size:.85rem}
pre{white-space:pre-wrap;background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;margin:.5rem 0;line-height:1.45}
mark{background:#ffd54f;color:#000;border-radius:.2rem;padding:0 .15rem}
.badge{display:inline-block;font-size:.72rem;line-height:1.5;font-weight:600;border-radius:1rem;padding:0 .5rem;border:1px solid var(--line);color:var(--dim);white-space:nowrap}
.change{border:1px solid var(--line);border-left-width:.3rem;border-radius:.4rem;padding:.5rem .8rem;margin:.5rem 0}
.change h4{font-size:.95rem;margin:0;font-weight:600}
.change pre{padding:0;overflow:hidden}
.breaking{border-left-color:var(--red)}.unknown{border-left-color:var(--violet)}.dangerous{border-left-color:var(--amber)}.safe{border-left-color:var(--green)}
.badge.breaking,.badge.destructive{color:var(--red);background:var(--red-bg);border-color:var(--red)}
.badge.unknown{color:var(--violet);background:var(--violet-bg);border-color:var(--violet)}
.badge.dangerous{color:var(--amber);background:var(--amber-bg);border-color:var(--amber)}
.badge.safe,.badge.read{color:var(--green);background:var(--green-bg);border-color:var(--green)}
.failed,.error{color:var(--red)}.passed{color:var(--green)}
del,ins{display:block;text-decoration:none;padding:0 .6rem;background:var(--red-bg)}ins{background:var(--green-bg)}
del::before{content:"- "}ins::before{content:"+ "}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:.2rem}
`;
