/** Every word of the pages for people with a link. Plain words, in the second person; one table, so that it can be translated. */
export const language = 'en'

export const words = {
  unlockTitle: 'A referral is waiting for you',
  unlockIntro:
    'Somebody sent you this address. To go on you need the code that was told to you by another way, for example by telephone.',
  code: 'Code',
  codeHint: 'Ten letters and digits. Capitals and hyphens do not matter.',
  unlock: 'Open the referral',
  once: 'The code works once, on this device. Open it where you are alone, and close the window when you are done.',
  wrongTitle: 'The code is not right',
  wrong: 'Look at the code again. After five tries the link is closed.',
  closedTitle: 'This link is closed',
  closed:
    'It has been used, has expired or was taken back, or the person no longer agrees. Ask the colleague who sent it for a new one.',
  foreign: 'This form did not come from its own page. Open the address again.',
  busyTitle: 'Not now',
  busy: 'Please wait a minute and try again. Nothing you wrote has been sent.',
  title: 'Referral',
  about: (organisation: string, until: string) =>
    `You read and answer this for ${organisation}. The link ends on ${until} (UTC).`,
  confidential:
    'This is about a person who needs protection. Show it to nobody whom she or he has not agreed to, and print or copy nothing.',
  content: 'What you may read',
  noContent: 'There is nothing that you may read.',
  standing: 'Where it stands',
  answers: 'Your answer',
  noAnswers: 'There is nothing to answer at the moment.',
  done: 'Your answer has been recorded and sent.',
  faults: 'Something is missing or wrong. Nothing has been sent.',
  refused: 'This answer cannot be given.',
  changed: 'The referral has changed since you opened the page. Read it again; nothing has been sent.',
  send: 'Send this answer',
  yes: 'Yes',
  no: 'No',
  choose: 'Choose',
  verbs: {
    acknowledge: 'I have it, and somebody looks after it',
    requestInformation: 'I have a question',
    accept: 'We take the case',
    decline: 'We cannot take the case',
    confirmArrival: 'The person has arrived',
  },
  fields: {
    alternate: 'Who stands in for you (a post, not a name)',
    reviewDate: 'When you look at it next',
    topics: 'What you ask about',
    note: 'In words (no names, numbers or addresses)',
    reason: 'Why',
    arrivedAt: 'When, in UTC',
    met: 'Was the person met?',
    condition: 'How is the person?',
  },
} as const

/** The verbs of a link, in the order in which they are shown. */
export type LinkVerb = keyof typeof words.verbs
export const linkVerbs = Object.keys(words.verbs) as readonly LinkVerb[] // sound: its own keys

/** A code of the contract as words: `SafeAccommodation` → `Safe accommodation`. */
export function codeInWords(code: string): string {
  const spaced = code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
