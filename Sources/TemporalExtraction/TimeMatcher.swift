import Linguistics
import SourceTexts

/// Finds the words of time expressions by rule.
///
/// - Complexity: linear in the passage's words for texts in which few words belong to time expressions.
struct TimeMatcher: Sendable {
  let rules: TimeRules

  func matches(in atoms: [TimeAtom], of passage: AnalysedPassage, number: Int) -> [TimeMatch] {
    var matches: [TimeMatch] = []
    var index = 0
    while index < atoms.count {
      guard !atoms[index].senses.isEmpty,
        let match = rules.automaton.bestMatch(
          in: atoms, from: index,
          admits: { admits(rules.rules[$0], atoms, from: index, length: $1, in: passage) })
      else {
        index += 1
        continue
      }
      matches += expressions(of: match, at: index, atoms, number)
      let end = index + (match.expressions.last?.upperBound ?? match.length)
      index = max(end, index + 1)
    }
    for position in matches.indices { trimDeterminer(&matches[position], atoms, passage) }
    link(&matches, atoms)
    for position in matches.indices {
      matches[position].isBackground = isBackground(matches[position], atoms, passage)
    }
    return matches
  }

  private func admits(
    _ rule: TimeRule, _ atoms: [TimeAtom], from start: Int, length: Int, in passage: AnalysedPassage
  ) -> Bool {
    func has(_ index: Int, _ symbols: Set<UInt16>) -> Bool {
      atoms.indices.contains(index) && atoms[index].senses.contains { symbols.contains($0.symbol) }
    }
    if !rule.before.isEmpty || !rule.beforeTags.isEmpty, !has(start - 1, rule.before) {
      guard start > 0, rule.beforeTags.contains(passage.tokens[atoms[start - 1].token].tag) else { return false }
    }
    if !rule.after.isEmpty, !has(start + length, rule.after) { return false }
    if !rule.notBefore.isEmpty, has(start - 1, rule.notBefore) { return false }
    if !rule.notAfter.isEmpty, has(start + length, rule.notAfter) { return false }
    if rule.action == .calendar, length == 1, isQuantity(atoms, start, passage) { return false }
    if rule.action == .shift || rule.action == .constant, length > 1,
      isPreposition(atoms[start + length - 1].token, in: passage)
    {
      return false
    }
    if rule.action == .calendar, rule.reference == .told, length == 2, isModifier(atoms[start + 1].token, in: passage) {
      return false
    }
    return true
  }

  /// "about a week before moving back": the word behind the amount opens a phrase of its own.
  private func isPreposition(_ token: Int, in passage: AnalysedPassage) -> Bool {
    guard passage.tokens[token].tag == "IN", token + 1 < passage.tokens.count else { return false }
    return passage.tokens[token + 1].partOfSpeech != "PUNCT"
  }

  /// "the First Army": the ordinal belongs to the noun behind it.
  private func isModifier(_ token: Int, in passage: AnalysedPassage) -> Bool {
    guard token + 1 < passage.tokens.count else { return false }
    let next = passage.tokens[token + 1]
    return next.tag.hasPrefix("NN") || next.tag.hasPrefix("JJ") || next.tag == "VBN" || next.tag == "CD"
      || next.text.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
  }

  /// "1500 troops" is a number of troops; "the 1968 protests" have a year.
  private func isQuantity(_ atoms: [TimeAtom], _ index: Int, _ passage: AnalysedPassage) -> Bool {
    guard let year = atoms[index].value(of: .year) else { return false }
    if index > 0, atoms[index].isGlued, !atoms[index - 1].senses.contains(where: { Self.joining.contains($0.symbol) }) {
      return true
    }
    if index + 1 < atoms.count, atoms[index + 1].isGlued, atoms[index + 1].senses.isEmpty,
      passage.tokens[atoms[index + 1].token].tag != "POS", atoms[index + 1].token == atoms[index].token
    {
      return true
    }
    let next = atoms[index].token + 1
    guard next < passage.tokens.count, passage.tokens[next].tag == "NNS" else { return false }
    return year % 100 == 0
  }

  private static let joining: Set<UInt16> = [
    TimeWordClass.dash.symbol, TimeWordClass.slash.symbol, TimeWordClass.openBracket.symbol,
    TimeWordClass.apostrophe.symbol, TimeWordClass.quotationMark.symbol, TimeWordClass.comma.symbol,
    TimeWordClass.part.symbol,
  ]

  private func expressions(
    of match: TimeAutomaton.Match, at start: Int, _ atoms: [TimeAtom], _ passage: Int
  ) -> [TimeMatch] {
    var found: [TimeMatch] = match.expressions.map { range in
      var slots = TimeSlots()
      for step in range {
        let atom = atoms[start + step]
        slots.append(symbol: match.symbols[step], value: atom.value(of: match.symbols[step]) ?? 0, atom: start + step)
      }
      let first = atoms[start + range.lowerBound]
      let last = atoms[start + range.upperBound - 1]
      return TimeMatch(
        rule: match.rule, passage: passage, tokens: first.token..<(last.token + 1),
        atoms: (start + range.lowerBound)..<(start + range.upperBound),
        span: Span(first.span.start, max(first.span.end, last.span.end)), slots: slots)
    }
    guard found.count > 1 else { return found }
    // Halves of one pattern lend each other what they lack: "6-7 January 1916", "March 5-9, 1918", "1915-17".
    for index in found.indices.reversed().dropFirst() {
      found[index].slots.borrow([.month, .season, .year, .era, .dayPart, .meridiem], from: found[index + 1].slots)
    }
    for index in found.indices.dropFirst() {
      found[index].slots.borrow([.month, .season], from: found[index - 1].slots)
      if let short = found[index].slots.first(.shortYear), found[index].slots.first(.year) == nil,
        let year = found[index - 1].slots.first(.year)
      {
        var full = year / 100 * 100 + short
        if full < year { full += 100 }
        found[index].slots.append(
          symbol: TimeWordClass.year.symbol, value: Int32(full), atom: found[index].atoms.lowerBound)
      }
    }
    return found
  }

  /// A time that modifies a noun does not own the noun's article: "the [1614] rules", "the [Spring] Offensive".
  private func trimDeterminer(_ match: inout TimeMatch, _ atoms: [TimeAtom], _ passage: AnalysedPassage) {
    let first = match.atoms.lowerBound
    guard match.atoms.count > 1, passage.tokens[atoms[first].token].tag == "DT",
      atoms[first + 1].token > atoms[first].token
    else { return }
    let next = match.tokens.upperBound
    guard next < passage.tokens.count, let last = match.tokens.last else { return }
    let token = passage.tokens[last]
    guard token.head >= next, passage.tokens[token.head].tag.hasPrefix("NN"),
      ["compound", "nmod", "amod", "nummod"].contains(token.relation),
      passage.tokens[atoms[first].token].head == token.head
    else { return }
    match.atoms = (first + 1)..<match.atoms.upperBound
    match.tokens = atoms[first + 1].token..<match.tokens.upperBound
    match.span = Span(atoms[first + 1].span.start, match.span.end)
  }

  /// Sees which expressions are joined by "and", "to", a dash.
  private func link(_ matches: inout [TimeMatch], _ atoms: [TimeAtom]) {
    for index in matches.indices.dropFirst() {
      let left = matches[index - 1].atoms
      let right = matches[index].atoms
      guard left.upperBound < right.lowerBound, right.lowerBound - left.upperBound <= 2 else { continue }
      var link = TimeMatch.Link.none
      var joins = true
      for position in left.upperBound..<right.lowerBound {
        if let connector = atoms[position].value(of: .connector) {
          link = connector == 1 ? .range : .list
        } else if atoms[position].has(TimeWordClass.dash.symbol) {
          link = .range
        } else if atoms[position].has(TimeWordClass.slash.symbol) || atoms[position].has(TimeWordClass.comma.symbol) {
          if case .none = link { link = .list }
        } else {
          joins = false
        }
      }
      guard joins else { continue }
      if case .list = link, left.lowerBound > 0, atoms[left.lowerBound - 1].value(of: .opener) == 1 { link = .range }
      matches[index].link = link
    }
  }

  private func isBackground(_ match: TimeMatch, _ atoms: [TimeAtom], _ passage: AnalysedPassage) -> Bool {
    let rule = rules.rules[match.rule]
    if match.atoms.lowerBound > 0, let kind = atoms[match.atoms.lowerBound - 1].value(of: .background) {
      // 0: "since"; 1: "of" behind a name.
      if kind == 0 { return true }
      let before = atoms[match.atoms.lowerBound - 1].token - 1
      if match.atoms.count == 1, before >= 0, passage.tokens[before].tag.hasPrefix("NNP") { return true }
    }
    guard rule.action == .calendar, match.slots.words.count == 1 else { return false }
    // "the 1902 pact": a bare year before the noun that it belongs to.
    let token = passage.tokens[match.tokens.lowerBound]
    return ["nummod", "compound", "nmod", "amod"].contains(token.relation) && token.head > match.tokens.lowerBound
  }
}
