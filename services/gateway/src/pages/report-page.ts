/** The report for a person on paper: the same as in JSON, in words, with no script and nothing from elsewhere. */
import type { PersonReport, ReportedReferral, ReportedStatement } from '../rights/person-report.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { codeInWords } from './words.ts'

export function reportPage({ case: id, at, referrals }: PersonReport): string {
  const body = html`<p>Case ${id}, as this member knows it on ${instant(at)}. It tells what was done with your data, not the data itself: ask for that as well, and it is given to you.</p>
${referrals.map(sectionOf)}
<p class="note">You can have it corrected, object, or complain to the authority for data protection.</p>`
  return layout('What was done with your data', body)
}

function sectionOf(referral: ReportedReferral): Html {
  const { caseRef, sender, receiver, purpose, status, since, erased, kept } = referral
  return html`<h2>${caseRef}: from ${sender} to ${receiver}</h2>
<dl><dt>Why</dt><dd>${codeInWords(purpose)}</dd><dt>Since</dt><dd>${instant(since)}</dd><dt>Where it stands</dt><dd>${codeInWords(status)}</dd>
${(erased && html`<dt>Erased</dt><dd>${instant(erased.at)}: ${codeInWords(erased.ground)}</dd>`) ?? undefined}
${kept.map(({ ground, until }) => html`<dt>Kept until ${until}</dt><dd>${codeInWords(ground)}</dd>`)}</dl>
<h3>What you agreed to, or what else allowed it</h3>
${listOr(
  referral.permissions.map(
    ({ kind, givenBy, givenAt, validUntil, sections }) =>
      html`<li>${codeInWords(kind)}, by ${codeInWords(givenBy)}, ${instant(givenAt)} to ${instant(validUntil)}: ${named(sections)}</li>`,
  ),
)}
<h3>What was said, and to whom</h3>
${listOr(referral.statements.map(lineOf))}
<h3>What was decided</h3>
${listOr(referral.decisions.map(({ time, type, by }) => html`<li>${instant(time)}: ${typeInWords(type)} (${by})</li>`))}
<h3>Who read it here</h3>
${listOr(
  referral.readings.map(
    ({ kind, at, by, organisation, reason }) =>
      html`<li>${instant(at)}: ${typeInWords(kind)}, ${organisation ?? 'unknown'}${by === null ? undefined : html`/${by}`}${reason === null ? undefined : html` (${codeInWords(reason)})`}</li>`,
  ),
)}`
}

function lineOf({ time, type, from, to, sections, sealedTo, receivedAt, counts }: ReportedStatement): Html {
  const arrived = receivedAt === null ? 'its arrival is not known' : `it arrived ${instant(receivedAt)}`
  return html`<li>${instant(time)}, ${from} to ${to}: ${typeInWords(type)}${sections.length > 0 ? html`, with ${named(sections)}` : undefined}${sealedTo.length > 0 ? html`, in part sealed to ${sealedTo.join(', ')} alone` : undefined}; ${counts ? arrived : 'it was not accepted'}</li>`
}

function listOr(lines: readonly Html[]): Html {
  return lines.length > 0 ? html`<ul>${lines}</ul>` : html`<p>Nothing.</p>`
}

const named = (sections: readonly string[]) => sections.map(codeInWords).join(', ')
const typeInWords = (type: string) => codeInWords(type.replace('.', ' '))
const instant = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`
