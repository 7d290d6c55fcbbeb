/// An attribute of a token that an embedding table is indexed by.
enum LexicalAttribute: String, Sendable {
  case orthography = "ORTH"
  case lower = "LOWER"
  case norm = "NORM"
  case prefix = "PREFIX"
  case suffix = "SUFFIX"
  case shape = "SHAPE"
  case spaceAfter = "SPACY"
  case isSpace = "IS_SPACE"
}

/// The attributes of a word, as identifiers of strings.
struct LexicalAttributes: Sendable {
  var orthography: UInt64
  var lower: UInt64
  var norm: UInt64
  var prefix: UInt64
  var suffix: UInt64
  var shape: UInt64
  var isSpace: Bool

  func value(_ attribute: LexicalAttribute, spaceAfter: Bool) -> UInt64 {
    switch attribute {
    case .orthography: orthography
    case .lower: lower
    case .norm: norm
    case .prefix: prefix
    case .suffix: suffix
    case .shape: shape
    case .spaceAfter: spaceAfter ? 1 : 0
    case .isSpace: isSpace ? 1 : 0
    }
  }
}

/// What a pipeline knows of words: its table of normal forms.
package struct Lexicon: Sendable {
  static let file = "vocab/lookups.bin"
  let identifiers: StringIdentifiers
  private let norms: [UInt64: UInt64]
  private let baseNorms: [UInt64: UInt64]

  /// - Parameter lookups: `vocab/lookups.bin`; nil where the pipeline has none.
  init(lookups: MappedFile?, identifiers: StringIdentifiers) throws(ModelError) {
    self.identifiers = identifiers
    var norms: [UInt64: UInt64] = [:]
    if let lookups, let table = try MessagePack.decode(lookups.all)["lexeme_norm"] {
      guard let pairs = table.map else {
        throw ModelError(file: lookups.name, layer: "lexeme_norm", reason: .damaged("not a table"))
      }
      norms.reserveCapacity(pairs.count)
      for pair in pairs {
        guard let key = pair.key.identifier, let norm = pair.value.bytes else {
          throw ModelError(file: lookups.name, layer: "lexeme_norm", reason: .damaged("an entry is no norm"))
        }
        norms[key] = norm.raw.withMemoryRebound(to: UInt8.self) { identifiers.identifier($0) }
      }
    }
    self.norms = norms
    var baseNorms: [UInt64: UInt64] = [:]
    for pair in BaseNorms.pairs {
      baseNorms[identifiers.identifier(pair.form.description)] = identifiers.identifier(pair.norm.description)
    }
    self.baseNorms = baseNorms
  }

  /// The attributes of a word of the code points `codes`, and its lower-case form.
  func attributes(
    of codes: [UInt32], bytes: UnsafeBufferPointer<UInt8>, norm: [UInt8]?
  ) -> (attributes: LexicalAttributes, lower: [UInt8]) {
    let orthography = identifiers.identifier(bytes)
    let lower = CodePoints.lowercased(codes)
    let lowerIdentifier = identifiers.identifier(lower)
    var scratch: [UInt8] = []
    func identifier(_ part: ArraySlice<UInt32>) -> UInt64 {
      scratch.removeAll(keepingCapacity: true)
      for code in part { CodePoints.append(code, to: &scratch) }
      return identifiers.identifier(scratch)
    }
    let attributes = LexicalAttributes(
      orthography: orthography, lower: lowerIdentifier,
      norm: norm.map(identifiers.identifier) ?? norms[orthography] ?? baseNorms[orthography] ?? lowerIdentifier,
      prefix: identifier(codes.prefix(1)), suffix: identifier(codes.suffix(3)),
      shape: identifiers.identifier(Self.shape(of: codes)), isSpace: codes.allSatisfy(CodePoints.isWhiteSpace))
    return (attributes, lower)
  }

  /// `Paris1914` has the shape `Xxxxxdddd`: runs of one kind are cut at four.
  package static func shape(of codes: [UInt32]) -> [UInt8] {
    if codes.count >= 100 { return Array("LONG".utf8) }
    var shape: [UInt8] = []
    var last: UInt32 = .max
    var run = 0
    for code in codes {
      let kind: UInt32 =
        CodePoints.isAlphabetic(code)
        ? (CodePoints.isUppercase(code) ? 0x58 : 0x78) : CodePoints.isDigit(code) ? 0x64 : code
      run = kind == last ? run + 1 : 0
      last = kind
      if run < 4 { CodePoints.append(kind, to: &shape) }
    }
    return shape
  }
}
