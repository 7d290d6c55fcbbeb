import SourceTexts

extension InlineScanner {
  /// How far the end of a link's text or target is looked for, so that a scan stays linear.
  private static let reach = 4096

  // MARK: [text](target), [text][name], [12], [^12]

  mutating func scanBracket() {
    if let mark = bracketedMark(at: index) {
      markup.marks.append(NoteMark(label: mark.label, span: Span(index, mark.end), form: .explicit))
      index = mark.end
      return
    }
    guard let close = closingBracket(from: index) else { return }
    if close + 1 < end, bytes[close + 1] == 0x28, let target = inlineTarget(from: close + 1) {
      addLink(text: (index + 1)..<close, end: target.end, target: target.url)
    } else if close + 1 < end, bytes[close + 1] == 0x5B, let nameEnd = closingBracket(from: close + 1) {
      let name = nameEnd > close + 2 ? bytes.string((close + 2)..<nameEnd) : bytes.string((index + 1)..<close)
      guard let target = dialect.references[name.lowercased()] else { return }
      addLink(text: (index + 1)..<close, end: nameEnd + 1, target: target)
    } else if let target = dialect.references[bytes.string((index + 1)..<close).lowercased()] {
      addLink(text: (index + 1)..<close, end: close + 1, target: target)
    }
  }

  /// `[12]` behind a word, `[^12]`, `[12](#note)`, `[<sup>12</sup>](#note)`.
  private func bracketedMark(at place: Int) -> (label: String, end: Int)? {
    var inner = place + 1
    var isMarked = false
    if inner < end, bytes[inner] == 0x5E {
      isMarked = true
      inner += 1
    }
    let sup = Array("<sup>".utf8)
    if inner + sup.count < end, bytes[inner..<(inner + sup.count)].elementsEqual(sup) {
      isMarked = true
      inner += sup.count
    }
    // Converters escape the brackets inside: "[\[12\]](#note)".
    let isEscaped = inner + 1 < end && bytes[inner] == 0x5C && bytes[inner + 1] == 0x5B
    if isEscaped { inner += 2 }
    var stop = inner
    while stop < end, stop - inner < 24, bytes[stop].isWordByte || isMarked && bytes[stop] == 0x2D { stop += 1 }
    guard stop > inner else { return nil }
    let isNumber = bytes[inner..<stop].allSatisfy(\.isASCIIDigit) && stop - inner <= 3
    let label = bytes.string(inner..<stop)
    if isEscaped {
      guard stop + 1 < end, bytes[stop] == 0x5C, bytes[stop + 1] == 0x5D else { return nil }
      stop += 2
    }
    if isMarked, stop + 6 <= end, bytes[stop] == 0x3C {
      while stop < end, bytes[stop] != 0x3E { stop += 1 }
      stop += 1
    }
    guard stop < end, bytes[stop] == 0x5D, isMarked || isNumber else { return nil }
    stop += 1
    if stop < end, bytes[stop] == 0x28, let target = inlineTarget(from: stop), target.url.contains("#") {
      return (label, target.end)
    }
    if isMarked { return (label, stop) }
    if isEscaped { return nil }
    // A bracketed number is a mark where it hangs on something; "[12]" alone may be a figure of the text.
    guard place > start, bytes[place - 1] != 0x28 else { return nil }
    if bytes[place - 1].isBlank {
      return place - 2 >= start && !bytes[place - 2].isBlank && (stop >= end || !bytes[stop].isWordByte)
        ? (label, stop) : nil
    }
    return (label, stop)
  }

  private func closingBracket(from open: Int) -> Int? {
    var depth = 0
    var place = open
    let limit = min(end, open + Self.reach)
    while place < limit {
      switch bytes[place] {
      case 0x5C: place += 1
      case 0x5B: depth += 1
      case 0x5D:
        depth -= 1
        if depth == 0 { return place }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// The target behind a link's text: `(url)`, `(<url>)`, `(url "title")`.
  private func inlineTarget(from open: Int) -> (url: String, end: Int)? {
    var place = open + 1
    let limit = min(end, open + Self.reach)
    while place < limit, bytes[place].isBlank { place += 1 }
    var url: [UInt8] = []
    if place < limit, bytes[place] == 0x3C {
      place += 1
      while place < limit, bytes[place] != 0x3E {
        if !bytes[place].isBlank { url.append(bytes[place]) }
        place += 1
      }
      place += 1
    } else {
      var depth = 0
      while place < limit, !bytes[place].isBlank {
        if bytes[place] == 0x5C, place + 1 < limit, !bytes[place + 1].isASCIIAlphanumeric {
          place += 1
        } else if bytes[place] == 0x28 {
          depth += 1
        } else if bytes[place] == 0x29 {
          if depth == 0 { break }
          depth -= 1
        }
        url.append(bytes[place])
        place += 1
      }
    }
    // An optional title in quotation marks.
    while place < limit, bytes[place].isBlank { place += 1 }
    if place < limit, bytes[place] == 0x22 || bytes[place] == 0x27 {
      let quote = bytes[place]
      place += 1
      while place < limit, bytes[place] != quote { place += 1 }
      place += 1
      while place < limit, bytes[place].isBlank { place += 1 }
    }
    guard place < limit, bytes[place] == 0x29 else { return nil }
    return (String(decoding: url, as: UTF8.self), place + 1)
  }

  private mutating func addLink(text: Range<Int>, end close: Int, target: String) {
    var text = text
    // The target repeated inside the text, in escaped or plain parentheses.
    var place = text.upperBound - 1
    if place > text.lowerBound, bytes[place] == 0x29 {
      while place > text.lowerBound, bytes[place] != 0x28 || !isTarget(at: place + 1) { place -= 1 }
      if place > text.lowerBound {
        if bytes[place - 1] == 0x5C { place -= 1 }
        while place > text.lowerBound, bytes[place - 1].isBlank { place -= 1 }
        text = text.lowerBound..<place
      }
    }
    markup.links.append(Link(anchor: Span(text), markup: Span(index, close), target: target))
    markup.linkedBytes += close - index
    markup.omissions.append(Span(index, text.lowerBound))
    markup.omissions.append(Span(text.upperBound, close))
    let inner = InlineScanner.scan(bytes, text, dialect: Dialect(codeSpans: dialect.codeSpans))
    markup.omissions.append(contentsOf: inner.omissions)
    index = close
  }

  mutating func scanImage() {
    guard let close = closingBracket(from: index + 1), close + 1 < end, bytes[close + 1] == 0x28,
      let target = inlineTarget(from: close + 1)
    else { return }
    markup.omissions.append(Span(index, target.end))
    markup.linkedBytes += target.end - index
    index = target.end
  }

  // MARK: (url), <url>, url

  private func isTarget(at place: Int) -> Bool {
    let place = place < end && bytes[place] == 0x3C ? place + 1 : place
    return isURL(at: place) || place + 1 < end && bytes[place] == 0x2F && bytes[place + 1].isASCIIAlphanumeric
  }

  private func isURL(at place: Int) -> Bool {
    [Self.http, Self.https, Self.www].contains { scheme in
      place + scheme.count < end && bytes[place..<(place + scheme.count)].elementsEqual(scheme)
    }
  }

  private static let http = Array("http://".utf8)
  private static let https = Array("https://".utf8)
  private static let www = Array("www.".utf8)

  mutating func scanParenthesis() {
    if let close = urlInParentheses(from: index, escaped: false) {
      addParenthesised(from: index, url: close.url, end: close.end)
    }
  }

  /// The URL or path that fills the parentheses that open at `open`.
  func urlInParentheses(from open: Int, escaped: Bool) -> (url: String, end: Int)? {
    guard isTarget(at: open + 1) else { return nil }
    var place = open + 1
    let isAngled = bytes[place] == 0x3C
    if isAngled { place += 1 }
    var url: [UInt8] = []
    var depth = 0
    let limit = min(end, open + Self.reach)
    while place < limit {
      let byte = bytes[place]
      if byte.isBlank {
        // A long target that a line end broke goes on behind it.
        guard byte == 0x0A || byte == 0x0D, let last = url.last, Self.breaksBehind.contains(last) else { return nil }
        place += 1
        continue
      }
      if byte == 0x5C {
        place += 1
        if escaped, place < limit, bytes[place] == 0x29 { return (String(decoding: url, as: UTF8.self), place + 1) }
        continue
      }
      if isAngled, byte == 0x3E {
        return place + 1 < limit && bytes[place + 1] == 0x29
          ? (String(decoding: url, as: UTF8.self), place + 2) : nil
      }
      if byte == 0x28 { depth += 1 }
      if byte == 0x29, !isAngled {
        if depth == 0 { return (String(decoding: url, as: UTF8.self), place + 1) }
        depth -= 1
      }
      url.append(byte)
      place += 1
    }
    return nil
  }

  private static let breaksBehind: Set<UInt8> = Set("/-_.=?&%".utf8)

  /// A target in parentheses carries the words in bold before it, or else the one word before it.
  mutating func addParenthesised(from open: Int, url: String, end close: Int) {
    var blank = open
    while blank > start, bytes[blank - 1].isBlank { blank -= 1 }
    var anchor = blank
    if let opener = lastOpener, opener < blank {
      anchor = opener
    } else {
      while anchor > start, !bytes[anchor - 1].isBlank { anchor -= 1 }
      while anchor < blank, Self.opening.contains(bytes[anchor]) { anchor += 1 }
    }
    markup.links.append(Link(anchor: Span(anchor, blank), markup: Span(anchor, close), target: url))
    markup.linkedBytes += close - anchor
    markup.omissions.append(Span(blank, close))
    index = close
  }

  private static let opening: Set<UInt8> = Set("\"'([*_".utf8)

  mutating func scanBareURL() {
    guard index == start || !bytes[index - 1].isWordByte, isURL(at: index) else { return }
    let close = urlEnd(from: index)
    addBare(url: index..<close, markup: index..<close)
  }

  private func urlEnd(from place: Int) -> Int {
    var stop = place
    var depth = 0
    while stop < end {
      let byte = bytes[stop]
      if byte.isBlank {
        guard byte == 0x0A || byte == 0x0D, Self.breaksBehind.contains(bytes[stop - 1]), bytes[stop - 1] != 0x2E,
          stop + 1 < end, bytes[stop + 1].isASCIIAlphanumeric
        else { break }
      } else if byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x5D || byte == 0x7C || byte == 0x60 {
        break
      } else if byte == 0x2A, stop + 1 < end, bytes[stop + 1] == 0x2A {
        break
      } else if byte == 0xE2, stop + 1 < end, bytes[stop + 1] == 0x80 {
        // Curly quotation marks and dashes are not part of a URL.
        break
      } else if byte == 0x28 {
        depth += 1
      } else if byte == 0x29 {
        if depth == 0 { break }
        depth -= 1
      }
      stop += 1
    }
    while stop > place, Self.trailing.contains(bytes[stop - 1]) || bytes[stop - 1].isBlank { stop -= 1 }
    return stop
  }

  private static let trailing: Set<UInt8> = Set(".,;:!?'\"*_".utf8)

  private mutating func addBare(url: Range<Int>, markup whole: Range<Int>) {
    let target = bytes[url].filter { !$0.isBlank && $0 != 0x5C }
    markup.links.append(
      Link(
        anchor: Span(whole.lowerBound, whole.lowerBound), markup: Span(whole),
        target: String(decoding: target, as: UTF8.self)))
    markup.linkedBytes += whole.count
    var blank = whole.lowerBound
    while blank > start, bytes[blank - 1].isBlank { blank -= 1 }
    markup.omissions.append(Span(blank, whole.upperBound))
    index = whole.upperBound
  }

  // MARK: <url>, <sup>12</sup>, tags

  mutating func scanAngle() {
    if isURL(at: index + 1) {
      let close = urlEnd(from: index + 1)
      if close < end, bytes[close] == 0x3E {
        addBare(url: (index + 1)..<close, markup: index..<(close + 1))
      }
      return
    }
    guard let tag = tag(at: index) else { return }
    if tag.name == "sup" {
      var stop = tag.end
      while stop < end, stop - tag.end < 8, bytes[stop] != 0x3C { stop += 1 }
      let label = bytes.string(tag.end..<stop)
      if let close = self.tag(at: stop), close.name == "/sup", Self.isNoteLabel(label) {
        markup.marks.append(NoteMark(label: label, span: Span(index, close.end), form: .explicit))
        index = close.end
        return
      }
    }
    markup.omissions.append(Span(index, tag.end))
    index = tag.end
  }

  /// 1 to 4 letters or digits, or a sign.
  static func isNoteLabel(_ label: String) -> Bool {
    let utf8 = label.utf8
    if ["*", "**", "†", "‡", "§", "¶"].contains(label) { return true }
    if utf8.allSatisfy(\.isASCIIDigit) { return (1...3).contains(utf8.count) }
    let ordinals = ["st", "nd", "rd", "th", "er", "e", "re"]
    return (1...4).contains(utf8.count) && !ordinals.contains(label)
      && (utf8.count == 1 && utf8.allSatisfy(\.isASCIILower) || utf8.allSatisfy { "ivxl".utf8.contains($0) })
  }

  /// A tag of the few that texts made from pages keep.
  func tag(at place: Int) -> (name: String, end: Int)? {
    guard place < end, bytes[place] == 0x3C else { return nil }
    var stop = place + 1
    if stop < end, bytes[stop] == 0x2F { stop += 1 }
    while stop < end, bytes[stop].isASCIIAlphanumeric, stop - place < 12 { stop += 1 }
    let name = bytes.string((place + 1)..<stop).lowercased()
    guard Self.tags.contains(name.hasPrefix("/") ? String(name.dropFirst()) : name) else { return nil }
    let limit = min(end, place + 512)
    while stop < limit, bytes[stop] != 0x3E { stop += 1 }
    return stop < limit ? (name, stop + 1) : nil
  }

  private static let tags: Set<String> = [
    "sup", "sub", "span", "br", "b", "i", "em", "strong", "u", "a", "small", "font", "p", "div", "center", "img",
  ]
}
