import SourceTexts

/// Finds links, emphasis, escapes and note marks inside a block, in Markdown and in the mangled forms of it that texts
/// carry which were made from web pages and PDF files:
///
/// ```
/// **wrote (<http://a.b/c>)**   [text \(url\)](url)   [text](url)   said (http://a.b/c)   http://a.b/c
/// ```
///
/// One pass, linear in the block.
struct InlineScanner {
  /// What differs between plain text and Markdown.
  struct Dialect {
    var codeSpans = false
    /// Targets of `[text][name]`, by folded name.
    var references: [String: String] = [:]

    static let plainText = Dialect()
  }

  let bytes: [UInt8]
  let dialect: Dialect
  var markup = InlineMarkup()
  var index = 0
  var end = 0
  var start = 0
  private var openers: [(byte: UInt8, count: Int, at: Int)] = []

  private init(bytes: [UInt8], dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// Reads the block that stands at `range`.
  static func scan(_ bytes: [UInt8], _ range: Range<Int>, dialect: Dialect = .plainText) -> InlineMarkup {
    var scanner = InlineScanner(bytes: bytes, dialect: dialect)
    scanner.scan(range)
    return scanner.markup
  }

  private mutating func scan(_ range: Range<Int>) {
    start = range.lowerBound
    index = range.lowerBound
    end = range.upperBound
    while index < end {
      let byte = bytes[index]
      guard Self.isSpecial[Int(byte)] else {
        index += 1
        continue
      }
      let before = index
      switch byte {
      case 0x5C: scanEscape()
      case 0x2A, 0x5F: scanEmphasis(byte)
      case 0x5B: scanBracket()
      case 0x28: scanParenthesis()
      case 0x3C: scanAngle()
      case 0x21: if peek(1) == 0x5B { scanImage() }
      case 0x60: if dialect.codeSpans { scanCode() }
      case 0x68, 0x77: scanBareURL()
      case 0xC2, 0xE2: scanSuperscript()
      case 0x30...0x39: scanDigits()
      default: break
      }
      if index == before { index += 1 }
    }
    for opener in openers where opener.count >= 2 && opener.byte == 0x2A {
      // Bold that a page end cut off.
      markup.omissions.append(Span(opener.at, opener.at + opener.count))
    }
  }

  private static let isSpecial: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in "\\*_[(<!`hw0123456789".utf8 { table[Int(byte)] = true }
    table[0xC2] = true
    table[0xE2] = true
    return table
  }()

  /// Where the words of the innermost open emphasis begin.
  var lastOpener: Int? { openers.last.map { $0.at + $0.count } }

  func peek(_ distance: Int) -> UInt8 {
    let place = index + distance
    return place >= start && place < end ? bytes[place] : 0x20
  }

  // MARK: Escapes and emphasis

  private mutating func scanEscape() {
    let next = peek(1)
    if next == 0x28, let close = urlInParentheses(from: index + 1, escaped: true) {
      addParenthesised(from: index, url: close.url, end: close.end)
    } else if next == 0x5B, let mark = escapedMark() {
      markup.marks.append(mark)
      index = mark.span.end
    } else if next > 0x20, next < 0x7F, !next.isASCIIAlphanumeric {
      markup.omissions.append(Span(index, index + 1))
      index += 2
    }
  }

  /// `\[12\]` behind a word.
  private func escapedMark() -> NoteMark? {
    var stop = index + 2
    while stop < end, bytes[stop].isASCIIDigit { stop += 1 }
    guard (1...3).contains(stop - index - 2), stop + 1 < end, bytes[stop] == 0x5C, bytes[stop + 1] == 0x5D,
      index > start, !peek(-1).isBlank
    else { return nil }
    return NoteMark(label: bytes.string((index + 2)..<stop), span: Span(index, stop + 2), form: .explicit)
  }

  private mutating func scanEmphasis(_ byte: UInt8) {
    var run = index
    while run < end, bytes[run] == byte { run += 1 }
    let count = run - index
    let before = peek(-1)
    let after = run < end ? bytes[run] : 0x20
    let outsideIsWord = byte == 0x5F && before.isWordByte && after.isWordByte
    let canOpen = !after.isBlank && !outsideIsWord && (byte != 0x5F || !before.isWordByte)
    let canClose = !before.isBlank && !outsideIsWord && (byte != 0x5F || !after.isWordByte)
    defer { index = run }
    guard count <= 3 else { return }
    if canClose, let opener = openers.lastIndex(where: { $0.byte == byte && $0.count == count }) {
      markup.omissions.append(Span(openers[opener].at, openers[opener].at + count))
      markup.omissions.append(Span(index, run))
      openers.removeSubrange(opener...)
    } else if byte == 0x2A, canClose, !(after.isWordByte && before.isWordByte), before != 0x28 {
      let label = String(repeating: "*", count: count)
      markup.marks.append(NoteMark(label: label, span: Span(index, run), form: .symbol))
      if after.isWordByte { openers.append((byte, count, index)) }
    } else if canOpen {
      openers.append((byte, count, index))
    }
    if openers.count > 64 { openers.removeFirst(32) }
  }

  private mutating func scanCode() {
    var run = index
    while run < end, bytes[run] == 0x60 { run += 1 }
    let count = run - index
    var close = run
    while close < end {
      if bytes[close] == 0x60 {
        var stop = close
        while stop < end, bytes[stop] == 0x60 { stop += 1 }
        if stop - close == count {
          markup.omissions.append(Span(index, run))
          markup.omissions.append(Span(close, stop))
          index = stop
          return
        }
        close = stop
      } else {
        close += 1
      }
    }
    index = run
  }

  // MARK: Note marks

  private mutating func scanSuperscript() {
    if let symbol = Self.symbol(in: bytes, at: index, end: end) {
      if !peek(-1).isBlank, index > start {
        markup.marks.append(NoteMark(label: symbol.label, span: Span(index, symbol.end), form: .symbol))
      }
      index = symbol.end
      return
    }
    guard let superscript = Self.superscript(in: bytes, at: index, end: end) else { return }
    var close = superscript.end
    var label = superscript.label
    // "¹²" may be notes 1 and 2 set side by side only with a comma between; without it is note 12.
    if close < end, bytes[close] == 0x2C, Self.superscript(in: bytes, at: close + 1, end: end) != nil { close += 1 }
    if label.utf8.count > 4 { label = String(label.prefix(4)) }
    markup.marks.append(NoteMark(label: label, span: Span(index, close), form: .explicit))
    index = close
  }

  private mutating func scanDigits() {
    var run = index
    while run < end, bytes[run].isASCIIDigit { run += 1 }
    defer { index = run }
    let before = peek(-1)
    let after = run < end ? bytes[run] : 0x20
    guard run - index <= 3, index > start, bytes[index] != 0x30, !before.isBlank else { return }
    guard after.isBlank || Self.closing.contains(after) || after >= 0x80 || after == 0x2E else { return }
    if after == 0x2E || after == 0x2C, run + 1 < end, bytes[run + 1].isASCIIDigit {
      if after == 0x2C, let stop = scanDigitList() { run = stop }
      return
    }
    let fits: Bool
    if before.isASCIILower {
      fits = peek(-2).isASCIILetter && peek(-3).isASCIILower
    } else if before == 0x2E || before == 0x2C || before == 0x3B || before == 0x3A {
      // "1904.12" and "3.5" differ by the year before the stop.
      fits = !peek(-2).isASCIIDigit || (-5 ... -2).allSatisfy { peek($0).isASCIIDigit } && !peek(-6).isASCIIDigit
    } else {
      fits = Self.closing.contains(before) || before >= 0x80
    }
    guard fits, before != 0x28, before != 0x5B else { return }
    // A quotation mark or dash beyond ASCII may stand before; a currency sign may not.
    if before >= 0x80, !(peek(-3) == 0xE2 && peek(-2) == 0x80 && (before == 0x9D || before == 0x99)) { return }
    markup.marks.append(
      NoteMark(label: bytes.string(index..<run), span: Span(index, run), form: .glued))
  }

  /// "way.3,4 Next": rising numbers behind the stop of a sentence are marks of several notes. Gives where they end.
  private mutating func scanDigitList() -> Int? {
    guard peek(-1) == 0x2E || peek(-1) == 0x3F || peek(-1) == 0x21, peek(-2).isASCIILower, peek(-3).isASCIILower else {
      return nil
    }
    var marks: [NoteMark] = []
    var place = index
    var last = 0
    while place < end {
      let start = place
      if !marks.isEmpty {
        guard bytes[place] == 0x2C else { break }
        place += 1
      }
      let digits = place
      while place < end, bytes[place].isASCIIDigit { place += 1 }
      guard let number = Int(bytes.string(digits..<place)), place - digits <= 3, number > last,
        marks.isEmpty || number <= last + 9
      else { return nil }
      last = number
      marks.append(NoteMark(label: String(number), span: Span(start, place), form: .glued))
    }
    guard marks.count > 1, place == end || bytes[place].isBlank else { return nil }
    markup.marks.append(contentsOf: marks)
    return place
  }

  private static let closing: Set<UInt8> = Set(".,;:!?)]\"'".utf8)

  /// The number that superscript digits at `place` write, in ASCII.
  static func superscript(in bytes: [UInt8], at place: Int, end: Int) -> (label: String, end: Int)? {
    var label = ""
    var place = place
    while place < end {
      if place + 1 < end, bytes[place] == 0xC2 {
        switch bytes[place + 1] {
        case 0xB9: label += "1"
        case 0xB2: label += "2"
        case 0xB3: label += "3"
        default: return label.isEmpty ? nil : (label, place)
        }
        place += 2
      } else if place + 2 < end, bytes[place] == 0xE2, bytes[place + 1] == 0x81,
        bytes[place + 2] == 0xB0 || (0xB4...0xB9).contains(bytes[place + 2])
      {
        label += String(bytes[place + 2] - 0xB0)
        place += 3
      } else {
        break
      }
    }
    return label.isEmpty ? nil : (label, place)
  }

  /// A dagger or double dagger at `place`.
  static func symbol(in bytes: [UInt8], at place: Int, end: Int) -> (label: String, end: Int)? {
    guard place + 2 < end, bytes[place] == 0xE2, bytes[place + 1] == 0x80 else { return nil }
    switch bytes[place + 2] {
    case 0xA0: return ("†", place + 3)
    case 0xA1: return ("‡", place + 3)
    default: return nil
    }
  }
}
