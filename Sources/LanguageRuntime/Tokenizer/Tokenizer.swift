/// A pipeline's tokenizer: its patterns and exceptions, ready to run. Immutable; ``TokenizerRun`` does the work.
struct Tokenizer: Sendable {
  static let file = "tokenizer"

  /// A piece of an exception: its words and, where given, its normal form.
  struct Piece: Sendable {
    let text: [UInt8]
    let norm: [UInt8]?
  }

  let prefix: PatternProgram?
  let suffix: PatternProgram?
  let infix: PatternProgram?
  let token: PatternProgram?
  let url: PatternProgram?
  /// Texts that are split as listed.
  let exceptions: ByteTable
  let pieces: [[Piece]]
  /// Bytes of the longest exception.
  let longestException: Int
  /// First tokens of exceptions that affix rules would split; `sequences` has, for each, the whole token sequences.
  private(set) var specialStarts = ByteTable()
  private(set) var specialSequences: [[[[UInt8]]]] = []

  init(file: MappedFile) throws(ModelError) {
    let root = try MessagePack.decode(file.all)
    guard root.map != nil else { throw ModelError(file: file.name, reason: .damaged("not a map")) }
    prefix = try Self.program(root["prefix_search"], "prefix_search", file)
    suffix = try Self.program(root["suffix_search"], "suffix_search", file)
    infix = try Self.program(root["infix_finditer"], "infix_finditer", file)
    token = try Self.program(root["token_match"], "token_match", file)
    url = try Self.program(root["url_match"], "url_match", file)

    var exceptions = ByteTable(minimumCapacity: 2048)
    var pieces: [[Piece]] = []
    for entry in root["exceptions"]?.map ?? [] {
      guard let key = entry.key.bytes, let list = entry.value.array, !list.isEmpty else {
        throw ModelError(file: file.name, layer: "exceptions", reason: .damaged("an entry is no list of tokens"))
      }
      let parts = try list.map { (part) throws(ModelError) in try Self.piece(part, of: key.text, file) }
      guard parts.flatMap(\.text).elementsEqual(key.raw), parts.allSatisfy({ !$0.text.isEmpty }) else {
        throw ModelError(
          file: file.name, layer: "exceptions, \"\(key.text)\"", reason: .damaged("its tokens don't make up its text"))
      }
      if exceptions.intern(Array(key.raw)).isNew { pieces.append(parts) }
    }
    self.exceptions = exceptions
    self.pieces = pieces
    longestException = (0..<exceptions.count).map { exceptions.range(of: $0).count }.max() ?? 0
    let fast = if case .boolean(let value)? = root["faster_heuristics"] { value } else { true }
    findSpecialSequences(onlyAffixed: fast)
  }

  private static func program(
    _ value: MessagePack?, _ key: String, _ file: MappedFile
  ) throws(ModelError) -> PatternProgram? {
    guard let value, !value.isNull else { return nil }
    guard let pattern = value.string else {
      throw ModelError(file: file.name, layer: key, reason: .damaged("not a pattern"))
    }
    if pattern.isEmpty { return nil }
    do { return try PatternProgram(pattern) } catch {
      throw ModelError(file: file.name, layer: key, reason: .unsupported("regular expression \(error.construct)"))
    }
  }

  private static func piece(
    _ value: MessagePack, of key: String, _ file: MappedFile
  ) throws(ModelError) -> Piece {
    var text: [UInt8]?
    var norm: [UInt8]?
    for field in value.map ?? [] {
      guard let bytes = field.value.bytes else {
        throw ModelError(file: file.name, layer: "exceptions, \"\(key)\"", reason: .damaged("a field is no text"))
      }
      // The numbers are spaCy's symbols ORTH and NORM.
      switch field.key.int {
      case 65: text = Array(bytes.text.utf8)
      case 67: norm = Array(bytes.text.utf8)
      default:
        throw ModelError(
          file: file.name, layer: "exceptions, \"\(key)\"", reason: .unsupported("attribute \(field.key)"))
      }
    }
    guard let text else {
      throw ModelError(file: file.name, layer: "exceptions, \"\(key)\"", reason: .damaged("a token has no text"))
    }
    return Piece(text: text, norm: norm)
  }

  private mutating func findSpecialSequences(onlyAffixed: Bool) {
    let splitter = ChunkSplitter(self)
    var seen = Set<[[UInt8]]>()
    for id in 0..<exceptions.count {
      let key = Array(exceptions.bytes(id))
      guard !onlyAffixed || key.contains(0x20) || splitter.hasAffix(key) else { continue }
      let sequence = splitter.plainTokens(of: key)
      guard let first = sequence.first, seen.insert(sequence).inserted else { continue }
      let (start, isNew) = specialStarts.intern(first)
      if isNew { specialSequences.append([]) }
      specialSequences[start].append(sequence)
    }
  }
}
