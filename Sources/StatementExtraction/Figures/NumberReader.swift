import Linguistics

/// Reads numbers from tokens: digits, words, scales, fractions, currencies before and after.
struct NumberReader: Sendable {
  struct Number: Sendable, Hashable {
    var value: Double
    /// All tokens of the number, currency and scale included, approximation not.
    var tokens: Range<Int>
    /// ISO 4217, where a currency's sign or name stands with it.
    var currency: String?
    var isFraction = false
    var isMultiple = false
    /// "dozens", "thousands": a least number.
    var isVague = false
    /// Whether it is written in digits.
    var isInDigits = false
    /// The smaller end of a range: 10 for "10–15 per cent".
    var lower: Double?
    /// What its scale words multiply it by.
    var scale = 1.0
  }

  let lexicon: NumberLexicon

  /// The number that begins at token `start`, or nil.
  ///
  /// - Complexity: O(length of the number).
  func number(at start: Int, in passage: AnalysedPassage) -> Number? {
    let tokens = passage.tokens
    var position = start
    var currency: String?
    if let code = lexicon.currencies[tokens[position].text.lowercased()], !Self.isWord(tokens[position].text),
      position + 1 < tokens.count
    {
      currency = code
      position += 1
    }
    guard var number = plain(at: position, in: tokens) else { return nil }
    number.tokens = start..<number.tokens.upperBound
    number.currency = currency ?? number.currency
    extendRange(&number, tokens)
    readRatio(&number, tokens)
    readCurrency(&number, tokens)
    return number
  }

  func plain(at start: Int, in tokens: [Token]) -> Number? {
    guard var number = simple(at: start, in: tokens) else { return nil }
    // "a quarter of a million"
    let of = number.tokens.upperBound
    if number.isFraction, of + 2 < tokens.count, tokens[of].text == "of", tokens[of + 1].text == "a",
      let next = lexicon.words[tokens[of + 2].text.lowercased()], next.role == .scale
    {
      number.value *= next.value
      number.isFraction = false
      number.tokens = number.tokens.lowerBound..<(of + 3)
    }
    return number
  }

  private func simple(at start: Int, in tokens: [Token]) -> Number? {
    let first = tokens[start].text.lowercased()
    if let (value, currency) = digits(first) {
      var number = Number(value: value, tokens: start..<(start + 1), currency: currency, isInDigits: true)
      scale(&number, tokens)
      return number
    }
    if let (lower, upper) = range(first) {
      var number = Number(value: upper, tokens: start..<(start + 1), isInDigits: true, lower: lower)
      scale(&number, tokens)
      return number
    }
    guard let word = lexicon.words[first] ?? multiple(tokens[start]) else {
      return compound(first, at: start, in: tokens)
    }
    switch word.role {
    case .cardinal, .tens: return spelled(at: start, in: tokens)
    case .scale:
      // "a hundred", "a dozen", "half a million" begin before; a bare scale word is a number only behind an article.
      guard start > 0, ["a", "an"].contains(tokens[start - 1].text.lowercased()) else { return nil }
      var number = Number(value: 1, tokens: start..<start)
      scale(&number, tokens)
      return number
    case .vague:
      var number = Number(value: word.value, tokens: start..<(start + 1), isVague: true)
      // "tens of thousands", "hundreds of millions"
      if start + 2 < tokens.count, tokens[start + 1].text == "of",
        let next = lexicon.words[tokens[start + 2].text.lowercased()], next.role == .vague
      {
        number.value = word.value * next.value
        number.tokens = start..<(start + 3)
      }
      return number
    case .indefinite:
      guard start + 1 < tokens.count, let next = lexicon.words[tokens[start + 1].text.lowercased()], next.role == .scale
      else { return nil }
      var number = Number(value: word.value, tokens: start..<(start + 1), isVague: true)
      scale(&number, tokens)
      return number
    case .fraction: return fraction(word.value, at: start, in: tokens)
    case .multiple: return Number(value: word.value, tokens: start..<(start + 1), isMultiple: true)
    case .suffix: return nil
    }
  }

  /// "doubled" and "halved" are found by their lemma.
  private func multiple(_ token: Token) -> NumberLexicon.Word? {
    guard token.partOfSpeech == "VERB", let word = lexicon.words[token.lemma.lowercased()], word.role == .multiple
    else {
      return nil
    }
    return word
  }

  /// "1,234.5", "$2.1bn", "5m"; nil for anything else, and for ordinals and identifiers.
  private func digits(_ text: String) -> (Double, String?)? {
    var rest = Substring(text)
    var currency: String?
    if let end = rest.firstIndex(where: \.isNumber), end != rest.startIndex {
      guard let code = lexicon.currencies[String(rest[..<end])] else { return nil }
      currency = code
      rest = rest[end...]
    }
    let body = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
    guard body.first?.isNumber == true, body.last?.isNumber == true else { return nil }
    let groups = body.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.dropFirst().allSatisfy({ $0.prefix { $0 != "." }.count == 3 }),
      let value = Double(body.filter { $0 != "," })
    else { return nil }
    let tail = String(rest[body.endIndex...])
    if tail.isEmpty { return (value, currency) }
    guard let suffix = lexicon.words[tail], suffix.role == .suffix || suffix.role == .scale else { return nil }
    return (value * suffix.value, currency)
  }

  /// "10–15" as one token, the smaller number first.
  private func range(_ text: String) -> (Double, Double)? {
    let parts = text.split(whereSeparator: { "-–—".contains($0) })
    guard parts.count == 2, let (lower, _) = digits(String(parts[0])), let (upper, _) = digits(String(parts[1])),
      lower < upper
    else { return nil }
    return (lower, upper)
  }

  /// "twenty-one" as one token.
  private func compound(_ text: String, at start: Int, in tokens: [Token]) -> Number? {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let left = lexicon.words[String(parts[0])], let right = lexicon.words[String(parts[1])]
    else {
      return nil
    }
    if left.role == .tens, right.role == .cardinal {
      var number = Number(value: left.value + right.value, tokens: start..<(start + 1))
      scale(&number, tokens)
      return number
    }
    // "forty-ninth" is an ordinal.
    if left.role == .cardinal, right.role == .fraction {
      return Number(value: left.value * right.value, tokens: start..<(start + 1), isFraction: true)
    }
    return nil
  }

  /// "two hundred and fifty thousand", "forty - two", "two thirds".
  private func spelled(at start: Int, in tokens: [Token]) -> Number? {
    var total = 0.0
    var group = 0.0
    var scale = 1.0
    var position = start
    var end = start
    while position < tokens.count {
      let text = tokens[position].text.lowercased()
      if let word = lexicon.words[text] {
        switch word.role {
        case .cardinal, .tens:
          // "two three" are two numbers.
          if end > start, let last = lexicon.words[tokens[end - 1].text.lowercased()],
            last.role == .cardinal || (last.role == .tens && word.role == .tens), tokens[position - 1].text != "and"
          {
            return Number(value: total + group, tokens: start..<end, scale: scale)
          }
          group += word.value
        case .scale:
          if word.value == 100 {
            group = max(1, group) * 100
          } else {
            total += max(1, group) * word.value
            group = 0
          }
          scale = max(scale, word.value)
        // "forty - ninth" is an ordinal.
        case .fraction where end > start && lexicon.words[tokens[end - 1].text.lowercased()]?.role == .tens: return nil
        case .fraction where end > start:
          return Number(value: (total + group) * word.value, tokens: start..<(position + 1), isFraction: true)
        default: return Number(value: total + group, tokens: start..<end, scale: scale)
        }
        position += 1
        end = position
        continue
      }
      let isJoint = text == "-" || text == "and"
      guard isJoint, position + 1 < tokens.count, end > start,
        let next = lexicon.words[tokens[position + 1].text.lowercased()],
        text == "-" ? next.role == .cardinal || next.role == .fraction : group >= 100 && next.role != .fraction
      else { break }
      position += 1
    }
    guard end > start else { return nil }
    return Number(value: total + group, tokens: start..<end, scale: scale)
  }

  /// "a third", "one quarter", "half a million".
  private func fraction(_ value: Double, at start: Int, in tokens: [Token]) -> Number? {
    let isHalf = value == 0.5
    if isHalf, start + 2 < tokens.count, tokens[start + 1].text == "a",
      let next = lexicon.words[tokens[start + 2].text.lowercased()], next.role == .scale
    {
      return Number(value: value * next.value, tokens: start..<(start + 3))
    }
    let before = start > 0 ? tokens[start - 1].text.lowercased() : ""
    let hasOf = start + 1 < tokens.count && tokens[start + 1].text == "of"
    // "a third of", "by a quarter"; "the third", "a third term" and "the first half" are ordinals or periods.
    let next = start + 1 < tokens.count ? tokens[start + 1] : nil
    // "a fifth higher", "half the army", "cut by half"
    let isCompared = next.map { ["JJR", "RBR"].contains($0.tag) } ?? false
    let isHalfOf =
      isHalf && (hasOf || before == "by" || next.map { $0.tag == "PRP$" || $0.text.lowercased() == "the" } ?? false)
    guard tokens[start].partOfSpeech == "NOUN" || isHalfOf || isCompared,
      before == "a" || before == "an" || (isHalfOf && before != "first" && before != "second"),
      hasOf || isHalfOf || next.map({ $0.partOfSpeech != "NOUN" }) ?? true
    else { return nil }
    return Number(value: value, tokens: start..<(start + 1), isFraction: true)
  }

  private func scale(_ number: inout Number, _ tokens: [Token]) {
    while number.tokens.upperBound < tokens.count {
      var next = number.tokens.upperBound
      let isGlued = next > number.tokens.lowerBound && !tokens[next - 1].hasSpaceAfter
      // "$1.7-billion"
      if isGlued, next + 1 < tokens.count, tokens[next].text == "-", !tokens[next].hasSpaceAfter { next += 1 }
      guard let word = lexicon.words[tokens[next].text.lowercased()],
        word.role == .scale || (word.role == .suffix && isGlued && next == number.tokens.upperBound)
      else { return }
      number.value *= word.value
      number.scale *= word.value
      number.lower = number.lower.map { $0 * word.value }
      number.tokens = number.tokens.lowerBound..<(next + 1)
    }
  }

  static func isWord(_ text: String) -> Bool { text.allSatisfy(\.isLetter) && text.count > 3 }
}
