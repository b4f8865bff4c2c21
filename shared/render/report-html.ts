/** A report as one self-contained page: no script, nothing fetched, readable from a mail attachment. Pure. */
import { createHash } from 'node:crypto';
import type { Finding, Report } from '../contract/report.ts';
import { bySeverity } from '../contract/severities.ts';
import { Markup, html } from './html/markup.ts';
import { HTML_SECTIONS } from './html/sections.ts';
import { STYLE } from './html/style.ts';
import { headLines, reportTitle } from '../report-view/head.ts';
import { SECTION_TITLES, otherNotes, unavailableReasons } from '../report-view/sections.ts';
import type { SectionName } from '../report-view/sections.ts';

export function renderReportHtml(report: Report): string {
  const sections = (Object.keys(SECTION_TITLES) as SectionName[]).flatMap((name) => section(report, name) ?? []);
  // Nothing can run or be fetched, whatever a dump smuggles past the escaping; the style is allowed by its digest.
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const title = reportTitle(report);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${new Markup(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          ${headLines(report).map((line) => html`<p class="dim">${line}</p>`)}
          ${otherNotes(report).map((line) => html`<p class="warn">${line}</p>`)} ${commandLine(report)}
        </header>
        <nav aria-label="Sections">
          ${report.findings.length > 0 && html`<a href="#findings">Findings</a>`}
          ${sections.map(({ name }) => html`<a href="#${name}">${SECTION_TITLES[name]}</a>`)}
        </nav>
        <main>${findings(bySeverity(report.findings))} ${sections.map(({ markup }) => markup)}</main>
      </body>
    </html> `.source;
}

function commandLine({ kernel }: Report): Markup | undefined {
  if (kernel?.commandLine === undefined) return undefined;
  return html`<details>
    <summary class="dim">command line</summary>
    <code>${kernel.commandLine}</code>
  </details>`;
}

function findings(list: readonly Finding[]): Markup | undefined {
  if (list.length === 0) return undefined;
  return html`<section id="findings">
    <h2>Findings</h2>
    <ul class="findings">
      ${list.map(
        (finding, index) =>
          html`<li id="finding-${index}" class="${finding.severity}">
            <strong>${finding.summary}</strong> <span class="dim">${finding.severity} · ${finding.code}</span> ${
              finding.evidence.length > 0 &&
              html`<ul>
                ${finding.evidence.map((evidence) => html`<li>${evidence}</li>`)}
              </ul>`
            }
            ${finding.culprit?.pid !== undefined && html`<p>culprit: <a href="#task-${finding.culprit.pid}">${finding.culprit.comm ?? 'task'} (pid ${finding.culprit.pid})</a></p>`}
          </li> `,
      )}
    </ul>
  </section>`;
}

function section(
  report: Report,
  name: SectionName,
): { readonly name: SectionName; readonly markup: Markup } | undefined {
  const content = HTML_SECTIONS[name](report);
  const reasons = unavailableReasons(report, name);
  if (content === undefined && reasons.length === 0) return undefined;
  const markup = html`<section id="${name}">
    <h2><a href="#${name}">${SECTION_TITLES[name]}</a></h2>
    ${reasons.map((reason) => html`<p class="warn">${reason}</p>`)} ${content}
  </section> `;
  return { name, markup };
}
