import SourceTexts

/// A passage of a document as the language model sees it: tokens, a dependency tree a sentence, named entities.
///
/// Indices of tokens count from the passage's first token. Derived structure (children, sentences, entities) is
/// computed once.
public struct AnalysedPassage: Sendable {
  public let tokens: [Token]
  /// Token ranges, in order; together they cover all tokens.
  public let sentences: [Range<Int>]
  public let entities: [NamedEntity]
  /// Indices of the document's blocks that the passage was joined from.
  public let blocks: [Int]
  /// Children of token i, left to right: `childIndices[childStarts[i] ..< childStarts[i + 1]]`.
  private let childStarts: [Int]
  private let childIndices: [Int]
  private let sentenceOfToken: [Int]

  /// - Precondition: every head is an index of `tokens`.
  public init(tokens: [Token], blocks: [Int] = []) {
    precondition(tokens.allSatisfy { tokens.indices.contains($0.head) }, "every head is a token of the passage")
    self.tokens = tokens
    self.blocks = blocks

    var sentences: [Range<Int>] = []
    var start = 0
    for index in tokens.indices where index > 0 && tokens[index].startsSentence {
      sentences.append(start..<index)
      start = index
    }
    if !tokens.isEmpty { sentences.append(start..<tokens.count) }
    self.sentences = sentences
    var sentenceOfToken = [Int](repeating: 0, count: tokens.count)
    for (number, range) in sentences.enumerated() { for index in range { sentenceOfToken[index] = number } }
    self.sentenceOfToken = sentenceOfToken

    var starts = [Int](repeating: 0, count: tokens.count + 1)
    for (index, token) in tokens.enumerated() where token.head != index { starts[token.head + 1] += 1 }
    for index in 1..<max(1, starts.count) { starts[index] += starts[index - 1] }
    var cursor = starts
    var indices = [Int](repeating: 0, count: starts.last ?? 0)
    for (index, token) in tokens.enumerated() where token.head != index {
      indices[cursor[token.head]] = index
      cursor[token.head] += 1
    }
    self.childStarts = starts
    self.childIndices = indices

    var entities: [NamedEntity] = []
    for (index, token) in tokens.enumerated() {
      switch token.entityBoundary {
      case .begin: entities.append(NamedEntity(tokens: index..<(index + 1), type: token.entityType))
      case .inside:
        guard let last = entities.last, last.tokens.upperBound == index else { continue }
        entities[entities.count - 1].tokens = last.tokens.lowerBound..<(index + 1)
      case .outside: continue
      }
    }
    self.entities = entities
  }

  /// Direct dependents of token `index`, left to right.
  public func children(of index: Int) -> ArraySlice<Int> {
    childIndices[childStarts[index]..<childStarts[index + 1]]
  }

  /// Direct dependents of token `index` whose relation is one of `relations`.
  public func children(of index: Int, relation relations: String...) -> [Int] {
    children(of: index).filter { relations.contains(tokens[$0].relation) }
  }

  /// The head of token `index`, or nil for a root.
  public func head(of index: Int) -> Int? {
    tokens[index].head == index ? nil : tokens[index].head
  }

  /// Number of the sentence that holds token `index`.
  public func sentence(of index: Int) -> Int { sentenceOfToken[index] }

  /// The named entity that token `index` belongs to.
  ///
  /// - Complexity: O(log n) in the number of entities.
  public func entity(at index: Int) -> NamedEntity? {
    let place = entities.partitioningIndex { $0.tokens.upperBound > index }
    return place < entities.count && entities[place].tokens.contains(index) ? entities[place] : nil
  }

  /// All tokens below and including `index`, ascending.
  ///
  /// - Complexity: O(size of the subtree · log of it).
  public func subtree(of index: Int) -> [Int] {
    var found: [Int] = []
    var open = [index]
    while let next = open.popLast() {
      found.append(next)
      open.append(contentsOf: children(of: next))
    }
    return found.sorted()
  }

  /// The tokens above `index`, from its head to the root.
  public func ancestors(of index: Int) -> [Int] {
    var path: [Int] = []
    var current = index
    while let next = head(of: current), path.count <= tokens.count {
      path.append(next)
      current = next
    }
    return path
  }

  /// The document span from the first to the last of `tokens`.
  ///
  /// - Precondition: `range` is not empty.
  public func span(of range: Range<Int>) -> Span {
    Span(
      tokens[range.lowerBound].span.start,
      max(tokens[range.lowerBound].span.start, tokens[range.upperBound - 1].span.end))
  }

  /// The words of `range` with the blanks that stand between them.
  public func text(of range: Range<Int>) -> String {
    var words = ""
    for index in range {
      words += tokens[index].text
      if tokens[index].hasSpaceAfter, index + 1 < range.upperBound { words += " " }
    }
    return words
  }
}

/// A document with the analysis of each of its narrative passages, in document order.
public struct AnalysedDocument: Sendable {
  public let source: SourceText
  public let passages: [AnalysedPassage]

  public init(source: SourceText, passages: [AnalysedPassage]) {
    self.source = source
    self.passages = passages
  }

  /// The block that a passage begins with.
  public func firstBlock(of passage: AnalysedPassage) -> Block? {
    passage.blocks.first.flatMap { source.blocks.indices.contains($0) ? source.blocks[$0] : nil }
  }
}

/// A place of a token in a document: which passage, which token of it.
public struct TokenPlace: Hashable, Sendable, Comparable {
  public var passage: Int
  public var token: Int

  public init(passage: Int, token: Int) {
    self.passage = passage
    self.token = token
  }

  public static func < (left: TokenPlace, right: TokenPlace) -> Bool {
    (left.passage, left.token) < (right.passage, right.token)
  }
}
