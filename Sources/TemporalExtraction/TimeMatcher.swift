import Linguistics
import SourceTexts

/// Finds the words of time expressions by rule.
///
/// - Complexity: linear in the passage's words for texts in which few words belong to time expressions.
struct TimeMatcher: Sendable {
  let rules: TimeRules

  func matches(in atoms: [TimeAtom], of passage: AnalysedPassage, number: Int, kind: TextKind) -> [TimeMatch] {
    var matches: [TimeMatch] = []
    let conditions = MatchConditions(atoms: atoms, passage: passage, kind: kind)
    var index = 0
    while index < atoms.count {
      guard !atoms[index].senses.isEmpty,
        let match = rules.automaton.bestMatch(
          in: atoms, from: index,
          admits: { conditions.admit(rules.rules[$0], from: index, length: $1) })
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
    var quotes = 0
    var next = 0
    for position in matches.indices {
      while next < matches[position].atoms.lowerBound {
        if atoms[next].has(TimeWordClass.quotationMark.symbol) { quotes += 1 }
        next += 1
      }
      matches[position].isQuoted = quotes % 2 == 1
      matches[position].isBackground = isBackground(matches[position], atoms, passage)
      let before = matches[position].atoms.lowerBound - 1
      matches[position].isLimit = before >= 0 && atoms[before].value(of: .connector) == 1
      matches[position].isDeadline = before >= 0 && atoms[before].has(TimeWordClass.limit.symbol)
    }
    return matches
  }

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

  /// A time that modifies a noun does not own the noun's article: "the [1614] rules", "the [Spring] Offensive",
  /// "the [ten year]'s struggle".
  private func trimDeterminer(_ match: inout TimeMatch, _ atoms: [TimeAtom], _ passage: AnalysedPassage) {
    let first = match.atoms.lowerBound
    guard match.atoms.count > 1, passage.tokens[atoms[first].token].tag == "DT",
      atoms[first + 1].token > atoms[first].token, match.tokens.upperBound < passage.tokens.count,
      let last = match.tokens.last
    else { return }
    let next = passage.tokens[match.tokens.upperBound]
    let head = passage.tokens[passage.tokens[last].head]
    let modifies =
      passage.tokens[last].head >= match.tokens.upperBound && head.tag.hasPrefix("NN")
      && (next.tag.hasPrefix("NN") || next.tag.hasPrefix("JJ"))
      && ["compound", "nmod", "amod", "nummod"].contains(passage.tokens[last].relation)
      && passage.tokens[atoms[first].token].head == passage.tokens[last].head
    let isPossessive = next.tag == "POS" && rules.rules[match.rule].type == .duration
    guard modifies || isPossessive else { return }
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

  /// "In 1932 workers struck": the year is the clause's, though the parse gives it to the noun.
  private func opensClause(_ year: Int, in passage: AnalysedPassage) -> Bool {
    guard year > 0, passage.tokens[year - 1].tag == "IN" else { return false }
    if year == 1 || passage.tokens[year - 1].startsSentence { return true }
    let before = passage.tokens[year - 2]
    return before.tag == "CC" || before.partOfSpeech == "PUNCT"
  }

  private func isBackground(_ match: TimeMatch, _ atoms: [TimeAtom], _ passage: AnalysedPassage) -> Bool {
    let rule = rules.rules[match.rule]
    if match.atoms.lowerBound > 0, let kind = atoms[match.atoms.lowerBound - 1].value(of: .background) {
      // 0: "since"; 1: "of" behind a name; 2: "like".
      if kind == 0 || kind == 2 { return true }
      let before = atoms[match.atoms.lowerBound - 1].token - 1
      if match.atoms.count == 1, before >= 0, passage.tokens[before].tag.hasPrefix("NNP") { return true }
    }
    // "as in 1870"
    if match.atoms.lowerBound > 1, atoms[match.atoms.lowerBound - 2].value(of: .background) == 2,
      passage.tokens[atoms[match.atoms.lowerBound - 1].token].tag == "IN"
    {
      return true
    }
    guard rule.action == .calendar, match.slots.words.count == 1 else { return false }
    // "the 1902 pact": a bare year before the noun that it belongs to.
    let token = passage.tokens[match.tokens.lowerBound]
    if opensClause(match.tokens.lowerBound, in: passage) { return false }
    return ["nummod", "compound", "nmod", "amod"].contains(token.relation) && token.head > match.tokens.lowerBound
  }
}
