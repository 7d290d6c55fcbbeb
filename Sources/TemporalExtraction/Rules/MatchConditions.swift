import Findings
import Linguistics

/// What must hold around the words that a pattern fits, so that they are a time: the rule's own conditions on its
/// neighbours, and what tags and parse say.
struct MatchConditions {
  let atoms: [TimeAtom]
  let passage: AnalysedPassage
  let kind: TextKind

  func admit(_ rule: TimeRule, from start: Int, length: Int) -> Bool {
    if let only = rule.kind, only != kind { return false }
    if !rule.before.isEmpty || !rule.beforeTags.isEmpty, !has(start - 1, rule.before) {
      guard start > 0, rule.beforeTags.contains(token(start - 1).tag) else { return false }
    }
    if !rule.after.isEmpty, !has(start + length, rule.after) { return false }
    if !rule.notBefore.isEmpty, has(start - 1, rule.notBefore) { return false }
    if !rule.notAfter.isEmpty, has(start + length, rule.notAfter) { return false }
    if length > 1, !isDeterminer(start) { return false }
    switch rule.action {
    case .calendar:
      if rule.value == "early" { return isEarlyYear(start) }
      if rule.value == "later", !isDual(start, length) { return false }
      if length == 1 { return !isQuantity(start) && !isPartOfName(start) && !isNameOfSomething(start) }
      if rule.reference == .told, length == 2 { return !isModifier(start + 1) }
      return true
    case .weekday where length == 1: return !isNameOfSomething(start)
    case .shift, .constant: return length == 1 || !isPreposition(start + length - 1)
    default: return true
    }
  }

  /// "In 711 they landed": three digits behind a preposition, with no noun to count.
  private func isEarlyYear(_ atom: Int) -> Bool {
    guard let year = atoms[atom].value(of: .digits), (100...999).contains(year), !atoms[atom].isGlued,
      atoms[atom].token > 0, ["IN", ""].contains(passage.tokens[atoms[atom].token - 1].tag),
      atoms[atom].token < 2 || passage.tokens[atoms[atom].token - 2].tag != "CD"
    else { return false }
    let word = token(atom)
    if word.text.utf8.count != 3 { return false }
    if ["nummod", "compound", "quantmod"].contains(word.relation), word.head > atoms[atom].token,
      !passage.tokens[word.head].tag.hasPrefix("NNP")
    {
      return false
    }
    guard let next = token(after: atom) else { return true }
    return !["NN", "NNS", "JJ", "JJR", "CD", "SYM", "HYPH", "IN", "$"].contains(next.tag)
  }

  /// "19 July/1 August 1914": both calendars' days of one day, ten to thirteen apart; other pairs with a slash are two
  /// days.
  private func isDual(_ start: Int, _ length: Int) -> Bool {
    let range = start..<min(start + length, atoms.count)
    guard range.contains(where: { atoms[$0].has(TimeWordClass.slash.symbol) }) else { return true }
    let days = range.compactMap { atoms[$0].value(of: .day) }
    let months = range.compactMap { atoms[$0].value(of: .month) }
    guard days.count >= 2, let first = months.first, let last = months.last,
      let early = CalendarDay(year: 2001, month: Int(first), day: Int(days[0])),
      let late = CalendarDay(year: 2001, month: Int(last), day: Int(days[1]))
    else { return false }
    return (10...13).contains((late.dayNumber - early.dayNumber + 365) % 365)
  }

  private func has(_ index: Int, _ symbols: Set<UInt16>) -> Bool {
    atoms.indices.contains(index) && atoms[index].senses.contains { symbols.contains($0.symbol) }
  }

  private func token(_ atom: Int) -> Token { passage.tokens[atoms[atom].token] }

  private func token(after atom: Int) -> Token? {
    let next = atoms[atom].token + 1
    return next < passage.tokens.count ? passage.tokens[next] : nil
  }

  /// "about a week before moving back": the word behind the amount opens a phrase of its own.
  private func isPreposition(_ atom: Int) -> Bool {
    guard token(atom).tag == "IN", let next = token(after: atom) else { return false }
    return next.partOfSpeech != "PUNCT"
  }

  /// "the First Army": the ordinal belongs to the noun behind it.
  private func isModifier(_ atom: Int) -> Bool {
    guard let next = token(after: atom) else { return false }
    return next.tag.hasPrefix("NN") || next.tag.hasPrefix("JJ") || next.tag == "VBN" || next.tag == "CD"
      || next.text.isCapitalised
  }

  /// "the Long March", "the March on the capital": a month's name with an article of its own that it doesn't pass on to a
  /// noun, or behind another name.
  private func isPartOfName(_ atom: Int) -> Bool {
    guard atoms[atom].value(of: .month) != nil, atoms[atom].token > 0 else { return false }
    let before = passage.tokens[atoms[atom].token - 1]
    let leadsNoun =
      token(after: atom).map { $0.tag.hasPrefix("NN") || $0.tag.hasPrefix("JJ") || $0.tag == "CD" } ?? false
    if before.tag == "DT" || before.tag == "PRP$" || before.tag == "POS" { return !leadsNoun }
    let isNamed = before.text.isCapitalised && (before.tag.hasPrefix("NNP") || before.tag == "JJ")
    return isNamed && !leadsNoun && before.relation == "compound" && before.tag.hasPrefix("NNP")
      || isNamed && before.tag == "JJ"
  }

  /// "they say that winter is near" and "it could last weeks" hold neither "that winter" nor "last weeks".
  private func isDeterminer(_ atom: Int) -> Bool {
    guard atoms[atom].token > 0 else { return true }
    if token(atom).tag == "VB" { return passage.tokens[atoms[atom].token - 1].tag != "MD" }
    return token(atom).tag != "IN" || atoms[atom].value(of: .side) != 0
  }

  /// "Mrs May", "the Sunday Times": part of the name of a person or a paper.
  private func isNameOfSomething(_ atom: Int) -> Bool {
    let index = atoms[atom].token
    let word = passage.tokens[index]
    if atoms[atom].value(of: .month) != nil {
      return word.entityType == "PERSON"
        && (word.entityBoundary == .inside || token(after: atom)?.entityBoundary == .inside)
    }
    guard atoms[atom].value(of: .weekday) != nil, index > 0, word.relation == "compound", word.head == index + 1 else {
      return false
    }
    return passage.tokens[index - 1].tag == "DT" && passage.tokens[index + 1].tag.hasPrefix("NNP")
  }

  /// "1500 troops" is a number of troops; "the 1968 protests" have a year.
  private func isQuantity(_ atom: Int) -> Bool {
    guard let year = atoms[atom].value(of: .year) else { return false }
    if atom > 0, atoms[atom].isGlued, !atoms[atom - 1].senses.contains(where: { Self.joining.contains($0.symbol) }) {
      return true
    }
    if atom + 1 < atoms.count, atoms[atom + 1].isGlued, atoms[atom + 1].senses.isEmpty,
      atoms[atom + 1].token == atoms[atom].token
    {
      return true
    }
    // "call 555-1990"
    if atom > 1, atoms[atom].isGlued, atoms[atom - 1].isGlued, atoms[atom - 1].has(TimeWordClass.dash.symbol),
      let digits = atoms[atom - 2].value(of: .digits), digits >= 100, !atoms[atom - 2].has(TimeWordClass.year.symbol)
    {
      return true
    }
    guard year % 50 == 0 else { return false }
    let word = token(atom)
    if word.relation == "nummod", word.head > atoms[atom].token, passage.tokens[word.head].tag == "NNS" { return true }
    return token(after: atom)?.tag == "NNS"
  }

  private static let joining: Set<UInt16> = [
    TimeWordClass.dash.symbol, TimeWordClass.slash.symbol, TimeWordClass.openBracket.symbol,
    TimeWordClass.apostrophe.symbol, TimeWordClass.quotationMark.symbol, TimeWordClass.comma.symbol,
    TimeWordClass.part.symbol,
  ]
}

extension String {
  /// Whether it begins with an ASCII capital.
  fileprivate var isCapitalised: Bool { utf8.first.map { (0x41...0x5A).contains($0) } ?? false }
}
