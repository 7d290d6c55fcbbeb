/// Reads a Python regular expression into its syntax tree.
package struct PatternParser {
  /// A construct that is outside the subset, as written.
  package struct Unsupported: Error { package let construct: String }

  private let codes: [UInt32]
  private var offset = 0
  private var depth = 0

  static func parse(_ pattern: String) throws(Unsupported) -> PatternSyntax {
    var parser = PatternParser(pattern)
    if parser.take("(?u)") {}
    let syntax = try parser.alternatives()
    guard parser.offset == parser.codes.count else { throw parser.unsupported(parser.offset) }
    return syntax
  }

  private init(_ pattern: String) { codes = pattern.unicodeScalars.map(\.value) }

  private func unsupported(_ start: Int) -> Unsupported {
    let piece = codes[min(start, codes.count)..<min(codes.count, max(offset, start + 12))]
    return Unsupported(
      construct: "\"" + String(String.UnicodeScalarView(piece.compactMap(Unicode.Scalar.init))) + "\" at \(start)")
  }

  private var next: UInt32? { offset < codes.count ? codes[offset] : nil }

  private mutating func take(_ text: String) -> Bool {
    let wanted = text.unicodeScalars.map(\.value)
    guard codes.count - offset >= wanted.count, codes[offset..<(offset + wanted.count)].elementsEqual(wanted) else {
      return false
    }
    offset += wanted.count
    return true
  }

  private mutating func alternatives() throws(Unsupported) -> PatternSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw unsupported(offset) }
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws(Unsupported) -> PatternSyntax {
    var parts: [PatternSyntax] = []
    while let code = next, code != 0x7C, code != 0x29 {
      let start = offset
      let atom = try atom()
      parts.append(try repeated(atom, start: start))
    }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated(_ atom: PatternSyntax, start: Int) throws(Unsupported) -> PatternSyntax {
    var minimum = 0
    var maximum: Int?
    if take("*") {
      (minimum, maximum) = (0, nil)
    } else if take("+") {
      (minimum, maximum) = (1, nil)
    } else if take("?") {
      (minimum, maximum) = (0, 1)
    } else if let bounds = bounds() {
      (minimum, maximum) = bounds
      // Repetitions are written out, so a large number would be a large program.
      guard minimum <= 1000, maximum ?? 0 <= 1000, maximum.map({ $0 >= minimum }) ?? true else {
        throw unsupported(start)
      }
    } else {
      return atom
    }
    let isGreedy = !take("?")
    if next == 0x2B || next == 0x2A || next == 0x3F { throw unsupported(start) }
    if atom.isNullable && maximum != 1 { throw unsupported(start) }
    return .repetition(atom, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
  }

  /// `{m}`, `{m,}`, `{,n}` or `{m,n}`; anything else after a brace is a literal.
  private mutating func bounds() -> (Int, Int?)? {
    guard next == 0x7B else { return nil }
    let start = offset
    offset += 1
    func number() -> Int? {
      var value: Int?
      while let code = next, (0x30...0x39).contains(code), value ?? 0 < 1_000_000 {
        value = (value ?? 0) * 10 + Int(code - 0x30)
        offset += 1
      }
      return value
    }
    let low = number()
    if take("}"), let low { return (low, low) }
    if take(",") {
      let high = number()
      if take("}"), low != nil || high != nil { return (low ?? 0, high) }
    }
    offset = start
    return nil
  }

  private mutating func atom() throws(Unsupported) -> PatternSyntax {
    let start = offset
    guard let code = next else { return .empty }
    offset += 1
    switch code {
    case 0x28: return try group(start)
    case 0x5B: return .set(try characterClass(start))
    case 0x5E: return .begin
    case 0x24: return .end
    case 0x2E: return .set(CodePointSet(ranges: [0x0A...0x0A], classes: [], isNegated: true))
    case 0x2A, 0x2B, 0x3F: throw unsupported(start)
    case 0x5C:
      if take("b") { return .wordBoundary(isNegated: false) }
      if take("B") { return .wordBoundary(isNegated: true) }
      switch try escape(start) {
      case .code(let code): return .set(CodePointSet(ranges: [code...code], classes: [], isNegated: false))
      case .group(let group): return .set(CodePointSet(ranges: [], classes: [group], isNegated: false))
      }
    default: return .set(CodePointSet(ranges: [code...code], classes: [], isNegated: false))
    }
  }

  private mutating func group(_ start: Int) throws(Unsupported) -> PatternSyntax {
    let isLook: (isAhead: Bool, isNegated: Bool)?
    if take("?:") {
      isLook = nil
    } else if take("?=") {
      isLook = (true, false)
    } else if take("?!") {
      isLook = (true, true)
    } else if take("?<=") {
      isLook = (false, false)
    } else if take("?<!") {
      isLook = (false, true)
    } else if take("?P<") {
      while let code = next, code != 0x3E { offset += 1 }
      guard take(">") else { throw unsupported(start) }
      isLook = nil
    } else if next == 0x3F {
      throw unsupported(start)
    } else {
      isLook = nil
    }
    let body = try alternatives()
    guard take(")") else { throw unsupported(start) }
    guard let isLook else { return body }
    if !isLook.isAhead, body.width == nil { throw unsupported(start) }
    return .look(body, isAhead: isLook.isAhead, isNegated: isLook.isNegated)
  }

  private enum Escaped {
    case code(UInt32)
    case group(CodePointSet.Class)
  }

  private mutating func escape(_ start: Int) throws(Unsupported) -> Escaped {
    guard let code = next else { throw unsupported(start) }
    offset += 1
    switch Unicode.Scalar(code) {
    case "w": return .group(.word)
    case "W": return .group(.notWord)
    case "d": return .group(.digit)
    case "D": return .group(.notDigit)
    case "s": return .group(.space)
    case "S": return .group(.notSpace)
    case "n": return .code(0x0A)
    case "t": return .code(0x09)
    case "r": return .code(0x0D)
    case "f": return .code(0x0C)
    case "v": return .code(0x0B)
    case "a": return .code(0x07)
    case "x": return .code(try hexadecimal(2, start))
    case "u": return .code(try hexadecimal(4, start))
    case "U": return .code(try hexadecimal(8, start))
    default:
      // A letter or digit has a meaning here that is not ours; any other sign stands for itself.
      if code < 0x80, CodePoints.isWord(code), code != 0x5F { throw unsupported(start) }
      return .code(code)
    }
  }

  private mutating func hexadecimal(_ count: Int, _ start: Int) throws(Unsupported) -> UInt32 {
    guard codes.count - offset >= count else { throw unsupported(start) }
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = Unicode.Scalar(codes[offset]).flatMap({ Character($0).hexDigitValue }) else {
        throw unsupported(start)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  private mutating func characterClass(_ start: Int) throws(Unsupported) -> CodePointSet {
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var classes: [CodePointSet.Class] = []
    var isFirst = true
    while true {
      guard let code = next else { throw unsupported(start) }
      offset += 1
      if code == 0x5D, !isFirst { break }
      isFirst = false
      var low = code
      if code == 0x5C {
        if take("b") {
          low = 0x08
        } else {
          switch try escape(offset - 1) {
          case .code(let code): low = code
          case .group(let group):
            classes.append(group)
            continue
          }
        }
      }
      guard next == 0x2D, offset + 1 < codes.count, codes[offset + 1] != 0x5D else {
        ranges.append(low...low)
        continue
      }
      offset += 1
      var high = codes[offset]
      offset += 1
      if high == 0x5C {
        guard case .code(let code) = try escape(offset - 1) else { throw unsupported(start) }
        high = code
      }
      guard low <= high else { throw unsupported(start) }
      ranges.append(low...high)
    }
    return CodePointSet(ranges: ranges, classes: classes, isNegated: isNegated)
  }
}
