import Foundation

/// What BERT's normalizer and pre-tokenizer make of single code points: dropped, blank, a word of its own, or part of a
/// word, in lower case and without marks.
struct WordPieceScalars {
  enum Kind: UInt8 {
    case dropped, blank, single, part
  }

  struct Scalar {
    let kind: Kind
    /// What stands for it in a normalised word; empty for a combining mark.
    let normal: [UInt8]
    /// Code points of ``normal``.
    let length: Int
  }

  /// Kinds of the ASCII characters, and their lower case.
  static let ascii: [Scalar] = (0..<128).map { make(UInt32($0)) }

  private var known: [UInt32: Scalar] = [:]

  subscript(code: UInt32) -> Scalar {
    mutating get {
      if code < 0x80 { return Self.ascii[Int(code)] }
      if let scalar = known[code] { return scalar }
      let scalar = Self.make(code)
      known[code] = scalar
      return scalar
    }
  }

  private static func make(_ code: UInt32) -> Scalar {
    guard code != 0, code != 0xFFFD, let scalar = Unicode.Scalar(code) else {
      return Scalar(kind: .dropped, normal: [], length: 0)
    }
    let properties = scalar.properties
    let isLineBlank = code == 0x09 || code == 0x0A || code == 0x0D
    switch properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate:
      if !isLineBlank { return Scalar(kind: .dropped, normal: [], length: 0) }
    default: break
    }
    if isLineBlank || properties.generalCategory == .spaceSeparator || CodePoints.isWhiteSpace(code) {
      return Scalar(kind: .blank, normal: [], length: 0)
    }
    let normal = properties.lowercaseMapping.decomposedStringWithCanonicalMapping.unicodeScalars
      .filter { $0.properties.generalCategory != .nonspacingMark }
    return Scalar(
      kind: isPunctuation(scalar) || isIdeograph(code) ? .single : .part,
      normal: normal.flatMap { UTF8.encode($0).map(Array.init) ?? [] }, length: normal.count)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 33...47, 58...64, 91...96, 123...126: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Chinese characters, which are words of their own; not Hangul or kana.
  private static func isIdeograph(_ code: UInt32) -> Bool {
    switch code {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B820...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      return true
    default: return false
    }
  }
}
