/** A street with the number of a house, or a postcode, in the forms that are usual in the countries of our members. */

/** True if the words hold one. A town or a region alone is none. */
export function hasStreetAddress(words: string): boolean {
  return forms.some((form) => form.test(words))
}

const house = String.raw`\s{1,3}(?:nr|no|n°|№|bl|number)?\.?\s{0,3}\d{1,4}`
const named = String.raw`\s{1,3}(?:[\p{Lu}\d][\p{L}\d.'’-]{0,30},?\s{1,3}){0,3}?[\p{Lu}\d][\p{L}\d.'’-]{0,30},?`

const forms: readonly RegExp[] = [
  // Strada Florilor nr. 12, Via Roma 12, ulica Długa 5, ул. Роза 5: the kind, a name, the number.
  new RegExp(
    String.raw`(?<!\p{L})(?:[Ss]trada|[Ss]tr\.|[Bb]ulevardul|[Bb]d\.|[Bb]-dul|[Cc]alea|[Aa]leea|[Șș]oseaua|[Pp]iața|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]alle|[Aa]venida|[Uu]lica|[Uu]l\.|[Уу]л\.|[Уу]лица|[Бб]ул\.|[Вв]ул\.)${named}${house}`,
    'u',
  ),
  // 12 Harbour Street, 5 rue de la Paix: the number first.
  /(?<!\d)\d{1,4}[a-z]?,?\s{1,3}(?:\p{Lu}[\p{L}'’-]{0,30}\s{1,3}){1,3}(?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Lane|Square|Drive|Court|Terrace)/u,
  /(?<!\d)\d{1,4}(?:\s?(?:bis|ter))?,?\s{1,3}(?:rue|avenue|boulevard|quai|impasse)\s{1,3}\p{L}/iu,
  // Prinsengracht 12, Hauptstraße 5, Rózsa utca 3: one word or two, the number behind.
  /(?<!\p{L})(?!Onderweg)\p{Lu}\p{L}{0,30}(?:straat|laan|plein|gracht|kade|weg|dijk|strasse|straße|gasse|allee|platz|vej|gade|gatan|vägen)\s{1,3}\d{1,4}/u,
  /(?<!\p{L})\p{Lu}\p{L}{0,30}\s{1,3}(?:utca|út|tér|Straße|Strasse|Allee|Platz)\s{1,3}\d{1,4}/u,
  // 1017 AB, SW1A 1AA: a postcode that means a few houses. A year is followed by two capitals only if a town follows.
  /(?<!\d)(?!(?:19|20)\d\d)[1-9]\d{3}\s?[A-Z]{2}(?![\p{L}\d])/u,
  /(?<!\d)(?:19|20)\d\d\s?[A-Z]{2}\s{1,3}\p{Lu}\p{Ll}/u,
  /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?![\p{L}\d])/u,
]
