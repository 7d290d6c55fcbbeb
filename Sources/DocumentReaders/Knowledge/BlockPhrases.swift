import ResourceTables
import SourceTexts

/// Phrases by which short blocks are known: "Also available in", "RECOMMENDED", "Photo:".
struct BlockPhrases: Sendable {
  /// How far the kind holds.
  enum Section: Sendable {
    /// For the block itself.
    case block
    /// For the short blocks behind it too, until running text begins.
    case untilText
    /// For all that follows, unless running text begins again.
    case rest
  }

  struct Verdict: Sendable, Equatable {
    var kind: BlockKind
    var section: Section
  }

  private var exact: [[UInt8]: Verdict] = [:]
  /// By first byte, so that few are tried.
  private var prefixes: [UInt8: [(phrase: [UInt8], verdict: Verdict)]] = [:]
  private var suffixes: [(phrase: [UInt8], verdict: Verdict)] = []
  /// Words that make a caption when a number follows: "figure", "table".
  private(set) var numbered: Set<[UInt8]> = []

  init(table: ResourceTable) throws {
    let phrase = try table.index(of: "phrase")
    let match = try table.index(of: "match")
    let kind = try table.index(of: "kind")
    let section = try table.index(of: "section")
    for row in table.rows {
      func refuse(_ column: String, _ index: Int, _ expected: String) -> ResourceError {
        ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: column, got: row.fields[index], expected: expected))
      }
      guard let blockKind = BlockKind(rawValue: row.fields[kind]) else {
        throw refuse("kind", kind, "a kind of block")
      }
      let reach: Section
      switch row.fields[section] {
      case "": reach = .block
      case "until_text": reach = .untilText
      case "rest": reach = .rest
      default: throw refuse("section", section, "until_text, rest or nothing")
      }
      let words = Array(row.fields[phrase].utf8)
      guard let first = words.first else { throw refuse("phrase", phrase, "words") }
      let verdict = Verdict(kind: blockKind, section: reach)
      switch row.fields[match] {
      case "exact": if exact[words] == nil { exact[words] = verdict }
      case "prefix": prefixes[first, default: []].append((words, verdict))
      case "suffix": suffixes.append((words, verdict))
      case "number": numbered.insert(words)
      default: throw refuse("match", match, "exact, prefix, suffix or number")
      }
    }
  }

  /// What a block whose whole text is `words` is; `words` as ``FoldedWords`` gives them.
  func verdict(exactly words: [UInt8]) -> Verdict? { exact[words] }

  /// What a block is that begins or ends with a phrase. The longest phrase that fits wins.
  func verdict(edgesOf words: [UInt8]) -> Verdict? {
    guard let first = words.first else { return nil }
    var best: (length: Int, verdict: Verdict)?
    for (phrase, verdict) in prefixes[first] ?? [] where phrase.count > best?.length ?? 0 && words.starts(with: phrase)
    {
      // A phrase that ends in a letter has to end a word too.
      if let last = phrase.last, last.isASCIIAlphanumeric, phrase.count < words.count,
        words[phrase.count].isASCIIAlphanumeric
      {
        continue
      }
      best = (phrase.count, verdict)
    }
    if let best { return best.verdict }
    for (phrase, verdict) in suffixes
    where words.count > phrase.count && words.suffix(phrase.count).elementsEqual(phrase) {
      return verdict
    }
    if let number = words.firstIndex(where: { (0x30...0x39).contains($0) }), number > 0 {
      var label = words[..<number]
      while let last = label.last, last == 0x20 { label.removeLast() }
      if label.count < number || label.last == 0x2E, numbered.contains(Array(label)) {
        return Verdict(kind: .caption, section: .block)
      }
    }
    return nil
  }
}
