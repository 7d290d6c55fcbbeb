import Linguistics

extension NumberReader {
  /// "20 marks", "20 gold marks"
  func readCurrency(_ number: inout Number, _ tokens: [Token]) {
    let next = number.tokens.upperBound
    guard number.currency == nil, next < tokens.count else { return }
    let word = tokens[next].text.lowercased()
    if next + 1 < tokens.count, let code = lexicon.currencies["\(word) \(tokens[next + 1].lemma.lowercased())"] {
      number.currency = code
      number.tokens = number.tokens.lowerBound..<(next + 2)
    } else if let code = lexicon.currencies[tokens[next].lemma.lowercased()] ?? lexicon.currencies[word] {
      number.currency = code
      number.tokens = number.tokens.lowerBound..<(next + 1)
    }
  }

  /// "10 to 15", "between 100 and 200", "5-7 billion", "two or three": the second number with the first as its lower end.
  func extendRange(_ number: inout Number, _ tokens: [Token]) {
    let joint = number.tokens.upperBound
    guard number.lower == nil, !number.isFraction, !number.isMultiple, !number.isVague, joint + 1 < tokens.count else {
      return
    }
    switch tokens[joint].text.lowercased() {
    case "to", "or", "-", "–", "—": break
    case "and":
      let before = number.tokens.lowerBound - 1
      guard before >= 0, tokens[before].text.lowercased() == "between" else { return }
    default: return
    }
    var position = joint + 1
    var currency: String?
    if let code = lexicon.currencies[tokens[position].text.lowercased()], !Self.isWord(tokens[position].text),
      position + 1 < tokens.count
    {
      currency = code
      position += 1
    }
    guard let upper = plain(at: position, in: tokens), !upper.isFraction, !upper.isMultiple, !upper.isVague,
      upper.lower == nil, upper.isInDigits == number.isInDigits
    else { return }
    let scale = number.scale == 1 && number.value < upper.value / upper.scale * 1000 ? upper.scale : 1
    let lower = number.value * scale
    // "$5 to 30 countries" is no range.
    let isOfCurrency = number.currency == nil || currency != nil || upper.currency != nil || upper.scale > 1
    guard lower < upper.value, isOfCurrency || ["-", "–", "—"].contains(tokens[joint].text) else { return }
    number.lower = lower
    number.value = upper.value
    number.scale = upper.scale
    number.currency = currency ?? upper.currency ?? number.currency
    number.tokens = number.tokens.lowerBound..<upper.tokens.upperBound
  }

  /// "one in five", "nine out of ten": a share.
  func readRatio(_ number: inout Number, _ tokens: [Token]) {
    var position = number.tokens.upperBound
    guard number.lower == nil, number.currency == nil, !number.isFraction, number.value >= 1,
      position + 1 < tokens.count
    else { return }
    if tokens[position].text == "out", tokens[position + 1].text == "of" {
      position += 2
    } else if tokens[position].text == "in", tokens[position].relation == "quantmod" {
      position += 1
    } else {
      return
    }
    if position + 1 < tokens.count, tokens[position].text == "every" { position += 1 }
    guard position < tokens.count, let whole = plain(at: position, in: tokens), !whole.isFraction, whole.scale == 1,
      whole.value > number.value
    else { return }
    number.value /= whole.value
    number.isFraction = true
    number.tokens = number.tokens.lowerBound..<whole.tokens.upperBound
  }
}
